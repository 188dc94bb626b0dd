/** The keys that seal secrets: as an operator writes them, and the file that holds one when no setting gives any. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** `id` tells which key sealed a secret without telling the key. */
export type Key = { id: string; bytes: Buffer };

export const keyBytes = 32;

export const keyOf = (bytes: Buffer): Key => ({
  id: createHash('sha256').update('preau secrets key').update(bytes).digest('hex').slice(0, 16),
  bytes,
});

/** Keys of 32 bytes in hexadecimal or base64, separated by commas or lines; null when one of them is something else. */
export const readKeys = (text: string): Key[] | null => {
  const written = text.split(/[\s,]+/).filter(Boolean);
  const keys = written.flatMap((each) => bytesOf(each) ?? []).map(keyOf);
  return written.length > 0 && keys.length === written.length ? keys : null;
};

const bytesOf = (text: string): Buffer | null => {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  // 43 characters carry 32 bytes and two bits: Buffer takes both alphabets, and would drop anything else in silence.
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
};

/** `absent` may be made; `unreadable` must be left as it is: another file in its place would lose what it opened. */
export type KeyFile = { kind: 'keys'; keys: Key[] } | { kind: 'absent' } | { kind: 'unreadable' };

export const readKeyFile = (file: string): KeyFile => {
  try {
    const keys = readKeys(readFileSync(file, 'utf8'));
    return keys === null ? { kind: 'unreadable' } : { kind: 'keys', keys };
  } catch (error) {
    return isCode(error, 'ENOENT') ? { kind: 'absent' } : { kind: 'unreadable' };
  }
};

/** Writes a new key, for its owner only, on the disk when it returns. False when it cannot be written. */
export const makeKeyFile = (file: string, bytes: Buffer): boolean => {
  try {
    const handle = openSync(file, 'wx', 0o600);
    try {
      writeSync(handle, `${bytes.toString('base64')}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    return true;
  } catch {
    return false;
  }
};

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Seals secrets with AES-256-GCM and opens them again, each bound to its dossier, its name and its version. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type Key, keyBytes, makeKeyFile, readKeyFile } from './keys.ts';

/** What a sealed secret is bound to: under another label it does not open. */
export type Label = { dossier: string; name: string; version: number };
/** `box` is the ciphertext followed by its tag. */
export type Sealed = { keyId: string; nonce: Buffer; box: Buffer };
/** `locked`: no key that we hold sealed it. `broken`: altered, or moved under another label. */
export type Opened = { kind: 'opened'; value: string } | { kind: 'locked' } | { kind: 'broken' };

export type Vault = {
  /** False when there is no key and none can be made: nothing may then be sealed. */
  ready(): boolean;
  /** Throws when the vault is not ready. */
  seal(label: Label, value: string): Sealed;
  open(label: Label, sealed: Sealed): Opened;
};

export type VaultPlace = {
  /** Keys of the setting: the first one seals, the others still open. */
  given: readonly Key[];
  /** Made at first need when the setting gives no key, and read at each use: it may be put back while we run. */
  file: string;
  random: (bytes: number) => Buffer;
};

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export const openVault = ({ given, file, random }: VaultPlace): Vault => {
  const held = (): Key[] => {
    const read = readKeyFile(file);
    return read.kind === 'keys' ? [...given, ...read.keys] : [...given];
  };
  return {
    ready: () => held().length > 0 || (readKeyFile(file).kind === 'absent' && makeKeyFile(file, random(keyBytes))),
    seal: (label, value) => {
      const [key] = held();
      if (!key) throw new Error('The vault has no key: it must be asked whether it is ready first.');
      return sealWith(key, random(nonceBytes), label, value);
    },
    open: (label, sealed) => {
      const key = held().find(({ id }) => id === sealed.keyId);
      return key ? openWith(key, label, sealed) : { kind: 'locked' };
    },
  };
};

/** One text for one label: no two labels may share it. */
const bound = ({ dossier, name, version }: Label): Buffer =>
  Buffer.from(JSON.stringify(['preau secret 1', dossier, name, version]));

const sealWith = (key: Key, nonce: Buffer, label: Label, value: string): Sealed => {
  const sealing = createCipheriv(cipher, key.bytes, nonce, { authTagLength: tagBytes }).setAAD(bound(label));
  const box = Buffer.concat([sealing.update(value, 'utf8'), sealing.final(), sealing.getAuthTag()]);
  return { keyId: key.id, nonce, box };
};

const openWith = (key: Key, label: Label, { nonce, box }: Sealed): Opened => {
  if (nonce.length !== nonceBytes || box.length < tagBytes) return { kind: 'broken' };
  const opening = createDecipheriv(cipher, key.bytes, nonce, { authTagLength: tagBytes }).setAAD(bound(label));
  opening.setAuthTag(box.subarray(-tagBytes));
  try {
    const value = Buffer.concat([opening.update(box.subarray(0, -tagBytes)), opening.final()]);
    return { kind: 'opened', value: value.toString('utf8') };
  } catch {
    return { kind: 'broken' };
  }
};

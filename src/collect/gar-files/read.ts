/** Fetches the files that connect a tool to the GAR, or reads them on this disk: their text for the evidence, or why not. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Collected } from '../../model/evidence.ts';
import { type GarFileRecord, type GarFileRole, garFileRoles } from '../../model/gar-file.ts';
import { refusalReasons, refusalWords } from '../../model/refusal.ts';
import { sha256 } from '../digest.ts';
import type { FetchOne } from '../repository/one-file.ts';
import { decodeXml } from './decode.ts';

/** Notices weigh some 10 kB, metadata of one service less than 50 kB. */
export const garFileBounds = { bytes: 500_000, timeoutMs: 15_000 } as const;

/** What is named: an address, or a path of the disk of the user; null: nothing was. */
export type NamedGarFiles = Readonly<Record<GarFileRole, string | null>>;

/**
 * One record for each file that is named. A path is read from this disk, so the caller may pass one only from its own
 * user, never from a form. Never throws for what the network or the file does: the reason is told in French.
 */
export const readGarFiles = async (
  named: NamedGarFiles,
  { fetch }: { fetch: FetchOne },
): Promise<Collected<GarFileRecord>> => {
  const read = garFileRoles.map((role) => readOne(role, named[role]?.trim() ?? '', fetch));
  return { kind: 'collected', records: (await Promise.all(read)).flatMap((record) => record ?? []) };
};

const readOne = async (role: GarFileRole, source: string, fetch: FetchOne): Promise<GarFileRecord | null> => {
  if (source === '') return null;
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
  // The disk of the user is told by its last name only: the rest is nobody's business.
  const from = { role, source: isAddress ? source : path.basename(source) };
  const file = isAddress ? await fetchFile(source, fetch) : await localFile(source);
  if (file.kind === 'unread') return { ...from, ...file };
  const { url, bytes } = file;
  const text = decodeXml(bytes, file.charset);
  if (text.kind === 'unknown') return { ...from, kind: 'unread', reason: `codage inconnu : ${text.encoding}` };
  // What a site shows to who is not signed in is a page, and says nothing of the file.
  if (/^\s*<(!doctype html|html)[\s>]/i.test(text.text))
    return { ...from, kind: 'unread', reason: 'l’adresse donne une page web, et non un fichier XML' };
  const { encoding, faulty } = text;
  return { ...from, kind: 'read', url, bytes: bytes.length, sha256: sha256(bytes), encoding, faulty, text: text.text };
};

type Unread = { kind: 'unread'; reason: string };
type File = { kind: 'file'; url: string | null; bytes: Uint8Array; charset: string | null } | Unread;

const fetchFile = async (source: string, fetch: FetchOne): Promise<File> => {
  const { bytes: maxBytes, timeoutMs } = garFileBounds;
  const answer = await fetch(source, { raw: true, maxBytes, timeoutMs });
  if (answer.kind === 'refused') return unread(refusedWords(answer.reason));
  if (answer.kind === 'failed') return unread(`le serveur n’a pas répondu${codeIn(answer.detail)}`);
  if (answer.status !== 200) return unread(`le serveur a répondu ${answer.status}`);
  if (answer.truncated) return tooBig;
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(answer.headers['content-type'] ?? '')?.[1] ?? null;
  return fileOf({ url: answer.url, bytes: answer.bytes, charset });
};

const refusedWords = (reason: string): string => {
  const known = refusalReasons.find((each) => each === reason);
  return known ? `adresse refusée : ${refusalWords[known]}` : 'adresse refusée';
};

/** The English words of a library are left out, not the code that an operator looks for. */
const codeIn = (detail: string): string => {
  const code = /\b[A-Z][A-Z_]{4,}\b/.exec(detail)?.[0];
  return code === undefined ? '' : ` (${code})`;
};

const localFile = async (source: string): Promise<File> => {
  try {
    const bytes = await firstBytes(source, garFileBounds.bytes + 1);
    return bytes.length > garFileBounds.bytes ? tooBig : fileOf({ url: null, bytes, charset: null });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'erreur inconnue';
    return unread(`le fichier local ne peut pas être lu (${code})`);
  }
};

/** A huge file is not read whole to be refused. */
const firstBytes = async (source: string, most: number): Promise<Uint8Array> => {
  const file = await open(source);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

const fileOf = (file: Omit<Extract<File, { kind: 'file' }>, 'kind'>): File =>
  file.bytes.length === 0 ? unread('le fichier est vide') : { kind: 'file', ...file };

const unread = (reason: string): Unread => ({ kind: 'unread', reason });
const tooBig = unread(`le fichier dépasse ${garFileBounds.bytes / 1000} ko`);

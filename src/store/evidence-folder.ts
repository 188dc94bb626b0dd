/** Blobs kept by the SHA-256 of their content: written once, synced, never edited, verified each time they are read. */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { EvidenceReader } from './archive.ts';

export type EvidenceFolder = EvidenceReader & {
  /** Keeps the bytes and answers their SHA-256 in hex; returns only when they are on the disk. */
  put(bytes: Uint8Array): string;
};

/** `data` is PREAU_DATA; blobs go in `data/evidence/sha256/ab/cdef…`. */
export const openEvidenceFolder = (data: string): EvidenceFolder => {
  const root = path.join(data, 'evidence', 'sha256');
  mkdirSync(root, { recursive: true });
  return {
    put: (bytes) => put(root, bytes),
    read: (sha256) => {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return { kind: 'missing' };
      const file = placeOf(root, sha256);
      if (!existsSync(file)) return { kind: 'missing' };
      const bytes = readFileSync(file);
      return digestOf(bytes) === sha256 ? { kind: 'found', bytes } : { kind: 'altered' };
    },
  };
};

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const placeOf = (root: string, sha256: string): string => path.join(root, sha256.slice(0, 2), sha256.slice(2));

/** Temporary file, sync, rename, sync of the folders: after a power cut the blob is whole or absent. */
const put = (root: string, bytes: Uint8Array): string => {
  const sha256 = digestOf(bytes);
  const place = placeOf(root, sha256);
  // A blob damaged on disk is written again rather than trusted.
  if (existsSync(place) && digestOf(readFileSync(place)) === sha256) return sha256;
  const shelf = path.dirname(place);
  const newShelf = !existsSync(shelf);
  mkdirSync(shelf, { recursive: true });
  const draft = `${place}.${randomUUID()}`;
  writeDurably(draft, bytes);
  renameSync(draft, place);
  syncFolder(shelf);
  if (newShelf) syncFolder(root);
  return sha256;
};

const writeDurably = (file: string, bytes: Uint8Array): void => {
  const handle = openSync(file, 'wx', 0o640);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

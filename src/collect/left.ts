/** Reads what the scanner process left: it met hostile pages, so its folder is read like anything that comes from outside. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from './digest.ts';
import type { RawVisit } from './raw-visit.ts';

/** One file; a visit whose every bound is reached weighs less than a third of it. */
const mostBytes = 150_000_000;
/** All files of a bundle together. */
const mostInAll = 300_000_000;

/**
 * The bytes of a plain file. Throws for anything else: a link would read where the process itself may not,
 * a pipe would never end.
 */
export const readLeft = async (file: string): Promise<Buffer> => {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size, isFile } = await handle.stat().then((stat) => ({ size: stat.size, isFile: stat.isFile() }));
    if (!isFile) throw new Error(`${path.basename(file)} is not a plain file.`);
    if (size > mostBytes) throw new Error(`${path.basename(file)} weighs ${size} bytes.`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
};

/** Files of the bundle by their SHA-256, each checked. */
export const readLeftFiles = async (folder: string, listed: RawVisit['files']): Promise<Map<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  let weight = 0;
  for (const { sha256: digest } of listed) {
    const bytes = await readLeft(path.join(folder, digest));
    if (sha256(bytes) !== digest) throw new Error(`File ${digest} does not have its digest.`);
    weight += bytes.length;
    if (weight > mostInAll) throw new Error(`The files of the visit weigh more than ${mostInAll} bytes.`);
    files.set(digest, bytes);
  }
  return files;
};

/** Unpacks a .tar.gz into a private folder: regular files only, bounded in number and in bytes. */
import { mkdir } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import tar, { type Headers } from 'tar-fs';
import { bounds } from './bounds.ts';

/**
 * Throws above the bounds (a bomb) and on a broken archive. Links of both kinds are left out, so no entry can lead
 * outside; tar-fs resolves every name under `folder`. The first folder (NAME-BRANCH/) is taken off.
 */
export const unpack = async (bytes: Uint8Array, folder: string): Promise<void> => {
  await mkdir(folder);
  let files = 0;
  const ignore = (_: string, header?: Headers): boolean => {
    if (header?.type !== 'file' && header?.type !== 'directory') return true;
    files += 1;
    if (files > bounds.files) throw new Error('Too many files in the archive.');
    return (header.size ?? 0) > bounds.fileBytes;
  };
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const source = Readable.from([bytes]);
  const into = tar.extract(folder, { ignore, strip: 1, strict: false, dmode: 0o700, fmode: 0o600 });
  // A server may have taken the compression off already.
  if (gzip) await pipeline(source, createGunzip(), atMost(bounds.unpackedBytes), into);
  else await pipeline(source, into);
};

const atMost = (most: number): Transform => {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > most) done(new Error('The archive is too large once unpacked.'));
      else done(null, chunk);
    },
  });
};

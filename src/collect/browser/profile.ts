/** Proof that a profile was new: every file in it, by its digest, before the browser was launched. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Circumstances } from '../../model/circumstances.ts';
import { sha256 } from '../digest.ts';

/** Paths from the profile's folder, sorted. An empty profile of ours holds `Default/Preferences` and nothing else. */
export const listProfile = async (folder: string): Promise<Circumstances['profile']> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(
    files.toSorted().map(async (file) => ({ path: path.relative(folder, file), sha256: sha256(await readFile(file)) })),
  );
};

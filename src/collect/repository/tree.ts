/** The files of a repository, wherever they lie: a folder of this disk, or the objects of a clone. */
import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { bounds } from './bounds.ts';

export type Tree = {
  /** Paths with `/`, from the top, in code unit order. Links and submodules are not among them. */
  paths: readonly string[];
  /** False when there were more files than the bounds allow. */
  complete: boolean;
  /** UTF-8 text; null for what is binary, larger than the bound, or cannot be read. */
  read(path: string): Promise<string | null>;
};

/** Folders that hold what others wrote, or what a tool makes. */
const foreign =
  /^(\.git|\.hg|\.svn|node_modules|bower_components|vendor|vendors|third[-_]?party|external|externals|extern|site-packages|\.venv|venv|__pycache__|\.tox)$/i;
export const isForeign = (folder: string): boolean => foreign.test(folder);

/** Regular files under `root`; a link is never followed, so nothing outside is read. */
export const folderTree = async (root: string): Promise<Tree> => {
  const paths: string[] = [];
  let complete = true;
  const walk = async (folder: string, depth: number): Promise<void> => {
    if (depth > bounds.depth) complete = false;
    for (const entry of depth > bounds.depth ? [] : await readdir(path.join(root, folder), { withFileTypes: true })) {
      const place = path.posix.join(folder, entry.name);
      if (entry.isDirectory() && !isForeign(entry.name)) await walk(place, depth + 1);
      if (!entry.isFile()) continue;
      if (paths.length >= bounds.files) complete = false;
      else paths.push(place);
    }
  };
  await walk('', 0);
  return { paths: paths.sort(), complete, read: (place) => readFileText(path.join(root, place)) };
};

/** One file of this disk, when it is a file and no link. */
export const readFileText = async (file: string): Promise<string | null> => {
  const found = await lstat(file).catch(() => null);
  if (!found?.isFile() || found.size > bounds.fileBytes) return null;
  const handle = await open(file);
  try {
    return textOf(await handle.readFile());
  } finally {
    await handle.close();
  }
};

/** A zero byte is in no text; a byte order mark is no letter. */
export const textOf = (bytes: Uint8Array): string | null => {
  if (bytes.length > bounds.fileBytes || bytes.subarray(0, 8_000).includes(0)) return null;
  return new TextDecoder().decode(bytes);
};

/** The files of one commit, read from the objects of a clone: nothing is ever checked out. */
import fs from 'node:fs';
import git from 'isomorphic-git';
import { bounds } from './bounds.ts';
import { isForeign, type Tree, textOf } from './tree.ts';

/** Plain and executable files; a link is 120000 and a submodule 160000. */
const isPlainFile = (mode: string): boolean => mode === '100644' || mode === '100755' || mode === '100664';

/** The tree of `commit` in the repository of `dir`. */
export const gitTree = async (dir: string, commit: string): Promise<Tree> => {
  const cache = {};
  const objects = new Map<string, string>();
  let complete = true;
  const walk = async (oid: string, folder: string, depth: number): Promise<void> => {
    if (depth > bounds.depth) complete = false;
    const entries = depth > bounds.depth ? [] : (await git.readTree({ fs, dir, oid, cache })).tree;
    for (const entry of entries) {
      const place = folder === '' ? entry.path : `${folder}/${entry.path}`;
      if (entry.type === 'tree' && !isForeign(entry.path)) await walk(entry.oid, place, depth + 1);
      if (entry.type !== 'blob' || !isPlainFile(entry.mode)) continue;
      if (objects.size >= bounds.files) complete = false;
      else objects.set(place, entry.oid);
    }
  };
  await walk(commit, '', 0);
  const read = async (place: string): Promise<string | null> => {
    const oid = objects.get(place);
    if (oid === undefined) return null;
    return textOf((await git.readBlob({ fs, dir, oid, cache })).blob);
  };
  return { paths: [...objects.keys()].sort(), complete, read };
};

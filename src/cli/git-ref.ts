/** The rulebook and the catalogue as they stood at a git reference, written in a temporary folder; no git program is run. */
import fs, { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import git from 'isomorphic-git';

export type AtRef = { kind: 'found'; rules: string; catalog: string } | { kind: 'refused'; message: string };

/** `ref` is a branch, a tag or a commit of the repository at `root`. The folder made is the caller's to remove. */
export const rulebookAt = async (root: string, ref: string): Promise<AtRef> => {
  const commit = await commitOf(root, ref);
  if (commit === null)
    return { kind: 'refused', message: `« ${ref} » n’est ni une branche, ni une version, ni un commit de ce dépôt.` };
  const folder = mkdtempSync(path.join(tmpdir(), 'preau-rulebook-'));
  for (const name of ['rules', 'catalog']) {
    const found = await copyTree({ root, commit, folder }, name);
    if (!found) return { kind: 'refused', message: `« ${ref} » ne contient pas de dossier ${name}/.` };
  }
  return { kind: 'found', rules: path.join(folder, 'rules'), catalog: path.join(folder, 'catalog') };
};

const commitOf = async (dir: string, ref: string): Promise<string | null> => {
  try {
    return await git.resolveRef({ fs, dir, ref });
  } catch {
    return git.expandOid({ fs, dir, oid: ref }).catch(() => null);
  }
};

type Copy = { root: string; commit: string; folder: string };

const copyTree = async ({ root, commit, folder }: Copy, name: string): Promise<boolean> => {
  const top = await git.readTree({ fs, dir: root, oid: commit, filepath: name }).catch(() => null);
  if (!top) return false;
  mkdirSync(path.join(folder, name), { recursive: true });
  for (const entry of top.tree) {
    const inner = `${name}/${entry.path}`;
    if (entry.type === 'tree') await copyTree({ root, commit, folder }, inner);
    if (entry.type === 'blob') {
      const { blob } = await git.readBlob({ fs, dir: root, oid: entry.oid });
      writeFileSync(path.join(folder, inner), blob);
    }
  }
  return true;
};

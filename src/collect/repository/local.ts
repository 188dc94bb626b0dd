/** A repository that lies on this disk: the folder of a checkout, or one file of it. */
import fs from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import git from 'isomorphic-git';
import type { Evidence } from '../../model/evidence.ts';
import type { RepositoryRecord } from '../../model/records.ts';
import { bounds } from './bounds.ts';
import { historyOf, latestOf } from './history.ts';
import { fileSurvey, recordsOf } from './one-file.ts';
import { surveyOf } from './survey.ts';
import { folderTree, readFileText } from './tree.ts';

/** The disk of the user is told by its last name only: the rest is nobody's business. */
export const readLocal = async (asked: string): Promise<Evidence['repository']> => {
  try {
    const root = await realpath(asked);
    const source = path.basename(root);
    const isFolder = (await stat(root)).isDirectory();
    const records = isFolder ? await readFolder(root, source) : await readOne(root, source);
    if (records.some(({ kind }) => kind !== 'survey' && kind !== 'history')) return { kind: 'collected', records };
    return unavailable('Rien dans ce dépôt ne parle d’une licence : ni LICENSE, ni manifeste, ni README.');
  } catch (error) {
    return unavailable(`Le dépôt de code local ne peut pas être lu (${codeOf(error)}).`);
  }
};

const readOne = async (file: string, source: string): Promise<RepositoryRecord[]> => {
  const text = await readFileText(file);
  return text === null ? [] : [...recordsOf(source, text, source), fileSurvey(source, 1, true)];
};

const readFolder = async (root: string, source: string): Promise<RepositoryRecord[]> => {
  const started = performance.now();
  const late = () => performance.now() - started > bounds.headersMs;
  const records = await surveyOf(await folderTree(root), { source, by: 'folder', late });
  const commit = await git.resolveRef({ fs, dir: root, ref: 'HEAD' }).catch(() => null);
  if (commit === null) return records;
  const tags = await git.listTags({ fs, dir: root }).catch(() => null);
  return [...records, await historyOf({ dir: root, commit, source }, await releasesOf(root, tags))];
};

const releasesOf = async (dir: string, tags: string[] | null) => {
  const latest = latestOf(tags ?? []);
  const [last] = latest === null ? [] : await git.log({ fs, dir, ref: latest, depth: 1 }).catch(() => []);
  const lastRelease = last ? new Date(last.commit.committer.timestamp * 1000).toISOString() : null;
  return { releases: tags?.length ?? null, lastRelease };
};

const unavailable = (reason: string): Evidence['repository'] => ({ kind: 'unavailable', reason });
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'erreur inconnue';

/** Signs of life of a repository: dates and counts. Who wrote is counted in memory and kept nowhere. */
import fs from 'node:fs';
import git, { type ReadCommitResult } from 'isomorphic-git';
import type { RepositoryRecord } from '../../model/records.ts';
import { bounds } from './bounds.ts';

export type History = Extract<RepositoryRecord, { kind: 'history' }>;

/** The last commits that the clone holds; `tags` and `lastRelease` come from who could list them. */
export const historyOf = async (
  { dir, commit, source }: { dir: string; commit: string; source: string },
  { releases, lastRelease }: Pick<History, 'releases' | 'lastRelease'>,
): Promise<History> => {
  const log = await git.log({ fs, dir, ref: commit, depth: bounds.commits }).catch((): ReadCommitResult[] => []);
  const [last] = log;
  const busFactor = log.length > 1 ? busFactorOf(log) : null;
  return {
    kind: 'history',
    source,
    commit,
    lastCommit: last ? dateOf(last) : null,
    releases,
    lastRelease,
    commits: log.length,
    busFactor,
  };
};

export const dateOf = ({ commit: { committer } }: ReadCommitResult): string =>
  new Date(committer.timestamp * 1000).toISOString();

/** How few people made half of these commits; robots are nobody. */
const busFactorOf = (log: readonly ReadCommitResult[]): number | null => {
  const made = new Map<string, number>();
  for (const { commit } of log) {
    if (/\[bot\]/.test(commit.author.name)) continue;
    const who = commit.author.email.toLowerCase();
    made.set(who, (made.get(who) ?? 0) + 1);
  }
  const counts = [...made.values()].sort((one, other) => other - one);
  const half = counts.reduce((sum, each) => sum + each, 0) / 2;
  let [sum, people] = [0, 0];
  while (sum < half) {
    sum += counts[people] ?? 0;
    people += 1;
  }
  return people === 0 ? null : people;
};

/** The highest version among the names of tags: v10.0 is above v9.9. */
export const latestOf = (tags: readonly string[]): string | null => {
  const versions = tags.filter((tag) => /\d/.test(tag) && !/alpha|beta|rc|dev|pre/i.test(tag));
  const order = new Intl.Collator('en', { numeric: true });
  const bare = (tag: string): string => tag.replace(/^\D*/, '');
  return versions.toSorted((one, other) => order.compare(bare(one), bare(other))).at(-1) ?? null;
};

/** A shallow clone by isomorphic-git through a fetch that somebody else makes: no shell, no socket of its own. */
import fs from 'node:fs';
import path from 'node:path';
import git, { type GitHttpRequest, type GitHttpResponse, type HttpClient } from 'isomorphic-git';
import type { RepositoryRecord } from '../../model/records.ts';
import { bounds } from './bounds.ts';
import { gitTree } from './git-tree.ts';
import { dateOf, type History, historyOf, latestOf } from './history.ts';
import type { Answer, Ask } from './messages.ts';
import { surveyOf } from './survey.ts';

type Cloning = { url: string; source: string; workDir: string; ask: Ask; elapsed: () => number };

/** The records of the repository at `url`. Throws what isomorphic-git throws when it is none, or too big. */
export const readClone = async ({ url, source, workDir, ask, elapsed }: Cloning): Promise<RepositoryRecord[]> => {
  const dir = path.join(workDir, 'clone');
  const http = over(ask);
  const tags = await tagsOf(url, http);
  await git.clone({ fs, http, dir, url, depth: 1, singleBranch: true, noCheckout: true, noTags: true });
  const commit = await git.resolveRef({ fs, dir, ref: 'HEAD' });
  const tree = await gitTree(dir, commit);
  const records = await surveyOf(tree, { source, by: 'clone', late: () => elapsed() > bounds.headersMs });
  const from = { fs, http, dir, url, singleBranch: true, tags: false };
  const inTime = (): boolean => elapsed() < bounds.historyMs;
  if (inTime()) await git.fetch({ ...from, depth: bounds.commits }).catch(() => null);
  const lastRelease = inTime() ? await releaseDate(tags, from) : null;
  const life = await historyOf({ dir, commit, source }, { releases: tags?.length ?? null, lastRelease });
  return [...records, life];
};

/** null when the server does not list them. */
const tagsOf = async (url: string, http: HttpClient): Promise<string[] | null> => {
  const refs = await git.listServerRefs({ http, url, prefix: 'refs/tags/', protocolVersion: 2 });
  return refs.map(({ ref }) => ref.replace('refs/tags/', ''));
};

type From = Parameters<typeof git.fetch>[0] & { dir: string };

const releaseDate = async (tags: string[] | null, from: From): Promise<History['lastRelease']> => {
  const latest = latestOf(tags ?? []);
  if (latest === null) return null;
  try {
    const { fetchHead } = await git.fetch({ ...from, ref: `refs/tags/${latest}`, depth: 1 });
    return fetchHead === null ? null : dateOf(await git.readCommit({ fs, dir: from.dir, oid: fetchHead }));
  } catch {
    // A date that cannot be read is unknown: the licence was read all the same.
    return null;
  }
};

/** The http client that isomorphic-git wants, over our way of asking. */
const over = (ask: Ask): HttpClient => ({
  request: async ({ url, method = 'GET', headers = {}, body }: GitHttpRequest): Promise<GitHttpResponse> => {
    const answer = await ask({ url, headers, post: method === 'POST' ? await joined(body) : null });
    if (answer.kind === 'none') throw new Error(answer.detail);
    return {
      url,
      method,
      statusCode: answer.status,
      statusMessage: String(answer.status),
      headers: answer.headers,
      body: once(answer),
    };
  },
});

const joined = async (body: GitHttpRequest['body']): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
};

async function* once({ bytes }: Extract<Answer, { kind: 'answered' }>): AsyncIterableIterator<Uint8Array> {
  yield bytes;
}

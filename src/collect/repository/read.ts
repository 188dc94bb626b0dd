/** Reads what the source of a tool says of its licence: a local path, a repository, an archive, or one file by address. */
import path from 'node:path';
import { parse } from 'yaml';
import type { Evidence } from '../../model/evidence.ts';
import type { RepositoryRecord } from '../../model/records.ts';
import { placeOf } from './address.ts';
import { type Apart, readApart } from './apart.ts';
import { bounds } from './bounds.ts';
import { readLocal } from './local.ts';
import type { Answer, Request } from './messages.ts';
import { type FetchOne, fetchText, fileSurvey, recordsOf, usualFiles } from './one-file.ts';

export type RepositorySet = Evidence['repository'];

/**
 * `source` null: nothing to read was named. A path is read from this disk, so the caller may pass one only from its
 * own user, never from a form. Never throws for what the network or a repository does: the reason is told in French.
 */
export const readRepository = async (source: string | null, { fetch }: { fetch: FetchOne }): Promise<RepositorySet> => {
  const asked = source?.trim() ?? '';
  if (asked === '') return unavailable('Aucun dépôt de code n’a été indiqué.');
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(asked) ? readRemote(asked, fetch, true) : readLocal(asked);
};

/**
 * The repository that the publiccode.yml at the root of `site` names, or null: public software is described there.
 * Source: publiccode.yml 0.4. One request; what answers with anything else is nobody's fault.
 */
export const repositoryOfSite = async (site: string, { fetch }: { fetch: FetchOne }): Promise<string | null> => {
  const url = URL.parse('/publiccode.yml', site);
  const read = url === null ? null : await fetchText(url.href, fetch, bounds.siteFileMs);
  return read?.kind === 'read' ? repositoryIn(read.text) : null;
};

const readRemote = async (source: string, fetch: FetchOne, follows: boolean): Promise<RepositorySet> => {
  const place = placeOf(source);
  if (!place) return unavailable('L’adresse du dépôt de code n’est pas une adresse http(s).');
  const { address, file, clones, archives, raws } = place;
  if (file !== null) return readFile(file, fetch, follows);
  const spent = meterOf(fetch, address.origin);
  const found = await firstGit(clones, fetch);
  if (found.kind === 'refused') return unavailable('Le dépôt de code n’a pas pu être lu (adresse refusée).');
  let reason = 'git n’y répond pas';
  if (found.kind === 'git') {
    const read = await readApart({ work: { kind: 'clone', url: found.url }, source: address.href }, spent.ask);
    if (read.kind === 'done') return collected(read.records);
    reason = wordsOf(read, spent);
  }
  const fallback = (await readArchive(archives, address.href, spent)) ?? (await usualFiles(raws, address.href, fetch));
  return fallback.length > 0 ? collected(fallback) : unavailable(`Le dépôt de code n’a pas pu être lu (${reason}).`);
};

type Found = { kind: 'git'; url: string } | { kind: 'refused' } | { kind: 'none' };

/** The first address where git's smart protocol answers: asked here, before a process is started for it. */
const firstGit = async (clones: readonly string[], fetch: FetchOne): Promise<Found> => {
  for (const url of clones) {
    const options = { raw: true, maxBytes: 1_000, timeoutMs: 10_000 };
    const answer = await fetch(`${url}/info/refs?service=git-upload-pack`, options);
    if (answer.kind === 'refused') return { kind: 'refused' };
    if (answer.kind !== 'answered' || answer.status !== 200) continue;
    if (/x-git-upload-pack-advertisement/.test(answer.headers['content-type'] ?? '')) return { kind: 'git', url };
  }
  return { kind: 'none' };
};

const readFile = async (url: string, fetch: FetchOne, follows: boolean): Promise<RepositorySet> => {
  const read = await fetchText(url, fetch);
  if (read.kind === 'none') return unavailable(`Ce fichier n’a pas pu être lu (${read.detail}).`);
  const { pathname } = new URL(url);
  const repository = /publiccode\.ya?ml$/i.test(pathname) ? repositoryIn(read.text) : null;
  if (repository !== null && follows) return readRemote(repository, fetch, false);
  const records = recordsOf(path.posix.basename(pathname), read.text, url);
  return records.length > 0
    ? collected([...records, fileSurvey(url, 1, true)])
    : unavailable('Ce fichier ne dit rien d’une licence.');
};

/** `url` of a publiccode.yml: « the unique identifier of the software: its repository » (publiccode.yml 0.4). */
export const repositoryIn = (text: string): string | null => {
  try {
    const read: unknown = parse(text, { maxAliasCount: 0 });
    if (typeof read !== 'object' || read === null || !('publiccodeYmlVersion' in read) || !('url' in read)) return null;
    return typeof read.url === 'string' && placeOf(read.url) !== null ? read.url : null;
  } catch {
    return null;
  }
};

type Spent = { ask: (request: Request) => Promise<Answer>; refused: () => boolean; over: () => boolean };

/** Every request of one reading, made through the guard, counted, to one origin only. */
const meterOf = (fetch: FetchOne, origin: string): Spent => {
  let [bytes, requests, refused] = [0, 0, false];
  const over = (): boolean => bytes >= bounds.wireBytes || requests >= bounds.requests;
  const ask = async ({ url, headers, post }: Request): Promise<Answer> => {
    if (URL.parse(url)?.origin !== origin || over()) return { kind: 'none', detail: 'not asked' };
    requests += 1;
    const body = post === null ? {} : { post };
    const options = { headers, ...body, raw: true, maxBytes: bounds.wireBytes - bytes, timeoutMs: bounds.cloneMs };
    const answer = await fetch(url, options);
    if (answer.kind === 'refused') refused = true;
    if (answer.kind !== 'answered')
      return { kind: 'none', detail: answer.kind === 'failed' ? answer.detail : answer.reason };
    bytes += answer.truncated ? bounds.wireBytes : answer.bytes.length;
    if (answer.truncated) return { kind: 'none', detail: 'too many bytes' };
    return { kind: 'answered', status: answer.status, headers: answer.headers, bytes: answer.bytes };
  };
  return { ask, over, refused: () => refused };
};

const readArchive = async (
  archives: readonly string[],
  source: string,
  { ask, over }: Spent,
): Promise<RepositoryRecord[] | null> => {
  for (const url of over() ? [] : archives) {
    const answer = await ask({ url, headers: {}, post: null });
    if (answer.kind === 'none' || answer.status !== 200) continue;
    const read = await readApart({ work: { kind: 'unpack', bytes: answer.bytes }, source }, ask);
    if (read.kind === 'done') return read.records;
  }
  return null;
};

const wordsOf = (read: Extract<Apart, { kind: 'failed' }>, spent: Spent): string => {
  if (spent.refused()) return 'adresse refusée';
  if (spent.over() || read.why === 'too-big') return 'dépôt trop gros';
  return read.why === 'too-long' ? `plus de ${bounds.wallMs / 1000} secondes` : 'git n’y répond pas';
};

const collected = (records: RepositoryRecord[]): RepositorySet => ({ kind: 'collected', records });
const unavailable = (reason: string): RepositorySet => ({ kind: 'unavailable', reason });

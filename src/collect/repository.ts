/** Reads the licence files of a tool's source: a local path, a repository on a known forge, or one file by address. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Evidence } from '../model/evidence.ts';
import type { Refusal } from '../model/refusal.ts';

export type RepositorySet = Evidence['repository'];
type RepositoryFile = Extract<RepositorySet, { kind: 'collected' }>['records'][number];

/** The part of the guard's passage that is needed here; collect/ knows no guard. */
export type FetchText = (
  url: string,
  options: { maxBytes: number; timeoutMs: number },
) => Promise<
  | { kind: 'answered'; url: string; status: number; headers: unknown; body: string }
  | Refusal
  | { kind: 'failed'; detail: string }
>;

export const longestText = 200_000;
/** A character takes 4 bytes at most. */
const maxBytes = longestText * 4;
const timeoutMs = 10_000;

/** In the order of the forges' own preference; French projects also write LICENCE. */
const licenceNames = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'COPYING', 'LICENCE', 'LICENCE.md', 'LICENCE.txt'];

/**
 * At most 200,000 characters of each licence file found. `source` null: nothing to read was named. A path is read
 * from this disk, so the caller may pass one only from its own user, never from a form.
 */
export const readRepository = async (
  source: string | null,
  { fetch }: { fetch: FetchText },
): Promise<RepositorySet> => {
  if (source === null || source.trim() === '') return unavailable('Aucun dépôt de code n’a été indiqué.');
  const asked = source.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(asked) ? readRemote(asked, fetch) : readLocal(asked);
};

const readRemote = async (source: string, fetch: FetchText): Promise<RepositorySet> => {
  const candidates = candidatesOf(source);
  if (candidates === null) return unavailable('L’adresse du dépôt de code n’est pas une adresse http(s).');
  let last = '';
  for (const url of candidates) {
    const answer = await fetch(url, { maxBytes, timeoutMs });
    if (answer.kind === 'refused') return unavailable(`L’adresse du dépôt de code est refusée (${answer.reason}).`);
    if (answer.kind === 'answered' && answer.status === 200 && looksLikeText(answer.body)) {
      return collected([{ path: new URL(url).pathname, source: url, text: answer.body.slice(0, longestText) }]);
    }
    last = answer.kind === 'failed' ? answer.detail : `statut ${answer.status}`;
  }
  return unavailable(`Aucun fichier de licence n’a été trouvé à cette adresse (${last}).`);
};

/** Addresses to try in order; null for what is no http(s) address. */
export const candidatesOf = (source: string): string[] | null => {
  if (!URL.canParse(source)) return null;
  const url = new URL(source);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const raw = rawBaseOf(url);
  return raw === null ? [source] : licenceNames.map((name) => `${raw}${name}`);
};

const gitlabs = ['gitlab.com', 'forge.apps.education.fr', 'framagit.org', 'gitlab.adullact.net', 'forge.aeif.fr'];

/** Where a known forge serves raw files of the default branch (HEAD); null: not a repository's front page. */
const rawBaseOf = ({ hostname, pathname }: URL): string | null => {
  const parts = pathname.split('/').filter((part) => part !== '');
  const name = parts.at(-1)?.replace(/\.git$/, '');
  if (parts.length < 2 || name === undefined) return null;
  const repository = [...parts.slice(0, -1), name].join('/');
  if (gitlabs.includes(hostname)) return parts.includes('-') ? null : `https://${hostname}/${repository}/-/raw/HEAD/`;
  if (parts.length > 2) return null;
  if (hostname === 'github.com') return `https://raw.githubusercontent.com/${repository}/HEAD/`;
  // Forgejo serves the default branch when the address names none.
  return hostname === 'codeberg.org' ? `https://codeberg.org/${repository}/raw/` : null;
};

/** A forge that asks to sign in answers 200 with a page. */
const looksLikeText = (body: string): boolean => body.trim() !== '' && !/^\s*<(!doctype|html)/i.test(body);

const readLocal = async (source: string): Promise<RepositorySet> => {
  try {
    const root = await realpath(source);
    const isFolder = (await stat(root)).isDirectory();
    const files = isFolder ? await licenceFilesIn(root) : [root];
    const records = await Promise.all(files.map((file) => readOne(file, isFolder ? root : path.dirname(root))));
    if (records.length > 0) return collected(records);
    return unavailable('Ce dossier ne contient aucun fichier de licence (LICENSE, COPYING ou LICENCE).');
  } catch (error) {
    return unavailable(`Le dépôt de code local ne peut pas être lu (${codeOf(error)}).`);
  }
};

/** Regular files only, and inside the folder once links are followed: a LICENSE that leads to /etc is not read. */
const licenceFilesIn = async (root: string): Promise<string[]> => {
  const names = await readdir(root);
  const found: string[] = [];
  for (const wanted of licenceNames) {
    const name = names.find((each) => each.toUpperCase() === wanted.toUpperCase());
    if (name === undefined || found.includes(path.join(root, name))) continue;
    const file = await realpath(path.join(root, name)).catch(() => null);
    if (file?.startsWith(root + path.sep) && (await stat(file)).isFile()) found.push(path.join(root, name));
  }
  return found;
};

const readOne = async (file: string, root: string): Promise<RepositoryFile> => {
  const text = await readFile(file, 'utf8');
  const name = path.relative(root, file);
  return { path: name, source: name, text: text.slice(0, longestText) };
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'erreur inconnue';

const collected = (records: RepositoryFile[]): RepositorySet => ({ kind: 'collected', records });
const unavailable = (reason: string): RepositorySet => ({ kind: 'unavailable', reason });

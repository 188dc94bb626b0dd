/** Single texts fetched by their address: the file that was named, or the best known names when a clone is too big. */
import type { RepositoryRecord } from '../../model/records.ts';
import { bounds } from './bounds.ts';
import { manifestReader } from './manifests.ts';

/** The part of the guard's passage that is needed here; collect/ knows no guard. */
export type FetchOne = (
  url: string,
  options: { headers?: Record<string, string>; post?: Uint8Array; raw?: boolean; maxBytes: number; timeoutMs: number },
) => Promise<
  | {
      kind: 'answered';
      url: string;
      status: number;
      headers: Record<string, string>;
      body: string;
      bytes: Uint8Array;
      truncated: boolean;
    }
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; detail: string }
>;

export type OneText = { kind: 'read'; text: string } | { kind: 'none'; detail: string };

/** A text; what a forge shows to who is not signed in is a page, and no text. */
export const fetchText = async (url: string, fetch: FetchOne, timeoutMs: number = bounds.fileMs): Promise<OneText> => {
  const answer = await fetch(url, { maxBytes: bounds.fileBytes, timeoutMs });
  if (answer.kind === 'refused') return { kind: 'none', detail: `adresse refusée : ${answer.reason}` };
  if (answer.kind === 'failed') return { kind: 'none', detail: answer.detail };
  if (answer.status !== 200) return { kind: 'none', detail: `statut ${answer.status}` };
  if (/^\s*<(!doctype|html)/i.test(answer.body)) return { kind: 'none', detail: 'une page au lieu d’un texte' };
  return answer.body.trim() === '' ? { kind: 'none', detail: 'fichier vide' } : { kind: 'read', text: answer.body };
};

/** In the order of the forges' own preference; French projects also write LICENCE. */
const usualNames = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'COPYING', 'LICENCE', 'LICENCE.md', 'package.json'];

/** The files with the usual names under one of these folders; an incomplete look, and told as such. */
export const usualFiles = async (
  folders: readonly string[],
  source: string,
  fetch: FetchOne,
): Promise<RepositoryRecord[]> => {
  const records: RepositoryRecord[] = [];
  for (const name of folders.length === 0 ? [] : usualNames) {
    const read = await fetchText(`${folders[0]}${name}`, fetch);
    if (read.kind === 'read') records.push(...recordsOf(name, read.text, source));
  }
  return records.length === 0 ? [] : [...records, fileSurvey(source, records.length, false)];
};

/** The record of one file: the licence that a manifest names, or a text. */
export const recordsOf = (path: string, text: string, source: string): RepositoryRecord[] => {
  const read = manifestReader(path);
  if (!read) return [{ kind: 'licence', source, path, text: text.slice(0, bounds.textChars) }];
  const says = read(text).map((each) => each.slice(0, bounds.saysChars));
  return says.length === 0 ? [] : [{ kind: 'manifest', source, path, says }];
};

export const fileSurvey = (source: string, files: number, complete: boolean): RepositoryRecord => ({
  kind: 'survey',
  source,
  by: 'file',
  files,
  opened: 0,
  complete,
});

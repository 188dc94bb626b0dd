/** Which licence a file is: the words of SPDX and nothing that changes what they allow, or a doubt with its reason. */
import type { Licences } from '../../../model/lists.ts';
import { plain } from '../plain.ts';
import { type Change, differenceOf } from './difference.ts';
import { nearestOf } from './models.ts';
import { idsOf, spdxOf } from './names.ts';
import { wordsOf } from './words.ts';

export type Recognition =
  /** The text is that of this licence, word for word but for owners and harmless additions. */
  | { kind: 'same'; licence: string; likeness: number }
  /** The file names the licence (SPDX tag, French title) without a text that could be compared. */
  | { kind: 'named'; licence: string; by: 'tag' | 'title' }
  /** Nearest to this licence, with changes that may matter: the longest is quoted. */
  | { kind: 'altered'; near: string; likeness: number; change: string }
  /** A known licence whose code may be read but not freely used, recognised by its title. */
  | { kind: 'restricted'; licence: string }
  /** Says that all rights are reserved, and nothing else. */
  | { kind: 'reserved' }
  | { kind: 'unknown' };

/**
 * Compares the text with those of SPDX. The nearest by word edits is the licence, provided that no change touches a
 * word that grants or limits, that nothing long is added, and that little is missing.
 */
export const recogniseText = (text: string, licences: Licences): Recognition => {
  if (text.trim() === '' || isPage(text)) return { kind: 'unknown' };
  const found = compared(text, licences);
  if (found?.kind === 'same') return found;
  const start = plain(text.slice(0, 1500)).slice(0, 800);
  const restricted = licences.restricted.find(({ fits }) => fits(start));
  if (restricted) return { kind: 'restricted', licence: restricted.spdx };
  return found ?? namedIn(text, start, licences) ?? reservedIn(text) ?? { kind: 'unknown' };
};

/** A forge that asks to sign in answers with a page; so does a LICENSE saved from a browser. */
const isPage = (text: string): boolean => /^\s*(<!--.*?-->\s*)*<(!doctype|html|head|body|\?xml)\b/is.test(text);

/** Two texts with more edits than this are two licences: the longest of SPDX has 7,000 words. */
const mostEdits = 160;

const compared = (text: string, licences: Licences): Recognition | null => {
  const words = wordsOf(text);
  let best: { id: string; changes: Change[]; cost: number; total: number } | null = null;
  for (const model of nearestOf(words, licences)) {
    const changes = differenceOf(words, model.words, Math.min(mostEdits, best?.cost ?? mostEdits));
    const cost = changes?.reduce((sum, change) => sum + change.added.length + change.missing.length, 0);
    if (!changes || cost === undefined || (best && cost >= best.cost)) continue;
    best = { id: model.id, changes, cost, total: words.length + model.words.length };
  }
  if (!best) return null;
  const likeness = Math.round((1 - best.cost / best.total) * 1000) / 1000;
  const worrying = best.changes.filter((change) => !isHarmless(change, licences));
  if (worrying.length === 0) return { kind: 'same', licence: withVersion(best.id, text), likeness };
  return { kind: 'altered', near: best.id, likeness, change: quoteOf(worrying) };
};

const quoteOf = (changes: readonly Change[]): string => {
  const quotes = changes.map(({ added, missing }) => (added.length > 0 ? added : missing).join(' '));
  return quotes.toSorted((one, other) => other.length - one.length)[0]?.slice(0, 200) ?? '';
};

/** Numbers of a list, letters of a list, and what is left of a mark. */
const isSmall = (word: string): boolean => /^(\d{1,2}|[a-z])$/.test(word);
/** Words that every project may replace by the name of its owner. */
const replaceable = new Set(
  'copyright owner owners author authors contributor contributors name names organization company institution entity developer licensor the of its and or a any by in year yyyy inc'.split(
    ' ',
  ),
);

/** Words of « X is free software, distributed under the terms of the MIT license », which stands above many texts. */
const announcing = new Set('licensed distributed free freely source terms notice any public'.split(' '));

/** Can this change leave the rights as they are? In doubt, no. */
const isHarmless = (change: Change, { sensitive: { limits, grants }, harmless }: Licences): boolean => {
  const { added, missing, at } = change;
  const [more, less] = [added, missing].map((words) => words.filter((word) => !isSmall(word)));
  if (!more || !less || more.length + less.length === 0) return true;
  if (isPassage(added, harmless) && isPassage(missing, harmless)) return true;
  if ([...more, ...(at === 'start' ? [] : less)].some((word) => limits.has(word))) return false;
  if (more.some((word) => grants.has(word) && !(at === 'start' && announcing.has(word)))) return false;
  if (at !== 'middle') return more.length <= (at === 'start' ? 80 : 40) && less.length <= 40;
  if (less.some((word) => grants.has(word))) return false;
  const isOwner = less.every((word) => replaceable.has(word)) && (less.length > 0 || more[0] === 'copyright');
  return isOwner ? more.length <= 15 : more.length <= 3 && less.length <= 3;
};

const shortestPassage = 5;
/** Nothing at all, or a run of one of the known passages: long enough, since « not » stands in every passage. */
const isPassage = (words: readonly string[], harmless: readonly string[]): boolean =>
  words.length === 0 ||
  (words.length >= shortestPassage && harmless.some((passage) => ` ${passage} `.includes(` ${words.join(' ')} `)));

/** A file that is only a tag, or a French text under its title: SPDX keeps the English ones alone. */
const namedIn = (text: string, start: string, licences: Licences): Recognition | null => {
  const tagged = tagIn(text, licences);
  if (tagged !== null) return { kind: 'named', licence: tagged, by: 'tag' };
  const titled = text.length >= 3000 ? licences.titles.find(({ fits }) => fits(start)) : undefined;
  return titled ? { kind: 'named', licence: titled.spdx, by: 'title' } : null;
};

/** One tag and, at most, the owner: words that limit beside it make it another licence. */
const tagIn = (text: string, licences: Licences): string | null => {
  const tags = [...text.matchAll(/SPDX-License-Identifier:\s*([^\n*]+)/g)];
  const [, tag = ''] = tags[0] ?? [];
  const words = wordsOf(text);
  if (tags.length !== 1 || words.length > 60) return null;
  const rest = wordsOf(text.replace(tags[0]?.[0] ?? '', ''));
  if (rest.some((word) => licences.sensitive.limits.has(word))) return null;
  const spdx = spdxOf(tag, licences);
  return spdx !== null && idsOf(spdx).length > 0 ? spdx : null;
};

/** At most this many words, none of which grants anything. */
const longestReserve = 60;

const reservedIn = (text: string): Recognition | null => {
  const words = plain(text).match(/[a-z]+/g) ?? [];
  const reserved = /tous droits reserves|all rights reserved/.test(plain(text));
  const grants = words.some((word) =>
    /^(permission|granted|licen[sc]ed?|may|autoris\w*|free|libre\w*|open)$/.test(word),
  );
  return reserved && words.length <= longestReserve && !grants ? { kind: 'reserved' } : null;
};

/**
 * The GPL's own text is the same for -only and -or-later; only what the project wrote before it can say « or any
 * later version » (inside, the phrase is part of the model of notice).
 */
const withVersion = (id: string, text: string): string => {
  if (!/GPL-\d.*-only$|^GFDL-.*-only$/.test(id)) return id;
  const start = text.search(
    /GNU\s+(AFFERO |LESSER |LIBRARY )?GENERAL PUBLIC LICENSE\s+Version|GNU Free Documentation License\s+Version/,
  );
  return start > 0 && /any\s+later\s+version/i.test(text.slice(0, start)) ? id.replace(/-only$/, '-or-later') : id;
};

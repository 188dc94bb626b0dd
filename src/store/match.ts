/** What a person typed, turned into an FTS5 query that can never be an operator, or into a host when it is an address. */
import { askedWords, fold, stemOf } from './french.ts';

/** A person types fewer; a longer text is cut rather than refused. */
const mostWords = 12;
const mostCharacters = 500;

/**
 * Every word must be found, as typed or by its stem; the last may be unfinished.
 * Words hold letters and digits only and are quoted, so `AND`, `*`, `"` and NUL are words or nothing.
 * Answers null when nothing is left to ask.
 */
export const matchOf = (typed: string): string | null => {
  const words = askedWords(typed.slice(0, mostCharacters), mostWords);
  if (words.length === 0) return null;
  return words.map((word, index) => term(word, index === words.length - 1)).join(' AND ');
};

const term = (word: string, last: boolean): string => {
  // A prefix of one letter would match nearly everything.
  const prefix = last && word.length > 1 ? '*' : '';
  return `({name vendor words} : "${fold(word)}"${prefix} OR stems : "${stemOf(word)}")`;
};

/** The host of a pasted address (`https://www.exemple.fr/x`, `exemple.fr`), without `www.`; null for plain words. */
export const hostOf = (typed: string): string | null => {
  const text = typed.trim();
  if (/\s/.test(text) || !/^(https?:\/\/)?[^/]+(\.[^/.]+)+(:\d+)?(\/.*)?$/i.test(text)) return null;
  const url = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(url) ? bareHost(url) : null;
};

/** The host of a valid address, in lower case, without `www.`, with its port when it is not the usual one. */
export const bareHost = (url: string): string => new URL(url).host.replace(/^www\./, '');

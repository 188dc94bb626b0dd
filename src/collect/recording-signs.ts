/** Signs, in what left the browser, that a page was recorded or that keys were told. Pure. */
import { findValues, formsOf } from './find-values.ts';
import { pupil } from './pupil.ts';

/** Tags named in a text, as HTML, or as the JSON of rrweb and its kin. */
const tag = /(?:"(?:tagName|tag|nodeName|localName)"\s*:\s*"|<)([a-z][a-z0-9-]*)/gi;

/** House thresholds: enough of a document to be no fragment that an editor saves. */
const serialised = { tags: 10, names: 4, fragments: 2, masked: { tags: 25, names: 6 } };

/**
 * Does this text hold the document, serialised? `shown` is what the pages show. Masked recordings hold no words of the
 * page: then more of the structure is asked for.
 */
export const holdsDocument = (text: string, shown: readonly string[]): boolean => {
  if (text.length < 400) return false;
  const forms = formsOf(text);
  const names = forms.flatMap((form) => [...form.matchAll(tag)].map((found) => (found[1] ?? '').toLowerCase()));
  const tags = names.length / forms.length;
  const distinct = new Set(names).size;
  if (tags >= serialised.masked.tags && distinct >= serialised.masked.names && !/^\s*</.test(text)) return true;
  if (tags < serialised.tags || distinct < serialised.names) return false;
  return (
    fragmentsOf(shown).filter((fragment) => forms.some((form) => form.includes(fragment))).length >=
    serialised.fragments
  );
};

/** Lines that are long enough to come from nowhere else. */
const fragmentsOf = (shown: readonly string[]): string[] => [
  ...new Set(
    shown
      .flatMap((text) => text.split('\n'))
      .map((line) => line.trim().slice(0, 80))
      .filter((line) => line.length >= 12),
  ),
];

const values = Object.values(pupil).map((value) => value.toLowerCase());
/** Six characters of a value of the pupil are no chance; five keys in its order neither. */
const [beginning, row] = [6, 5];

/** Do these texts, sent one after the other to one receiver, tell what the pupil typed: whole, begun, or key by key? */
export const tellsKeys = (texts: readonly string[]): boolean => {
  if (texts.some((text) => findValues(text).length > 0)) return true;
  const forms = texts.map((text) => formsOf(text).map((form) => form.toLowerCase()));
  if (forms.some((each) => values.some((value) => each.some((form) => form.includes(value.slice(0, beginning))))))
    return true;
  const keys = forms.map((each) => keysOf(each.at(-1) ?? '')).join('');
  return values.some((value) => rowsOf(value).some((each) => keys.includes(each)));
};

/** One-character values: `k=z`, `{"key":"z"}`, `["z","é"]`, `code=KeyZ`. */
const keysOf = (text: string): string =>
  [...text.matchAll(/[=:[,]\s*"?(?:key|digit)?([\p{L}\p{N}])"?(?=[&,}\]\s]|$)/gu)].map((found) => found[1]).join('');

const rowsOf = (value: string): string[] =>
  Array.from({ length: Math.max(0, value.length - row + 1) }, (_, place) => value.slice(place, place + row));

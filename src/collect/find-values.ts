/** Looks for the pupil's values in a text that left the browser, in each of the ways that it may be written. */
import { type Encoding, type Needle, needlesOf, type PupilField, pupil } from './pupil.ts';

export type Found = { field: PupilField; encoding: Encoding };

const fields = Object.keys(pupil) as PupilField[];
const needles: readonly Needle[] = fields.flatMap(needlesOf);

/** Each field found, with each encoding, sorted; the same field is told once for each encoding. */
export const findValues = (text: string): Found[] => {
  const forms = formsOf(text);
  const lowered = forms.map((form) => form.toLowerCase());
  const found = new Map<string, Found>();
  for (const { field, encoding, text: needle } of needles) {
    const inside = isExact(needle, encoding) ? forms : lowered;
    if (inside.some((form) => form.includes(needle))) found.set(`${field} ${encoding}`, { field, encoding });
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
};

/** Base64 keeps its case: there a letter in another case is another value. */
const isExact = (needle: string, encoding: Encoding): boolean =>
  encoding === 'base64' || (encoding !== 'plain' && !/^[0-9a-f]+$/.test(needle));

/** The text as sent, without percent signs (once and twice), and without the escapes of JSON. */
export const formsOf = (text: string): string[] => {
  const once = percentDecoded(text);
  return [...new Set([text, once, percentDecoded(once), unescaped(text), unescaped(once)])];
};

const percentDecoded = (text: string): string =>
  text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });

const unescaped = (text: string): string =>
  text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\\/', '/');

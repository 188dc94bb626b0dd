/** A legal page cut into passages: exact words on one side, their plain form on the other, place for place. */

/** One sentence, one line of a list or one title; `start` counts characters in the text. */
export type Passage = {
  start: number;
  text: string;
  plain: string;
  /** The last title above, plain; empty before the first one. */
  heading: string;
  /** A whole short line without the full stop of a sentence. */
  title: boolean;
};

export type LegalText = { url: string; text: string; plain: string; passages: Passage[] };

/** Longer sentences are cut: nothing is looked for further, and no pattern sees more than this at once. */
const passageCap = 600;

/** `text` is the visible text of the page at `url`; white space is put in order, words stay as they are. */
export const legalText = (url: string, text: string): LegalText => {
  const exact = text
    .normalize('NFC')
    .replace(/[^\S\n]{2,}|[^\S\n ]/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();
  const plain = fold(exact);
  return { url, text: exact, plain, passages: cut(exact, plain) };
};

/** What follows `from`, at most `length` characters, exact and plain alike. */
export const windowAt = (
  { text, plain }: LegalText,
  from: number,
  length: number,
): { text: string; plain: string } => ({
  text: text.slice(from, from + length),
  plain: plain.slice(from, from + length),
});

/**
 * « L’ÉDITEUR » → « l'editeur »: as `plain`, but one character for one, so that a place in one is a place in both;
 * Latin-1 only, what has no plain form there becomes « ? ».
 */
export const fold = (text: string): string => {
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = plainCodes()[text.charCodeAt(place)] ?? 63;
  return new TextDecoder('latin1').decode(bytes);
};

let codes: Uint8Array | null = null;

/** Plain code of each UTF-16 unit: worked out once, 65,536 letters in 40 ms. */
const plainCodes = (): Uint8Array => {
  codes ??= Uint8Array.from({ length: 0x10000 }, (_, code) => plainCode(String.fromCharCode(code)));
  return codes;
};

const others: Readonly<Record<string, string>> = {
  œ: 'o',
  Œ: 'o',
  æ: 'a',
  Æ: 'a',
  '…': '.',
  '•': '*',
  '“': '"',
  '”': '"',
};

const plainCode = (letter: string): number => {
  const code = letter.charCodeAt(0);
  if (letter === '\n') return code;
  if (/[\s\u200b-\u200f\ufeff]/.test(letter)) return 32;
  if (/['’‘ʼ]/.test(letter)) return 39;
  if (/[‐-―−]/.test(letter)) return 45;
  const base = (others[letter] ?? letter.normalize('NFD')[0] ?? letter).toLowerCase().charCodeAt(0);
  // 0x80 to 0x9f are control characters, and other letters to the decoder.
  return base < 0x80 || (base >= 0xa0 && base <= 0xff) ? base : 63;
};

const cut = (text: string, plain: string): Passage[] => {
  const passages: Passage[] = [];
  let heading = '';
  for (const line of spans(plain, 0, plain.length, /\n/g)) {
    const whole = plain.slice(line.start, line.end);
    const title = isTitle(whole);
    const sentences = title ? [line] : spans(plain, line.start, line.end, /[.!?;](?=\s)/g);
    for (const { start, end } of sentences) {
      for (let from = start; from < end; from += passageCap) {
        const to = Math.min(end, from + passageCap);
        passages.push({ start: from, text: text.slice(from, to), plain: plain.slice(from, to), heading, title });
      }
    }
    if (title) heading = whole;
  }
  return passages;
};

/** « 3. Durée de conservation », « Hébergeur : », « QUI TRAITE VOS DONNÉES ? » */
const isTitle = (line: string): boolean => line.length > 2 && line.length <= 90 && !/[.;,!]$/.test(line);

type Span = { start: number; end: number };

const spans = (text: string, from: number, to: number, separator: RegExp): Span[] => {
  const found: Span[] = [];
  let start = from;
  const piece = text.slice(from, to);
  for (const { index, 0: mark } of piece.matchAll(separator)) {
    const end = from + index + (mark === '\n' ? 0 : 1);
    if (mark === '.' && isAbbreviation(text.slice(Math.max(start, end - 12), end - 1))) continue;
    found.push({ start, end });
    start = from + index + 1;
  }
  found.push({ start, end: to });
  return found.map((span) => trimmed(text, span)).filter(({ start: first, end }) => end > first);
};

/** « S.A. », « M. », « n. », « 12. » end no sentence. */
const isAbbreviation = (before: string): boolean =>
  /(^|[\s(.])([a-z]|\d{1,2}|mm?e?|mr|dr|art|no|tel|ste?|av|bd|bld|cf|ex|inc|ltd|co|etc|boul)$/.test(before);

const trimmed = (text: string, { start, end }: Span): Span => {
  let [first, last] = [start, end];
  while (first < last && /\s/.test(text[first] ?? '')) first += 1;
  while (last > first && /\s/.test(text[last - 1] ?? '')) last -= 1;
  return { start: first, end: last };
};

/** Does a value single out one browser? Told from its length and from the chance that it holds, never from its name. */

/**
 * Published with the method. 28 bits make 268 million values: four times the people of France, so that two of them
 * hardly share one, and few enough for the nine digits of an old `_ga`. Eight characters, because a shorter word of
 * letters and digits is most often a version or a setting, and two thousand, because nobody needs more. Below twenty
 * characters nothing cut by dashes is read as one random word. Of two numbers that could both be times, one is not
 * when they lie more than two years apart: `_ga` draws a number below 2³¹ and adds the time, so 6 of 100 are missed.
 * Measured on the table of test/collect/identifier.test.ts, then on 834 values of the French footprints that it was not
 * made from (parameters of Google, Meta and Matomo, January 2026): 81 identifiers of 82 told; of 752 others only the 16
 * consent states of Google were, and their shape is now known.
 */
export const identifierCriteria = {
  bits: 28,
  chars: 8,
  mostChars: 2_000,
  dashedChars: 20,
  dashedBits: 60,
  apartSeconds: 2 * 365 * 86_400,
} as const;

/** A value may hold others; these many are looked at. */
const mostParts = 60;

/**
 * The parts of a value that single out one browser, longest first, as they may leave for another site: the value, what
 * JSON, base64, percent signs and `a=b&c=d` hide in it, and the ends of dotted ones (`GA1.2.` is not sent).
 */
export const identifiersIn = (value: string): string[] => {
  const found = new Set<string>();
  for (const leaf of leavesOf(value, 0).slice(0, mostParts)) {
    if (!isRandom(leaf)) continue;
    for (const part of [leaf, ...tailsOf(leaf)]) if (isRandom(part)) found.add(part);
  }
  return [...found].toSorted((one, other) => other.length - one.length || (one < other ? -1 : 1));
};

export const isIdentifier = (value: string): boolean => identifiersIn(value).length > 0;

const deepest = 4;

const leavesOf = (value: string, depth: number): string[] => {
  const text = value.trim().replace(/^"(.*)"$/s, '$1');
  if (depth >= deepest || text.length > 100_000) return [];
  const inner = insideOf(text);
  return inner === null ? [text] : inner.flatMap((each) => leavesOf(each, depth + 1));
};

/** What is written in the text in some known way; null when it is what it seems. */
const insideOf = (text: string): string[] | null => {
  if (/%[0-9a-f]{2}/i.test(text)) return [percentDecoded(text)];
  if (/^[[{]/.test(text)) return jsonLeaves(text);
  if (/^https?:\/\//.test(text)) return [...(URL.parse(text)?.searchParams.values() ?? [])];
  if (/^[\w.-]+=[^=]*([&;|!] ?[\w.-]+=[^=]*)*$/.test(text) && !/=$/.test(text)) return fieldsOf(text);
  const decoded = fromBase64(text);
  return decoded === null ? null : [decoded];
};

const fieldsOf = (text: string): string[] => text.split(/[&;|!]/).map((pair) => pair.slice(pair.indexOf('=') + 1));

const percentDecoded = (text: string): string => {
  const decoded = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return '?';
    }
  });
  // What cannot be read must not be tried again and again.
  return decoded.replaceAll('%', ' ');
};

const jsonLeaves = (text: string): string[] | null => {
  try {
    const leaves: string[] = [];
    JSON.parse(text, (_, each: unknown) => {
      if (typeof each === 'string' || typeof each === 'number') leaves.push(String(each));
      return each;
    });
    return leaves;
  } catch {
    return null;
  }
};

const fromBase64 = (text: string): string | null => {
  if (text.length < 12 || !/^[\w+/-]+=*$/.test(text)) return null;
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return /^[\x20-\x7e\u00a0-\u024f\n]+$/.test(decoded) && /[{}"=: .|&-]/.test(decoded) ? decoded : null;
};

const tailsOf = (leaf: string): string[] =>
  [...leaf.matchAll(/[.|:$~]/g)].map(({ index }) => leaf.slice(index + 1)).slice(0, 8);

/** Dates, versions, sizes, states of consent under the TCF and as Google writes them: long, and the same for many. */
const known = [
  /^\d{4}-\d{2}-\d{2}([T ][\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/,
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[,\w: +()-]+\d{4}/,
  /^v?\d{1,4}(\.\d{1,4}){1,4}([-+][a-z]+(\.\d+)?)?$/i,
  /^C[A-Za-z0-9_-]{30,}(\.[A-Za-z0-9_-]+)*$/,
  /^\d{2,5}x\d{2,5}$/,
  /^1\d([a-z]\d){4,6}$/,
  /^[a-z]{2,3}([-_][A-Za-z]{2,4})?(,[a-z]{2}([-_][A-Z]{2})?(;q=[\d.]+)?)*$/,
];
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const grouped = /^[0-9A-Za-z]{4,6}(-[0-9A-Za-z]{4,6}){2,}$/;

const isRandom = (text: string): boolean => {
  const { chars, mostChars } = identifierCriteria;
  if (text.length < chars || text.length > mostChars || known.some((shape) => shape.test(text))) return false;
  if (uuid.test(text)) return !/0{8}(-0{4}){3}-0{12}/.test(text);
  const words = (grouped.test(text) ? text.replaceAll('-', '') : text).split(/[^0-9A-Za-z]+/);
  if (areApart(words.filter(isMoment))) return true;
  if (words.some((word) => word.length >= identifierCriteria.chars && bitsOf(word) >= identifierCriteria.bits))
    return true;
  const isDashed = text.length >= identifierCriteria.dashedChars && /^[\w+/=-]+$/.test(text);
  return isDashed && words.reduce((sum, word) => sum + bitsOf(word), 0) >= identifierCriteria.dashedBits;
};

/** Chance in a word, in bits: none in one that people made, log₂ of the alphabet for each character of another. */
const bitsOf = (word: string): number => {
  if (/^(.)\1*$/.test(word) || isMoment(word)) return 0;
  if (/^\d+$/.test(word)) return word.length * Math.log2(10);
  if (/^(?=.*\d)(?=.*[a-f])[0-9a-f]+$/i.test(word) && word.length >= identifierCriteria.chars) return word.length * 4;
  const runs = word.match(/\d+|[A-Z]?[a-z]+|[A-Z]+/g) ?? [];
  const made = runs.filter((run) => /^\d/.test(run) || isPronounceable(run)).join('').length;
  const letters = runs.filter((run) => !/^\d/.test(run));
  const average = letters.join('').length / Math.max(1, letters.length);
  if (made === word.length && average >= 3) {
    return Math.max(
      0,
      ...runs.filter((run) => /^\d/.test(run) && !isMoment(run)).map((run) => run.length * Math.log2(10)),
    );
  }
  return word.length * (/[a-z]/.test(word) && /[A-Z]/.test(word) ? Math.log2(62) : Math.log2(36));
};

/** Seconds, milliseconds or a date of the years 2001 to 2036: when, not who. */
const isMoment = (word: string): boolean =>
  /^(1\d{9}|20\d{8})(\d{3}|\d{6})?$/.test(word) || /^20[0-3]\d(0[1-9]|1[0-2])([0-2]\d|3[01])(\d{4}|\d{6})?$/.test(word);

const areApart = (moments: string[]): boolean => {
  const seconds = moments.filter((word) => /^1/.test(word)).map((word) => Number(word.slice(0, 10)));
  return Math.max(...seconds) - Math.min(...seconds) > identifierCriteria.apartSeconds;
};

/** A word of French or English, or a made-up name: vowels, and no long row of consonants. */
const isPronounceable = (run: string): boolean => {
  const vowels = run.match(/[aeiouy]/gi)?.length ?? 0;
  return run.length <= 3 || (vowels / run.length >= 0.2 && vowels / run.length <= 0.75 && !/[^aeiouy]{5}/i.test(run));
};

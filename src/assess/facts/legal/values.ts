/** Values written in a legal page: addresses, telephones, numbers of companies, durations, dates, amounts. */

// Every count below is bounded, and callers give at most a thousand characters: the time is linear in the page.

const email = /[\w.+-]{1,64} ?(?:@|\(@\)|\[at\]|\(at\)) ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/i;
export const emailIn = (text: string): string | null => text.match(email)?.[0] ?? null;

const phone =
  /(?:\+33|0033|(?<!\d)0) ?\(?0?\)? ?[1-9](?:[ .-]?\d{2}){4}(?!\d)|\+\d{1,3}(?:[ .()-]{1,2}\d{1,4}){2,5}|\b(?:10 ?07|39 ?03)\b/;
export const phoneIn = (text: string): string | null => text.match(phone)?.[0].trim() ?? null;

const street =
  /(?:\d{1,4}(?:[ ,-]{1,3}\d{1,4})?(?: ?(?:bis|ter))?,? ?)?\b(?:rue|avenue|av\.|boulevard|bd|place|quai|allee|chemin|route|impasse|cours|square|zac|zone|bp|cs|parc|domaine|villa|street|road|st\.?|way|drive|plaza)\b[^;]{0,120}/;
/** Five figures before a currency are a capital; « € » has no plain form, and reads « ? ». */
const postcode =
  /\b(?:[a-z]{2} )?\d{5}(?:-\d{4})?\b(?! ?(?:euros?\b|eur\b|\?))(?:[ ,-]{1,3}[a-z][a-z' -]{1,30})?|\b\d{2} ?\d{3} (?!euros?\b|eur\b)[a-z][a-z' -]{2,30}/;

/** A street, a postcode or both: where the address stands in `plain`, or null. */
export const addressIn = (plain: string): { start: number; end: number } | null => {
  const road = plain.match(street);
  const code = plain.match(postcode);
  const start = road?.index ?? code?.index;
  if (start === undefined) return null;
  const after = plain.slice(start).match(postcode);
  if (road && after?.index !== undefined && after.index < 140)
    return { start, end: start + after.index + after[0].length };
  if (code?.index !== undefined && !road) return { start, end: start + code[0].length };
  return { start, end: start + Math.min(road?.[0].split('\n')[0]?.length ?? 0, 90) };
};

export type Registration = { kind: 'siren' | 'siret' | 'rna'; number: string; valid: boolean };

/** SIRET before SIREN before RNA; the one whose key is right goes first (Luhn, with the exception of La Poste). */
export const registrationIn = (plain: string): Registration | null => {
  const numbers = [...plain.matchAll(/(?<![\d.])\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{5})?(?!\d)/g)].map(([found]) =>
    found.replace(/\D/g, ''),
  );
  const companies = numbers.map((number) => ({
    kind: number.length === 14 ? ('siret' as const) : ('siren' as const),
    number,
    valid: hasKey(number),
  }));
  const right = companies.find(({ valid }) => valid);
  if (right) return right;
  const rna = plain.match(/\bw\d{9}\b/)?.[0];
  return rna ? { kind: 'rna', number: rna.toUpperCase(), valid: true } : (companies[0] ?? null);
};

/** Luhn on a SIREN or a SIRET (décret n° 73-314; La Poste, 356 000 000, sums its SIRET digits to a multiple of 5). */
export const hasKey = (digits: string): boolean => {
  const values = [...digits].map(Number);
  const sum = values.reverse().reduce((total, value, place) => {
    const weighed = place % 2 === 1 ? value * 2 : value;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  if (Number(digits) === 0) return false;
  if (sum % 10 === 0) return true;
  return digits.startsWith('356000000') && values.reduce((total, value) => total + value, 0) % 5 === 0;
};

/** « au capital de 47 188 991 € » → 47188991; null when no amount follows. */
export const capitalIn = (text: string): number | null => {
  const found = text.match(
    /\bcapital (?:social |variable )?(?:de |d['’]un montant de |: ?)?(\d[\d .']{0,16}(?:,\d{1,2})?) ?(?:euros?|eur|€)/i,
  );
  return found?.[1] === undefined ? null : Math.round(Number(found[1].replace(/[ .']/g, '').replace(',', '.')));
};

const units = { heure: 1 / 24, jour: 1, semaine: 7, mois: 365 / 12, an: 365, annee: 365 } as const;
const numberWords = [
  ...['zero', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze'],
  ...['treize', 'quatorze', 'quinze', 'seize', 'dix-sept', 'dix-huit'],
];
const tens: Readonly<Record<string, number>> = {
  une: 1,
  vingt: 20,
  'vingt-quatre': 24,
  'vingt-cinq': 25,
  trente: 30,
  'trente-six': 36,
};
const duration = new RegExp(
  `(?<![\\w.-])(\\d{1,4}|${[...numberWords.slice(1), ...Object.keys(tens)].sort((a, b) => b.length - a.length).join('|')})\\]?\\)?(?: ?[(\\[](\\d{1,4})[)\\]])? ?(heure|jour|semaine|mois|annee|an)s?\\b`,
  'g',
);

export type Duration = { days: number; start: number; end: number };

/** Every duration in figures or in words, in days (a month is a twelfth of 365 days), in the order of the text. */
export const durationsIn = (plain: string): Duration[] =>
  [...plain.matchAll(duration)].flatMap((found) => {
    const [whole, word = '', figures, unit] = found;
    const count = figures === undefined ? numberOf(word) : Number(figures);
    const days = Math.round(count * units[unit as keyof typeof units] * 100) / 100;
    return days > 0
      ? [{ days: days < 1 ? days : Math.round(days), start: found.index, end: found.index + whole.length }]
      : [];
  });

const numberOf = (word: string): number => {
  if (/^\d/.test(word)) return Number(word);
  return tens[word] ?? numberWords.indexOf(word);
};

const months = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
];
const dateShape = new RegExp(
  `\\b(\\d{1,2})(?:er)? ?(?:[/.-] ?(\\d{1,2}) ?[/.-]| (${months.join('|')})) ?(20\\d{2})\\b|\\b(${months.join('|')}) (20\\d{2})\\b|\\b(20\\d{2})-(\\d{2})-(\\d{2})\\b`,
);

/** « 24/08/2021 », « 2 juin 2021 », « septembre 2022 » (its first day) → ISO 8601; null for no date or a false one. */
export const dateIn = (plain: string): string | null => {
  const found = plain.match(dateShape);
  if (!found) return null;
  const [, day, month, name, year, monthAlone, yearAlone, isoYear, isoMonth, isoDay] = found;
  const named = months.indexOf(name ?? monthAlone ?? '') + 1;
  const parts = [year ?? yearAlone ?? isoYear, month ?? isoMonth ?? named, day ?? isoDay ?? 1].map(Number);
  const [y = 0, m = 0, d = 0] = parts;
  const date = new Date(Date.UTC(y, m - 1, d));
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d ? date.toISOString().slice(0, 10) : null;
};

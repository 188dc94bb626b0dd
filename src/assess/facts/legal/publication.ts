/** What a page says of itself: its date, the level of accessibility, the cookies and how to take a choice back. */
import type { AccessibilityLevel, LegalFact } from '../../../model/legal.ts';
import { quotationFrom, quotationOf } from './quotation.ts';
import { passagesOf, type Reading, unstated } from './reading.ts';
import type { Passage } from './text.ts';
import { dateIn, durationsIn } from './values.ts';

const dated = /mises? a jour|en vigueur|\bversion\b|applicable|date d'effet|actualis|revis|modifiee? le|etablie? le/;
const ofALaw = /\b(?:loi|reglement|rgpd|directive|decret|ordonnance)\b/;

/** `visit` is the day of the visit, ISO 8601; a date after it is no date of the page. */
export const readUpdated = (reading: Reading, visit: string): LegalFact['updated'] => {
  for (const { plain, start } of reading.page.passages) {
    const key = plain.match(dated);
    if (!key || ofALaw.test(plain)) continue;
    const after = reading.page.plain.slice(start + (key.index ?? 0), start + (key.index ?? 0) + 90);
    const date = dateIn(after);
    if (date === null || date > visit) continue;
    const passage = reading.page.passages.find((each) => each.start === start);
    return { date, months: monthsBetween(date, visit), quote: passage ? quotationFrom(reading.page, passage) : after };
  }
  return unstated(reading);
};

const monthsBetween = (from: string, to: string): number => {
  const [y1 = 0, m1 = 0, d1 = 0] = from.slice(0, 10).split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.slice(0, 10).split('-').map(Number);
  return (y2 - y1) * 12 + m2 - m1 - (d2 < d1 ? 1 : 0);
};

const levels: readonly (readonly [AccessibilityLevel, RegExp])[] = [
  ['none', /\bnon[ -]conforme|\b(?:n'est|ne sont) pas conforme/],
  ['partial', /\bpartiellement[ -]conforme|en partie conforme|conformite partielle/],
  ['total', /\btotalement[ -]conforme|en totalite conforme|conformite totale/],
];

/** The level that a passage gives; null for a legend that lists several. */
export const levelIn = ({ plain }: Passage): AccessibilityLevel | null => {
  const found = levels.filter(([, shape]) => shape.test(plain));
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
};

export const readAccessibility = (reading: Reading): LegalFact['accessibility'] => {
  const passages = passagesOf(reading, 'accessibility');
  const best = passages.find((each) => levelIn(each) !== null);
  const level = best ? levelIn(best) : null;
  if (!best || level === null) return passages.length > 0 ? undefined : unstated(reading);
  const rated = reading.page.passages.find(({ plain }) => /critere/.test(plain) && /\d ?%/.test(plain));
  const rate = rated?.plain.match(/(\d{1,3}(?:[.,]\d{1,2})?) ?%/)?.[1];
  return { level, rate: rate === undefined ? null : Number(rate.replace(',', '.')), quote: quotationOf(best) };
};

/** `own` tells a page that is all about cookies: there, every line may be the row of a table. */
export const readCookiePolicy = (reading: Reading, own: boolean): LegalFact['cookiePolicy'] => {
  const about = reading.page.passages.filter(
    ({ plain, heading }) => own || /cookie|traceur/.test(plain) || /cookie|traceur/.test(heading),
  );
  const speaking = about.filter(({ plain }) => /cookie|traceur/.test(plain));
  const [first] = speaking;
  if (!first) return unstated(reading);
  const timed = about.flatMap((passage) =>
    durationsIn(passage.plain)
      .filter(({ days }) => days >= 1)
      .map(({ days }) => ({ passage, days })),
  );
  const longest = timed.reduce<(typeof timed)[number] | null>(
    (most, each) => (most && most.days >= each.days ? most : each),
    null,
  );
  const listed = timed.flatMap(({ passage, days }) => {
    const name = cookieName(passage, reading);
    return name === null ? [] : [{ name, days }];
  });
  return {
    longestDays: longest?.days ?? null,
    withdrawal: passagesOf(reading, 'withdrawal').some((each) => about.includes(each)),
    listed: listed.slice(0, 200),
    quote: quotationFrom(reading.page, longest?.passage ?? speaking.find(({ title }) => !title) ?? first),
  };
};

/** « _ga  Google  13 mois »: the first word of a row, when it is written as cookies are or known as one. */
const cookieName = ({ text }: Passage, { lists }: Reading): string | null => {
  const [word = ''] = text.replace(/^[\s|•*-]+/, '').split(/[\s|:,(]/);
  if (!/^[\w.*-]{2,60}$/.test(word)) return null;
  const written = /[_*]|[a-z][A-Z]|^[A-Z]{4,}$|\d/.test(word) && !/^\d/.test(word);
  return written || lists.cookies.some(({ name }) => name(word)) ? word : null;
};

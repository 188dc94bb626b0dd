/** The host that the page names: its name as written, its address and telephone (LCEN, article 1-1). */
import type { LegalFact } from '../../../model/legal.ts';
import { nameAfter } from './names.ts';
import { quotationFrom } from './quotation.ts';
import { endOf, type Reading, unstated } from './reading.ts';
import type { Statement } from './statements.ts';
import { type Passage, windowAt } from './text.ts';
import { addressIn, phoneIn } from './values.ts';

/** `what` is hosted: the site, the application, the data; empty when the text does not tell them apart. */
export type NamedHost = { passage: Passage; name: string; known: string | undefined; what: string; from: number };

const found = new WeakMap<Reading, NamedHost[]>();

/**
 * Every passage that gives a name to a host, in the order of the page. Asked for the fact and for contradictions:
 * looked for once, a fourth of the reading of a page full of hosts.
 */
export const hostsNamed = (reading: Reading): NamedHost[] => {
  const known = found.get(reading) ?? lookForHosts(reading);
  found.set(reading, known);
  return known;
};

const lookForHosts = (reading: Reading): NamedHost[] => {
  // A page names one or two of the hundred hosts that we know: the others need not be tried on each passage.
  const present = reading.lists.legal.hosts.filter(({ words }) => words(reading.page.plain));
  return reading.statements.host.flatMap((statement) => nameOf(reading, statement, present) ?? []);
};

export const readHost = (reading: Reading): LegalFact['host'] => {
  const named = hostsNamed(reading).map((host) => ({ host, ...detailsOf(reading, host.from) }));
  const [first] = named;
  const best = named.find(({ host, address }) => address !== null && host.name === first?.host.name) ?? first;
  if (best) {
    const { host, ...details } = best;
    const known = host.known === undefined ? {} : { known: host.known };
    return { name: host.name, ...known, ...details, quote: quotationFrom(reading.page, host.passage) };
  }
  const passage = reading.statements.host[0]?.passage;
  if (!passage) return unstated(reading);
  return { ...detailsOf(reading, passage.start), quote: quotationFrom(reading.page, passage) };
};

type Details = { address: string | null; phone: string | null; country?: string };

/** Address and telephone follow the name, and stop where the page speaks of somebody else. */
const detailsOf = ({ page, statements, lists }: Reading, from: number): Details => {
  const others = [...statements.publisher, ...statements['publication-director'], ...statements.dpo];
  const next = Math.min(400, ...others.map(({ passage }) => passage.start - from).filter((distance) => distance > 0));
  const { text, plain } = windowAt(page, from, next);
  const place = addressIn(plain);
  const near = plain.slice(0, (place?.end ?? 60) + 40);
  const country = lists.legal.countries.find(({ words }) => words(near))?.code;
  return {
    address: place ? text.slice(place.start, place.end).replace(/\s+/g, ' ').trim() : null,
    phone: phoneIn(text),
    ...(country === undefined ? {} : { country }),
  };
};

const nameOf = (
  reading: Reading,
  statement: Statement,
  hosts: Reading['lists']['legal']['hosts'],
): NamedHost | undefined => {
  const { page, lists } = reading;
  const { passage } = statement;
  const end = endOf(reading, 'host', statement);
  const key = passage.start + end;
  const { text, plain } = windowAt(page, key, 200);
  const inside = passage.title ? plain : plain.slice(0, Math.max(0, passage.plain.length - end) + 1);
  const starts = [
    0,
    ...[...inside.matchAll(/\b(?:par|chez|aupres de|serveurs? (?:de|d')|suivante?|prestataire)\b|:/g)].map(
      (word) => word.index + word[0].length,
    ),
  ];
  for (const start of starts.filter((each) => each <= 110)) {
    const name = nameAfter(text.slice(start), plain.slice(start), lists.legal);
    if (name === undefined) continue;
    const known = hosts.find(({ words }) => words(plain.slice(start, start + 120)))?.name;
    return { passage, name, known, what: hostedThing(passage.plain), from: key + start };
  }
  return undefined;
};

const hostedThing = (plain: string): string =>
  plain.match(
    /\b(?:site|application|plateforme|service|donnees|courriels?|e-?mails?|videos?|sauvegardes?|base)\b/,
  )?.[0] ?? '';

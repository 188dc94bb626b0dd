/** Passages of the pages of one visit that cannot both be true: nobody but a person can tell which one holds. */
import type { Contradiction } from '../../../model/legal.ts';
import { hostsNamed } from './host.ts';
import { levelIn } from './publication.ts';
import { quotationFrom } from './quotation.ts';
import { passagesOf, type Reading } from './reading.ts';
import { periodsIn } from './retention.ts';
import type { Passage } from './text.ts';
import { leavingIn } from './transfers.ts';

type Place = { reading: Reading; passage: Passage };
type Pair = { about: Contradiction['about']; first: Place; second: Place };

/** At most one for each subject, the first in the order of the pages. */
export const contradictionsIn = (readings: readonly Reading[]): Contradiction[] =>
  [
    twoHosts(readings),
    transfersDenied(readings),
    twoDurations(readings),
    saleDenied(readings),
    twoLevels(readings),
  ].flatMap((pair) => (pair ? [{ about: pair.about, first: cited(pair.first), second: cited(pair.second) }] : []));

const cited = ({ reading, passage }: Place) => ({ quote: quotationFrom(reading.page, passage), url: reading.page.url });

const places = (readings: readonly Reading[], find: (reading: Reading) => readonly Passage[]): Place[] =>
  readings.flatMap((reading) => find(reading).map((passage) => ({ reading, passage })));

const pair = (about: Contradiction['about'], first: Place | undefined, second: Place | undefined): Pair | null =>
  first && second && first.passage !== second.passage ? { about, first, second } : null;

/** Two names for the host of one thing, in two passages: one passage may list two hosts and mean it. */
const twoHosts = (readings: readonly Reading[]): Pair | null => {
  // Compared two by two: what is compared is made once for each, a tenth of the judgement of a page full of hosts.
  const named = readings.flatMap((reading) =>
    hostsNamed(reading).map((host) => ({ reading, ...host, what: thing(host.what), ...comparable(host.name) })),
  );
  for (const [index, one] of named.entries()) {
    const other = named
      .slice(index + 1)
      .find((each) => each.passage !== one.passage && each.what === one.what && !sameHost(one, each));
    if (other) return pair('host', one, other);
  }
  return null;
};

const thing = (what: string): string => (what === '' ? 'site' : what);

const comparable = (name: string): { lower: string; word: string } => {
  const lower = name.toLowerCase();
  return { lower, word: lower.match(/[\p{L}\d]{2,}/u)?.[0] ?? '' };
};

type Compared = ReturnType<typeof comparable> & { known: string | undefined };

const sameHost = (one: Compared, other: Compared): boolean => {
  if (one.known !== undefined && other.known !== undefined) return one.known === other.known;
  return one.word === other.word || other.lower.includes(one.word) || one.lower.includes(other.word);
};

const transfersDenied = (readings: readonly Reading[]): Pair | null =>
  pair('transfers', places(readings, (each) => passagesOf(each, 'no-transfer'))[0], places(readings, leavingIn)[0]);

const saleDenied = (readings: readonly Reading[]): Pair | null =>
  pair(
    'resale',
    places(readings, (each) => passagesOf(each, 'no-sale'))[0],
    places(readings, (each) => passagesOf(each, 'resale'))[0],
  );

/** The same thing kept for two durations, each told alone in its sentence of the same page. */
const twoDurations = (readings: readonly Reading[]): Pair | null => {
  for (const reading of readings) {
    const seen = new Map<string, { days: number; passage: Passage }>();
    for (const { about, days, passage, alone } of periodsIn(reading)) {
      const known = seen.get(about);
      if (alone && known && known.passage !== passage && known.days !== days) {
        return pair('retention', { reading, passage: known.passage }, { reading, passage });
      }
      if (alone && !known) seen.set(about, { days, passage });
    }
  }
  return null;
};

const twoLevels = (readings: readonly Reading[]): Pair | null => {
  const told = places(readings, (each) =>
    passagesOf(each, 'accessibility').filter((passage) => levelIn(passage) !== null),
  );
  const [first] = told;
  return pair(
    'accessibility',
    first,
    told.find(({ passage }) => first && levelIn(passage) !== levelIn(first.passage)),
  );
};

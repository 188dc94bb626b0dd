/** What an ordinary visitor was shown and our announced visit was not: a question for people, never an accusation. */
import { phases } from '../model/phase.ts';
import type { FactSet, Facts } from '../model/record-sets.ts';
import { siteOf } from './facts/site.ts';

export type Difference = {
  kind: 'third-party' | 'cookie' | 'storage' | 'banner' | 'page';
  /** A registrable domain, a cookie name with its domain, a key with its origin, or what the page did. */
  what: string;
  /** Name of the service behind it, when a list knows it. */
  service: string | null;
};

export type SecondLook =
  | { kind: 'compared'; differences: Difference[] }
  /** One of the two visits did not see the page: there is nothing to compare. */
  | { kind: 'not-compared'; which: 'announced' | 'ordinary' };

/**
 * Only what the second look shows in addition: a site may well call one server less to-day. Domains and not hosts, names
 * and not values, because these change from one visit to the next on honest sites (load balancers, dated keys).
 */
export const secondLook = (announced: Facts, ordinary: Facts): SecondLook => {
  if (announced.phases['before-choice'].kind !== 'observed') return { kind: 'not-compared', which: 'announced' };
  if (ordinary.phases['before-choice'].kind !== 'observed') return { kind: 'not-compared', which: 'ordinary' };
  const seen = new Set(namedIn(announced).map(keyOf));
  const added = new Map(
    namedIn(ordinary)
      .filter((each) => !seen.has(keyOf(each)))
      .map((each) => [keyOf(each), each]),
  );
  const differences = [...added].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
  return { kind: 'compared', differences };
};

const keyOf = ({ kind, what }: Difference): string => `${kind} ${what}`;

/** Everything of a visit that two honest visits of one site have in common. */
const namedIn = (facts: Facts): Difference[] => {
  // A phase that only one of the two could play would differ by itself: the first one is always played.
  const [first] = phases;
  const inFirst = <Rec extends { phase: string }>(set: FactSet<Rec>): Rec[] =>
    set.kind === 'collected' ? set.records.filter(({ phase }) => phase === first) : [];
  return [
    ...inFirst(facts.requests)
      .filter(({ party }) => party === 'third')
      .map(
        ({ url, tracker }): Difference => ({ kind: 'third-party', what: siteOf(url), service: tracker?.name ?? null }),
      ),
    ...inFirst(facts.cookies)
      .filter(({ consent, party }) => consent !== 'exempt' && (party === 'third' || consent !== undefined))
      .map(({ name, domain, service }): Difference => ({ kind: 'cookie', what: `${name} (${domain})`, service })),
    ...inFirst(facts.storage)
      .filter(({ consent }) => consent === 'required')
      .map(({ key, origin, service }): Difference => ({ kind: 'storage', what: `${key} (${origin})`, service })),
    ...inFirst(facts.consent)
      .filter(({ banner }) => banner)
      .map(({ cmp }): Difference => ({ kind: 'banner', what: 'bandeau de consentement', service: cmp })),
  ];
};

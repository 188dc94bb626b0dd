/** For how long a choice made on a banner is kept, by the cookies that hold it. */
import type { ConsentFact, CookieFact } from '../../model/facts.ts';
import type { FactSet } from '../../model/record-sets.ts';
import type { ConsentRecord } from '../../model/records.ts';

type Days = Pick<ConsentFact, 'keptShortestDays' | 'keptLongestDays'>;

/**
 * Whole days, 0 for a cookie that goes with the browser. Unknown when a key of storage, which has no end, may hold the
 * choice, and when nothing that was kept speaks of one: a session that began at the click is no memory of it.
 */
export const keptDays = ({ kept, phase }: ConsentRecord, cookies: FactSet<CookieFact>): Days => {
  if (cookies.kind === 'unavailable') return {};
  const here = cookies.records.filter((each) => each.phase === phase && each.stored);
  const found = kept.map((name) => here.filter((each) => each.name === name));
  if (found.some((each) => each.length === 0)) return {};
  const holding = found.map((each) => each.filter(speaksOfChoice)).filter((each) => each.length > 0);
  if (holding.length === 0) return {};
  // One name may be written twice, by two paths or two scripts: the longest is the one that lasts.
  const days = holding.map((each) => Math.max(...each.map(({ lifetimeDays }) => Math.round(lifetimeDays ?? 0))));
  return { keptShortestDays: Math.min(...days), keptLongestDays: Math.max(...days) };
};

/** A player's own memory of a choice (YouTube, Google) is not that of the tool. */
const speaksOfChoice = ({ name, purpose, party }: CookieFact): boolean =>
  party !== 'third' &&
  (purpose === 'consent-choice' ||
    (purpose === undefined && /consent|cookie|choi[xc]|gdpr|rgpd|cnil|refus|accept|tarteaucitron/i.test(name)));

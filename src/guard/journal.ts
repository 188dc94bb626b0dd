/** What one visit asked of the network and what was decided: each line once, in a stable order. */
import type { ExchangeRecord } from '../model/records.ts';

export type Journal = {
  write(record: ExchangeRecord): void;
  /** True when no new line fits: the visit is then cut rather than half told. */
  full(): boolean;
  /** Sorted, so that the same visit gives the same evidence whatever came first on the wire. */
  read(): ExchangeRecord[];
};

/** @param capacity number of different lines; refusals past it still fit, since they are what explains the cut. */
export const openJournal = (capacity: number): Journal => {
  const lines = new Map<string, ExchangeRecord>();
  return {
    write: (record) => {
      const line = lineOf(record);
      const known = lines.get(line);
      if (known || lines.size < capacity * 2) lines.set(line, known ? longest(known, record) : record);
    },
    full: () => lines.size >= capacity,
    read: () => [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record),
  };
};

/**
 * Fields in the order of the sort: host first, so that a reader finds a name at once. The TTL is left out: caches make
 * it run down, and two visits that saw the same must write the same lines.
 */
const lineOf = ({ host, port, verdict, reason, address, answers, cnames }: ExchangeRecord): string =>
  JSON.stringify([host, port, verdict, reason, address, answers.map((each) => each.address), cnames]);

/** Of two answers of a cache, the longer TTL is nearer to what the owner of the name asked for. */
const longest = (one: ExchangeRecord, other: ExchangeRecord): ExchangeRecord => ({
  ...one,
  answers: one.answers.map(({ address, ttl }, place) => {
    const also = other.answers[place]?.ttl ?? null;
    return { address, ttl: ttl === null || also === null ? (ttl ?? also) : Math.max(ttl, also) };
  }),
});

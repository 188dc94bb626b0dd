/** What one visit asked of the network and what was decided: append-only, each line once, in a stable order. */
import type { ExchangeRecord } from '../model/evidence.ts';

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
      if (lines.size < capacity * 2) lines.set(lineOf(record), record);
    },
    full: () => lines.size >= capacity,
    read: () => [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record),
  };
};

/** Fields in the order of the sort: host first, so that a reader finds a name at once. */
const lineOf = ({ host, port, verdict, reason, address, answers, cnames }: ExchangeRecord): string =>
  JSON.stringify([host, port, verdict, reason, address, answers, cnames]);

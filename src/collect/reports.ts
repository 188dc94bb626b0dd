/** Reports that a page orders from the browser (Reporting API): queued for a minute, they leave after the visit. */
import * as v from 'valibot';
import { emptyHop, type Hop, type Now } from './hop.ts';
import type { WireEvent } from './overhear.ts';

export type Reports = {
  /** Learns where an origin wants its reports. */
  place: (event: WireEvent) => void;
  /** The request that a report will be; null when its receiver is not known, or when it was told before. */
  hop: (event: WireEvent, now: Now) => Hop | null;
};

const Endpoints = v.object({
  origin: v.string(),
  endpoints: v.array(v.object({ url: v.string(), groupName: v.string() })),
});
const Added = v.object({
  report: v.object({ id: v.string(), initiatorUrl: v.string(), destination: v.string(), type: v.string() }),
});

/** What stands for an answer: the order was given, and nobody waited for it to be carried out. */
export const queued = 'queued-by-the-browser';

export const openReports = (): Reports => {
  const places = new Map<string, string>();
  const told = new Set<string>();
  return {
    place: (event) => {
      const { origin, endpoints } = v.parse(Endpoints, event.params);
      for (const { url, groupName } of endpoints) places.set(`${origin} ${groupName}`, url);
    },
    hop: (event, now) => {
      const { id, initiatorUrl, destination } = v.parse(Added, event.params).report;
      const url = places.get(`${URL.parse(initiatorUrl)?.origin} ${destination}`);
      if (url === undefined || told.has(id)) return null;
      told.add(id);
      const initiator = { type: 'other', url: initiatorUrl, line: null, chain: [initiatorUrl] };
      return { ...emptyHop(event, url, now), method: 'POST', type: 'report', initiator, failure: queued };
    },
  };
};

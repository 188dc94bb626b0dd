/** What a visit was going to open, what it left and why: written in the evidence so that two visits can be compared. */
import * as v from 'valibot';
import { PageRole } from './records.ts';

/** `late`: the time was over; `robots`: the site asks robots to stay out; `budget`: enough pages were chosen before it. */
export const pageStates = ['visited', 'late', 'robots', 'budget'] as const;

export const PlannedPage = v.strictObject({
  url: v.string(),
  /** Empty when the page turned out to be none of those looked for. */
  roles: v.array(PageRole),
  /** Why it was chosen, in French. */
  reason: v.string(),
  /** `visited` says that it was opened; whether it loaded is in its page record. */
  state: v.picklist(pageStates),
});
export type PlannedPage = v.InferOutput<typeof PlannedPage>;

/** What the robots.txt of one origin came to (RFC 9309 §2.3.1): `unreachable` closes every page but the submitted one. */
export const RobotsRecord = v.strictObject({
  origin: v.string(),
  state: v.picklist(['read', 'absent', 'unreachable']),
  /** Seconds asked between two pages; null when it asks nothing that makes sense. */
  crawlDelay: v.nullable(v.number()),
});
export type RobotsRecord = v.InferOutput<typeof RobotsRecord>;

export const holds = ['off', 'beacons'] as const;
/** Are measurements of known collectors answered by the visitor, so that the visit pollutes nobody's statistics? */
export const Hold = v.picklist(holds);
export type Hold = v.InferOutput<typeof Hold>;

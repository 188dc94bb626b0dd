/** What the scanner process is asked, what it says while it works, and what it hands over. */
import * as v from 'valibot';
import { Evidence, StagingSettings } from '../model/evidence.ts';
import { JourneyLock, JourneyOrder } from '../model/journey.ts';
import { Phase } from '../model/phase.ts';
import { Hold } from '../model/plan.ts';
import { Pace } from './limits.ts';

/** The evidence without what only the parent knows: the guard's log, what the vendor handed over, the circumstances. */
export const RawVisit = v.omit(Evidence, ['exchanges', 'repository', 'garFiles', 'circumstances']);
export type RawVisit = v.InferOutput<typeof RawVisit>;

export const Job = v.strictObject({
  preau: v.string(),
  target: v.string(),
  /** Address of the guard for this visit; null only in tests, where the pages are our own. */
  proxyUrl: v.nullable(v.string()),
  /** Browser asked by setting, and the cache where the carried one is unpacked. */
  browser: v.strictObject({ setting: v.nullable(v.string()), cache: v.string() }),
  acceptNoSandbox: v.boolean(),
  /** Page where a webmaster learns who visits; kept in the user agent. */
  contact: v.optional(v.nullable(v.string())),
  as: v.optional(v.picklist(['announced', 'ordinary'])),
  settings: StagingSettings,
  hold: v.optional(Hold),
  pace: v.optional(Pace),
  /** Given on the standard input with the rest of the order: secrets never stand in a command line or a file. */
  journey: v.optional(v.nullable(JourneyOrder)),
  /** Why a journey that was supplied cannot be played; absent when there is none to play. */
  locked: v.optional(JourneyLock),
});
export type Job = v.InferOutput<typeof Job>;

/** One step of the visit, in French, for the live page. */
export const ScanEvent = v.strictObject({ phase: v.nullable(Phase), step: v.string() });
export type ScanEvent = v.InferOutput<typeof ScanEvent>;
export type Tell = (event: ScanEvent) => void;

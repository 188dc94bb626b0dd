/** What the scanner process is asked, what it says while it works, and what it hands over. */
import * as v from 'valibot';
import { Evidence, Phase, StagingSettings } from '../model/evidence.ts';
import { Pace } from './limits.ts';

/** The evidence without what only the parent knows: the guard's log and the repository. */
export const RawVisit = v.omit(Evidence, ['exchanges', 'repository']);
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
  settings: StagingSettings,
  pace: v.optional(Pace),
});
export type Job = v.InferOutput<typeof Job>;

/** One step of the visit, in French, for the live page. */
export const ScanEvent = v.strictObject({ phase: v.nullable(Phase), step: v.string() });
export type ScanEvent = v.InferOutput<typeof ScanEvent>;
export type Tell = (event: ScanEvent) => void;

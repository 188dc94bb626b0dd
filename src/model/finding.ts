/** One rule applied to one visit: an outcome, a French message, and the records that it quotes. */
import * as v from 'valibot';
import { Outcome, Provenance, Severity } from './outcome.ts';

export const FindingRecord = v.strictObject({
  set: v.string(),
  /** The rule's message filled with this record. */
  message: v.string(),
  /** The fields that identify the record, in a form that does not change from one visit to the next. */
  quote: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  /** Of several loads, how many showed this record. */
  loads: v.optional(v.number()),
});
export type FindingRecord = v.InferOutput<typeof FindingRecord>;

export const Finding = v.strictObject({
  rule: v.string(),
  outcome: Outcome,
  severity: Severity,
  message: v.string(),
  provenance: Provenance,
  /** Sorted, each once, at most 100. */
  records: v.array(FindingRecord),
  /** Records beyond the hundredth. */
  omitted: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Of the `loads` that were judged, how many came to the `same` outcome; absent when there was one load. */
  frequency: v.optional(v.strictObject({ loads: v.number(), same: v.number() })),
});
export type Finding = v.InferOutput<typeof Finding>;

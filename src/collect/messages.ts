/** What goes between the scanner process and its parent: one order in, then lines of JSON out. */
import * as v from 'valibot';
import { Circumstances } from '../model/circumstances.ts';
import { inconclusiveReasons } from '../model/phase.ts';
import { Job, RawVisit, ScanEvent } from './raw-visit.ts';

const Found = v.object({
  kind: v.literal('found'),
  path: v.string(),
  origin: v.picklist(['setting', 'system-headless-shell', 'carried', 'system']),
  version: v.string(),
  env: v.record(v.string(), v.string()),
  note: v.nullable(v.string()),
});

export const VisitOrder = v.object({ kind: v.literal('visit'), job: Job, found: Found, workDir: v.string() });
export type VisitOrder = v.InferOutput<typeof VisitOrder>;
/** Prints `printSource`, a page of our own left in the work folder, into `printResult`. */
export const PrintOrder = v.object({ kind: v.literal('print'), found: Found, workDir: v.string() });
export type PrintOrder = v.InferOutput<typeof PrintOrder>;
export const Order = v.variant('kind', [VisitOrder, PrintOrder]);
export type Order = v.InferOutput<typeof Order>;

export const failureReasons = [...inconclusiveReasons, 'no-browser', 'no-sandbox', 'self-test'] as const;
export const Failure = v.object({
  kind: v.literal('failed'),
  reason: v.picklist(failureReasons),
  /** In French, for the person who asked. */
  detail: v.string(),
});
export type Failure = v.InferOutput<typeof Failure>;

export const Message = v.variant('kind', [
  v.object({ kind: v.literal('event'), event: ScanEvent }),
  v.object({ kind: v.literal('done') }),
  Failure,
]);
export type Message = v.InferOutput<typeof Message>;

/** Where the process leaves the visit, in its work folder. */
export const visitFile = 'visit.json';
export const printSource = 'print.html';
export const printResult = 'print.pdf';

/** The visit with what only its process could see of its circumstances. */
export const HandedOver = v.strictObject({ raw: RawVisit, profile: Circumstances.entries.profile });
export type HandedOver = v.InferOutput<typeof HandedOver>;

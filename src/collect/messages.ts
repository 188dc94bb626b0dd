/** What goes between the scanner process and its parent: one order in, then lines of JSON out. */
import * as v from 'valibot';
import { inconclusiveReasons } from '../model/evidence.ts';
import { Job, ScanEvent } from './raw-visit.ts';

const Found = v.object({
  kind: v.literal('found'),
  path: v.string(),
  origin: v.picklist(['setting', 'system-headless-shell', 'carried', 'system']),
  version: v.string(),
  env: v.record(v.string(), v.string()),
  note: v.nullable(v.string()),
});

export const Order = v.object({ job: Job, found: Found, workDir: v.string() });
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

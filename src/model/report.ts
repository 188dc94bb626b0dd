/** What `preau check` answers: the whole visit and its judgement, in one JSON document with a published schema. */
import * as v from 'valibot';
import { AccessibilityFact, BehaviourFact, LeakFact, WeightFact } from './facts.ts';
import { Finding } from './finding.ts';
import { InconclusiveReason, Phase } from './phase.ts';
import { ControlRole, documentRoles, StorageRecord } from './records.ts';
import { RefusalReason } from './refusal.ts';
import { Party, TrackerCategory } from './tracker.ts';

export const checkOutcomes = ['complete', 'inconclusive', 'refused'] as const;

export const Reason = v.strictObject({
  phase: v.nullable(Phase),
  code: v.union([InconclusiveReason, RefusalReason]),
  message: v.string(),
});
export type Reason = v.InferOutput<typeof Reason>;

export const ReportPage = v.strictObject({
  phase: Phase,
  url: v.string(),
  status: v.nullable(v.number()),
  title: v.string(),
  loaded: v.boolean(),
});

export const ReportRequest = v.strictObject({
  phase: Phase,
  url: v.string(),
  host: v.string(),
  method: v.string(),
  type: v.string(),
  initiator: v.nullable(v.string()),
  party: Party,
  tracker: v.nullable(v.strictObject({ name: v.string(), category: TrackerCategory, owner: v.nullable(v.string()) })),
  address: v.nullable(v.strictObject({ ip: v.string(), asn: v.nullable(v.number()), country: v.nullable(v.string()) })),
});

export const ReportCookie = v.strictObject({
  phase: Phase,
  name: v.string(),
  domain: v.string(),
  path: v.string(),
  session: v.boolean(),
  lifetimeDays: v.nullable(v.number()),
  httpOnly: v.boolean(),
  secure: v.boolean(),
  sameSite: v.string(),
  party: Party,
  setBy: v.nullable(v.string()),
  purpose: v.nullable(v.string()),
});

export const ReportLink = v.strictObject({
  role: v.picklist(documentRoles),
  text: v.string(),
  url: v.string(),
});

export const Report = v.strictObject({
  preau: v.string(),
  rulebook: v.strictObject({ version: v.string(), digest: v.string() }),
  target: v.string(),
  outcome: v.picklist(checkOutcomes),
  reasons: v.array(Reason),
  pages: v.array(ReportPage),
  requests: v.array(ReportRequest),
  cookies: v.array(ReportCookie),
  storage: v.array(StorageRecord),
  behaviours: v.array(BehaviourFact),
  /** What was typed for a synthetic pupil, and who received it. */
  leaks: v.array(LeakFact),
  /** What axe-core found on two pages of the tool at most, and what each page made the browser fetch. */
  accessibility: v.array(AccessibilityFact),
  weights: v.array(WeightFact),
  consent: v.strictObject({
    banner: v.boolean(),
    cmp: v.nullable(v.string()),
    controls: v.array(v.strictObject({ role: ControlRole, text: v.string() })),
  }),
  links: v.array(ReportLink),
  findings: v.array(Finding),
  /** The evidence of the first load. */
  evidence: v.nullable(v.strictObject({ digest: v.string() })),
  /** Every load, in order: one, or as many as `--repeat` asked. */
  loads: v.pipe(
    v.array(v.strictObject({ outcome: v.picklist(checkOutcomes), digest: v.nullable(v.string()) })),
    v.minLength(1),
  ),
});
export type Report = v.InferOutput<typeof Report>;

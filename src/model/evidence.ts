/** What one visit saw: record sets by phase, sealed in canonical JSON and never edited afterwards. */
import * as v from 'valibot';
import { Circumstances } from './circumstances.ts';
import { GarFileRecord } from './gar-file.ts';
import { PhaseState } from './phase.ts';
import { Hold, PlannedPage, RobotsRecord } from './plan.ts';
import {
  AccessibilityRecord,
  BehaviourRecord,
  ConnectionRecord,
  ConsentRecord,
  CookieRecord,
  count,
  ExchangeRecord,
  FormRecord,
  LeakRecord,
  LinkRecord,
  PageRecord,
  RepositoryRecord,
  RequestRecord,
  StepRecord,
  StorageRecord,
  sha256,
} from './records.ts';

export const evidenceFormat = 'preau-evidence/2';

/** A record set that a collector could not fill is never an empty list. */
const collected = <const T extends v.GenericSchema>(record: T) =>
  v.variant('kind', [
    v.strictObject({ kind: v.literal('collected'), records: v.array(record) }),
    v.strictObject({ kind: v.literal('unavailable'), reason: v.string() }),
  ]);

export const BrowserIdentity = v.strictObject({
  path: v.string(),
  origin: v.picklist(['setting', 'system-headless-shell', 'carried', 'system', 'imported']),
  version: v.string(),
  sandbox: v.picklist(['on', 'off-loopback-only', 'off-accepted']),
  commandLine: v.array(v.string()),
});
export type BrowserIdentity = v.InferOutput<typeof BrowserIdentity>;

export const SelfTest = v.strictObject({
  thirdPartyCookie: v.boolean(),
  serviceWorker: v.boolean(),
  webSocket: v.boolean(),
});
export type SelfTest = v.InferOutput<typeof SelfTest>;

export const StagingSettings = v.strictObject({
  resolver: v.nullable(v.string()),
  allowNets: v.array(v.string()),
  chromiumArgs: v.array(v.string()),
});
export type StagingSettings = v.InferOutput<typeof StagingSettings>;

export const BundleFile = v.strictObject({ sha256, bytes: count, mediaType: v.string(), what: v.string() });

/** As whom the visit was made: some banners hide from robots, some sites show robots something else. */
export const Visitor = v.strictObject({
  /** Under our own name with a contact page, or as an ordinary French visitor for the unannounced second look. */
  identity: v.picklist(['announced', 'ordinary', 'imported']),
  /** What `navigator.webdriver` told the pages; null when nobody looked. */
  webdriver: v.nullable(v.boolean()),
  language: v.string(),
  timezone: v.string(),
});
export type Visitor = v.InferOutput<typeof Visitor>;

export const Evidence = v.strictObject({
  format: v.literal(evidenceFormat),
  preau: v.string(),
  target: v.string(),
  startedAt: v.string(),
  endedAt: v.string(),
  browser: BrowserIdentity,
  selfTest: SelfTest,
  settings: StagingSettings,
  userAgent: v.string(),
  visitor: Visitor,
  /** Null when nobody was there to look, as for a file that was imported. Nothing here may change a finding. */
  circumstances: v.nullable(Circumstances),
  phases: v.strictObject({
    'before-choice': PhaseState,
    'after-refusal': PhaseState,
    'after-acceptance': PhaseState,
    'after-withdrawal': PhaseState,
    journey: PhaseState,
  }),
  /** The submitted page, then those chosen from it, in the order of the visit. */
  plan: v.array(PlannedPage),
  /** Sorted by origin; empty when no page but the submitted one was to be opened. */
  robots: v.array(RobotsRecord),
  hold: Hold,
  pages: collected(PageRecord),
  links: collected(LinkRecord),
  requests: collected(RequestRecord),
  cookies: collected(CookieRecord),
  storage: collected(StorageRecord),
  behaviours: collected(BehaviourRecord),
  consent: collected(ConsentRecord),
  leaks: collected(LeakRecord),
  forms: collected(FormRecord),
  connections: collected(ConnectionRecord),
  steps: collected(StepRecord),
  /** Evidence sealed before axe-core was run does not have this set. */
  accessibility: v.optional(collected(AccessibilityRecord), {
    kind: 'unavailable',
    reason: 'relevé antérieur à cet examen',
  }),
  exchanges: collected(ExchangeRecord),
  /** The source of the tool, read through the guard or from a local path. */
  repository: collected(RepositoryRecord),
  /** Missing from what was sealed before these files were read: unknown then, and not an empty set. */
  garFiles: v.optional(collected(GarFileRecord)),
  truncated: v.array(v.strictObject({ what: v.string(), at: count })),
  files: v.array(BundleFile),
});
export type Evidence = v.InferOutput<typeof Evidence>;

export type Collected<T> = { kind: 'collected'; records: T[] } | { kind: 'unavailable'; reason: string };

/** What one visit saw: record sets by phase, sealed in canonical JSON and never edited afterwards. */
import * as v from 'valibot';
import { RefusalReason } from './refusal.ts';

export const evidenceFormat = 'preau-evidence/1';

export const phases = ['before-choice', 'after-refusal', 'after-acceptance'] as const;
export const Phase = v.picklist(phases);
export type Phase = v.InferOutput<typeof Phase>;

export const phaseWords = {
  'before-choice': 'avant tout choix',
  'after-refusal': 'après refus',
  'after-acceptance': 'après acceptation',
} as const satisfies Record<Phase, string>;

export const inconclusiveReasons = [
  'refused', // the guard refused the address of the page itself
  'unreachable', // no connection, TLS failure, name that does not resolve
  'http-error', // the page answered with a status of 400 or more
  'browser-error-page', // Chromium showed its own error page
  'bot-wall', // a robot check instead of the page
  'blank-page', // nothing to read and nothing to see
  'timeout', // the page never finished loading within the budget
  'crashed', // the page or the browser crashed
  'no-control-found', // no visible control for this choice: nothing may be concluded
  'control-without-effect', // the control was clicked and the banner stayed
  'not-visited', // the phase before it was itself inconclusive
  'technical', // our own failure
] as const;
export const InconclusiveReason = v.picklist(inconclusiveReasons);
export type InconclusiveReason = v.InferOutput<typeof InconclusiveReason>;

export const PhaseState = v.variant('kind', [
  v.strictObject({ kind: v.literal('observed') }),
  v.strictObject({ kind: v.literal('inconclusive'), reason: InconclusiveReason, detail: v.string() }),
]);
export type PhaseState = v.InferOutput<typeof PhaseState>;

/** A record set that a collector could not fill is never an empty list. */
const collected = <const T extends v.GenericSchema>(record: T) =>
  v.variant('kind', [
    v.strictObject({ kind: v.literal('collected'), records: v.array(record) }),
    v.strictObject({ kind: v.literal('unavailable'), reason: v.string() }),
  ]);

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const settlings = ['quiet', 'cap', 'failed'] as const;
export const pageRoles = ['entry', 'legal-notice', 'privacy', 'accessibility', 'terms', 'cookies'] as const;
export const PageRole = v.picklist(pageRoles);
export type PageRole = v.InferOutput<typeof PageRole>;

export const PageRecord = v.strictObject({
  phase: Phase,
  role: PageRole,
  requestedUrl: v.string(),
  url: v.string(),
  status: v.nullable(count),
  loaded: v.boolean(),
  settledBy: v.picklist(settlings),
  title: v.string(),
  lang: v.nullable(v.string()),
  /** Visible text, at most 200,000 characters. */
  text: v.string(),
  /** Response headers of the document, names in lower case, `set-cookie` left out. */
  headers: v.record(v.string(), v.string()),
  screenshot: v.nullable(sha256),
});
export type PageRecord = v.InferOutput<typeof PageRecord>;

export const LinkRecord = v.strictObject({
  phase: Phase,
  page: v.string(),
  url: v.string(),
  text: v.string(),
  rel: v.string(),
});
export type LinkRecord = v.InferOutput<typeof LinkRecord>;

export const channels = ['page', 'frame', 'worker', 'service-worker', 'websocket', 'beacon'] as const;

export const Initiator = v.strictObject({
  /** CDP's word: parser, script, preload, SignedExchange, preflight, other. */
  type: v.string(),
  url: v.nullable(v.string()),
  line: v.nullable(count),
  /** Scripts from the nearest to the farthest, each once. */
  chain: v.array(v.string()),
});
export type Initiator = v.InferOutput<typeof Initiator>;

export const RequestRecord = v.strictObject({
  phase: Phase,
  /** Address of the page visited when the request left. */
  page: v.string(),
  url: v.string(),
  method: v.string(),
  /** Playwright's resource type: document, script, image, xhr, fetch, ping, websocket… */
  type: v.string(),
  channel: v.picklist(channels),
  frame: v.nullable(v.string()),
  initiator: Initiator,
  redirectedFrom: v.nullable(v.string()),
  status: v.nullable(count),
  /** Chromium's or the guard's reason when no answer came. */
  failure: v.nullable(v.string()),
});
export type RequestRecord = v.InferOutput<typeof RequestRecord>;

export const CookieRecord = v.strictObject({
  phase: Phase,
  name: v.string(),
  domain: v.string(),
  path: v.string(),
  session: v.boolean(),
  /** Days asked by Set-Cookie or script, before any cap of the browser; null for a session cookie. */
  lifetimeDays: v.nullable(v.number()),
  httpOnly: v.boolean(),
  secure: v.boolean(),
  sameSite: v.picklist(['Strict', 'Lax', 'None', 'unset']),
  partitioned: v.boolean(),
  valueHash: sha256,
  valueLength: count,
  setBy: v.strictObject({ kind: v.picklist(['http', 'script', 'unknown']), url: v.nullable(v.string()) }),
  /** False when the browser refused to keep it; `blocked` then says why. */
  stored: v.boolean(),
  blocked: v.nullable(v.string()),
});
export type CookieRecord = v.InferOutput<typeof CookieRecord>;

export const StorageRecord = v.strictObject({
  phase: Phase,
  origin: v.string(),
  area: v.picklist(['local', 'session']),
  key: v.string(),
  valueHash: sha256,
  valueLength: count,
});
export type StorageRecord = v.InferOutput<typeof StorageRecord>;

export const BehaviourRecord = v.strictObject({
  phase: Phase,
  kind: v.picklist(['permission-request', 'dialog', 'popup', 'download']),
  script: v.nullable(v.string()),
  detail: v.string(),
});
export type BehaviourRecord = v.InferOutput<typeof BehaviourRecord>;

export const controlRoles = ['accept', 'reject', 'settings', 'acknowledge'] as const;
export const ControlRole = v.picklist(controlRoles);
export type ControlRole = v.InferOutput<typeof ControlRole>;

export const ConsentRecord = v.strictObject({
  phase: Phase,
  banner: v.boolean(),
  /** The consent platform when recognised, such as `tarteaucitron`. */
  cmp: v.nullable(v.string()),
  /** Visible controls of the banner, in the order of the page. */
  controls: v.array(v.strictObject({ role: ControlRole, text: v.string() })),
  action: v.picklist(['none', 'refuse', 'accept']),
  /** Text of the control that was clicked. */
  clicked: v.nullable(v.string()),
  /** After the click: did the banner leave? null when nothing was clicked. */
  gone: v.nullable(v.boolean()),
  /** After the click: names of the cookies and storage keys that appeared and keep the choice. */
  kept: v.array(v.string()),
});
export type ConsentRecord = v.InferOutput<typeof ConsentRecord>;

/** One decision of the guard: which name, which answers, which address was dialled. */
export const ExchangeRecord = v.strictObject({
  host: v.string(),
  port: count,
  answers: v.array(v.string()),
  cnames: v.array(v.string()),
  address: v.nullable(v.string()),
  verdict: v.picklist(['allowed', 'refused', 'failed']),
  reason: v.nullable(v.union([RefusalReason, v.string()])),
});
export type ExchangeRecord = v.InferOutput<typeof ExchangeRecord>;

export const BrowserIdentity = v.strictObject({
  path: v.string(),
  origin: v.picklist(['setting', 'system-headless-shell', 'carried', 'system']),
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
  phases: v.strictObject({
    'before-choice': PhaseState,
    'after-refusal': PhaseState,
    'after-acceptance': PhaseState,
  }),
  pages: collected(PageRecord),
  links: collected(LinkRecord),
  requests: collected(RequestRecord),
  cookies: collected(CookieRecord),
  storage: collected(StorageRecord),
  behaviours: collected(BehaviourRecord),
  consent: collected(ConsentRecord),
  exchanges: collected(ExchangeRecord),
  /** Repository files read through the guard or given as a local path; text at most 200,000 characters. */
  repository: collected(v.strictObject({ path: v.string(), source: v.string(), text: v.string() })),
  truncated: v.array(v.strictObject({ what: v.string(), at: count })),
  files: v.array(BundleFile),
});
export type Evidence = v.InferOutput<typeof Evidence>;

export type Collected<T> = { kind: 'collected'; records: T[] } | { kind: 'unavailable'; reason: string };

/**
 * The records of a visit, one schema for each set: what was seen, in the words of the browser and of the guard.
 *
 * Longer than a room should be, on purpose: a record is read beside its neighbours, and there is no logic here.
 */
import * as v from 'valibot';
import { Phase } from './phase.ts';
import { RefusalReason } from './refusal.ts';

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const settlings = ['quiet', 'cap', 'failed'] as const;
export const pageRoles = [
  'entry',
  'sign-in',
  'sign-up',
  'content', // one exercise or content page
  'legal-notice',
  'privacy',
  'accessibility',
  'terms',
  'cookies',
  'next', // a page visited after a choice, to see whether it holds
  'step', // a page where a step of the journey led
] as const;
/** Pages that inform: what the law wants a person to be able to read. */
export const documentRoles = ['legal-notice', 'privacy', 'accessibility', 'terms', 'cookies'] as const;
export type DocumentRole = (typeof documentRoles)[number];
export const isDocumentRole = (role: string | null): role is DocumentRole =>
  documentRoles.some((each) => each === role);

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
  /** The document as it stood when the page was left, serialised, at most 5 MB; null when it was not kept. */
  dom: v.nullable(sha256),
  /** Elements of the document, open shadow roots included; null when it could not be read. */
  nodes: v.nullable(count),
  /** What an https page asked in clear and the browser stopped: nothing left, so it is no request. Older visits lack it. */
  mixedContent: v.optional(v.array(v.string())),
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

export const channels = [
  'page',
  'frame',
  'worker',
  'service-worker',
  'websocket',
  'event-source',
  'beacon',
  'preload',
  'csp-report',
] as const;

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
  /**
   * Bytes of the content received, once decoded; null when it never ended, for streams, and for the main script of a
   * worker. What crossed the wire is not told: compressed headers and pieces differ at each visit.
   */
  bytes: v.nullable(count),
  /**
   * What the request carried, as a hash; null when it had no body, when the browser did not tell it, and for reports,
   * which the browser words itself. The random separator of multipart forms is left out of the hash.
   * Only zeros in a journey with secrets, which a hash would let guess.
   */
  body: v.nullable(v.strictObject({ sha256, length: count })),
  /** Answered by the visitor instead of the network, so that the visit pollutes nobody's statistics. */
  held: v.boolean(),
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
  partitionKey: v.nullable(v.string()),
  valueHash: sha256,
  valueLength: count,
  /** Long and random enough to single out one browser. */
  identifier: v.boolean(),
  /** Hosts other than its own to which the value was sent, sorted. */
  sentTo: v.array(v.string()),
  setBy: v.strictObject({ kind: v.picklist(['http', 'script', 'unknown']), url: v.nullable(v.string()) }),
  /** False when the browser refused to keep it; `blocked` then says why. */
  stored: v.boolean(),
  blocked: v.nullable(v.string()),
});
export type CookieRecord = v.InferOutput<typeof CookieRecord>;

export const StorageRecord = v.strictObject({
  phase: Phase,
  origin: v.string(),
  /**
   * For `indexed-db` the key is base/store/key of the record, or base/store when the store is empty; for `cache`, the
   * name of the cache and the address kept; for `service-worker`, the scope and the address of the script.
   */
  area: v.picklist(['local', 'session', 'indexed-db', 'cache', 'service-worker']),
  key: v.string(),
  valueHash: sha256,
  valueLength: count,
  identifier: v.boolean(),
  sentTo: v.array(v.string()),
});
export type StorageRecord = v.InferOutput<typeof StorageRecord>;

export const behaviourKinds = [
  'permission-request',
  'dialog',
  'popup',
  'download',
  'canvas-fingerprint',
  'webgl-fingerprint',
  'audio-fingerprint',
  'font-fingerprint',
  'navigator-fingerprint',
  'webrtc-fingerprint',
  'session-recording', // the page as shown, or what a person does on it, serialised and sent
  'key-listener', // a listener of keys whose script then sends what was typed
  'form-submit', // a script that submits a form while it is being filled; the visit prevented it
] as const;

export const BehaviourRecord = v.strictObject({
  phase: Phase,
  kind: v.picklist(behaviourKinds),
  script: v.nullable(v.string()),
  detail: v.string(),
  /** Address that received what was recorded or typed, without query; null when the behaviour sends nothing. */
  to: v.nullable(v.string()),
  /** How often it was seen from that script; 1 for what is told one by one. */
  count,
});
export type BehaviourRecord = v.InferOutput<typeof BehaviourRecord>;

export const controlRoles = [
  'accept',
  'reject',
  'settings',
  'acknowledge',
  'save', // keeps the switches of a panel as they stand
  'pay', // another way than accepting, that must be paid for
] as const;
export const ControlRole = v.picklist(controlRoles);
export type ControlRole = v.InferOutput<typeof ControlRole>;

export const ConsentControl = v.strictObject({
  role: ControlRole,
  text: v.string(),
  /** Square CSS pixels of the control; null when it could not be measured. */
  area: v.nullable(v.number()),
  /** WCAG 2 contrast ratio of its text, one decimal; null when the background is not a plain colour. */
  contrast: v.nullable(v.number()),
  /** A real button, or words that look like a link. */
  button: v.boolean(),
});
export type ConsentControl = v.InferOutput<typeof ConsentControl>;

/** IAB Transparency and Consent Framework, read through `__tcfapi`. */
export const TcfState = v.strictObject({
  /** Of the policy: 4 for TCF 2.2, 5 for TCF 2.3. */
  version: v.nullable(count),
  gdprApplies: v.nullable(v.boolean()),
  cmpId: v.nullable(count),
  eventStatus: v.nullable(v.string()),
  /** Purposes consented to, and those claimed as legitimate interests, ascending. */
  purposes: v.array(count),
  legitimateInterests: v.array(count),
  /** Number of vendors consented to. */
  vendors: count,
  /** Does the string carry the segment of disclosed vendors that v2.3 asks for? */
  disclosedVendors: v.nullable(v.boolean()),
});
export type TcfState = v.InferOutput<typeof TcfState>;

export const ConsentRecord = v.strictObject({
  phase: Phase,
  banner: v.boolean(),
  /** The consent platform when recognised, such as `tarteaucitron`. */
  cmp: v.nullable(v.string()),
  /** Visible controls of the banner, in the order of the page. */
  controls: v.array(ConsentControl),
  /** Does its text take going on for an agreement (« en poursuivant votre navigation, vous acceptez… »)? */
  implied: v.boolean(),
  /** How the choice was found: our reader of buttons, a recipe of autoconsent, the TCF interface. */
  foundBy: v.nullable(v.picklist(['buttons', 'autoconsent', 'tcf'])),
  action: v.picklist(['none', 'refuse', 'accept', 'withdraw']),
  /** Clicks from the banner to the choice made; 1 when a button of the first screen makes it. */
  clicks: count,
  /** Text of the control that was clicked. */
  clicked: v.nullable(v.string()),
  /** After the click: did the banner leave? null when nothing was clicked. */
  gone: v.nullable(v.boolean()),
  /** After the click: names of the cookies and storage keys that appeared and keep the choice. */
  kept: v.array(v.string()),
  /** Switches found on when the panel of settings was opened, and that may be turned off; null when it was not opened. */
  prechecked: v.nullable(v.array(v.string())),
  /** Picture of the banner alone. */
  crop: v.nullable(sha256),
  /** What the TCF interface of the page answered at the end of the act; null when there is none. */
  tcf: v.nullable(TcfState),
  /** Way back to the choice, looked for once a choice is made: its words; null when none was found or looked for. */
  wayBack: v.nullable(v.string()),
  /** What the banner says, at most 2,000 characters; null when it could not be read, and in older evidence. */
  text: v.optional(v.nullable(v.string()), null),
  /** Its links and buttons in the order of the page, at most 30; `url` is null for a button. Null like the text. */
  links: v.optional(v.nullable(v.array(v.strictObject({ text: v.string(), url: v.nullable(v.string()) }))), null),
});
export type ConsentRecord = v.InferOutput<typeof ConsentRecord>;

export const pupilFields = ['first-name', 'last-name', 'email', 'birth-date', 'password', 'text'] as const;
export const leakEncodings = ['plain', 'base64', 'md5', 'sha1', 'sha256'] as const;
export const pupilFieldWords = {
  'first-name': 'le prénom',
  'last-name': 'le nom',
  email: 'le courriel',
  'birth-date': 'la date de naissance',
  password: 'le mot de passe',
  text: 'le texte',
} as const satisfies Record<(typeof pupilFields)[number], string>;
export const leakEncodingWords = {
  plain: 'en clair',
  base64: 'en base64',
  md5: 'en empreinte MD5',
  sha1: 'en empreinte SHA-1',
  sha256: 'en empreinte SHA-256',
} as const satisfies Record<(typeof leakEncodings)[number], string>;
export const leakPlaces = ['address', 'body', 'websocket', 'header'] as const;

/**
 * One kind of field typed for a synthetic pupil on a page, never submitted, and one receiver of its value. Typed and
 * found nowhere in what left, it makes one record whose `to`, `encoding` and `place` are null: no record at all
 * means that nothing was typed.
 */
export const LeakRecord = v.strictObject({
  phase: Phase,
  page: v.string(),
  field: v.picklist(pupilFields),
  encoding: v.nullable(v.picklist(leakEncodings)),
  /** Address that received it, without query, and without path when the path held the value. */
  to: v.nullable(v.string()),
  place: v.nullable(v.picklist(leakPlaces)),
  script: v.nullable(v.string()),
});
export type LeakRecord = v.InferOutput<typeof LeakRecord>;

export const fieldKinds = [
  'first-name',
  'last-name',
  'full-name',
  'email',
  'password',
  'birth-date',
  'age',
  'phone',
  'address',
  'gender',
  'photo',
  'school',
  'class',
  'code',
  'ine',
] as const;

export const FormRecord = v.strictObject({
  phase: Phase,
  page: v.string(),
  frame: v.nullable(v.string()),
  /** Where the form would be sent, and how. */
  action: v.string(),
  method: v.string(),
  /** Visible fields in the order of the page; `asks` is read from autocomplete, name and label. */
  fields: v.array(
    v.strictObject({
      type: v.string(),
      name: v.string(),
      label: v.string(),
      required: v.boolean(),
      asks: v.nullable(v.picklist(fieldKinds)),
    }),
  ),
});
export type FormRecord = v.InferOutput<typeof FormRecord>;

/** axe-core's words for how much a violation hinders, the worst last. */
export const axeImpacts = ['minor', 'moderate', 'serious', 'critical'] as const;
export const AxeImpact = v.picklist(axeImpacts);
export type AxeImpact = v.InferOutput<typeof AxeImpact>;

const onPage = { phase: v.literal('before-choice'), page: v.string() };
/** What axe-core found in the main frame of a page, run in a world of our own as the page was left. */
export const AccessibilityRecord = v.variant('kind', [
  /** It went over the page: how many of its rules found something to test and no fault, and how many could not tell. */
  v.strictObject({
    kind: v.literal('examined'),
    ...onPage,
    axe: v.string(),
    nodes: count,
    passed: count,
    incomplete: count,
  }),
  /** It did not, or not to its end: of this page nothing is known. */
  v.strictObject({
    kind: v.literal('unexamined'),
    ...onPage,
    reason: v.picklist(['too-many-nodes', 'too-long', 'failed']),
  }),
  /** One rule broken on this page. */
  v.strictObject({
    kind: v.literal('violation'),
    ...onPage,
    rule: v.string(),
    impact: AxeImpact,
    /** Criteria of the RGAA that axe-core ties to the rule, such as 1.1. */
    criteria: v.array(v.string()),
    nodes: count,
    /** The first three elements, at most 200 characters each: a CSS selector, and the opening tag without any value. */
    targets: v.array(v.strictObject({ selector: v.string(), html: v.string() })),
  }),
]);
export type AccessibilityRecord = v.InferOutput<typeof AccessibilityRecord>;

/** How the browser reached one origin: what the guard, which only tunnels, cannot see. */
export const ConnectionRecord = v.strictObject({
  phase: Phase,
  origin: v.string(),
  /** ALPN word of the browser: http/1.1, h2. */
  protocol: v.string(),
  tls: v.nullable(
    v.strictObject({
      version: v.string(),
      cipher: v.string(),
      subject: v.string(),
      issuer: v.string(),
      names: v.array(v.string()),
      /** ISO 8601, UTC. */
      validFrom: v.string(),
      validTo: v.string(),
      /** SHA-256 of each certificate of the chain in DER, the site's own first. */
      chain: v.array(sha256),
    }),
  ),
});
export type ConnectionRecord = v.InferOutput<typeof ConnectionRecord>;

/** One step of the journey that the vendor supplied, as it was played; typed secrets are never here. */
export const StepRecord = v.strictObject({
  phase: v.literal('journey'),
  number: count,
  act: v.string(),
  /** The step in French, such as « remplir “Identifiant” ». */
  words: v.string(),
  state: v.picklist(['done', 'failed', 'not-reached']),
  detail: v.string(),
  page: v.string(),
  screenshot: v.nullable(sha256),
});
export type StepRecord = v.InferOutput<typeof StepRecord>;

/** One address that a name answered. `ttl` in seconds, null when nobody told it: caches make it vary, no fact reads it. */
export const AnswerRecord = v.strictObject({ address: v.string(), ttl: v.nullable(count) });
export type AnswerRecord = v.InferOutput<typeof AnswerRecord>;

/** One decision of the guard: which name, which answers, which address was dialled. */
export const ExchangeRecord = v.strictObject({
  host: v.string(),
  port: count,
  /** A and AAAA, IPv4 first, in the order in which they are dialled. */
  answers: v.array(AnswerRecord),
  /** From the nearest alias to the name that holds the addresses. */
  cnames: v.array(v.string()),
  address: v.nullable(v.string()),
  verdict: v.picklist(['allowed', 'refused', 'failed']),
  reason: v.nullable(v.union([RefusalReason, v.string()])),
});
export type ExchangeRecord = v.InferOutput<typeof ExchangeRecord>;

const inSource = { source: v.string(), path: v.string() };
/** What the source of the tool says of its licence and of its life. People are counted, never named. */
export const RepositoryRecord = v.variant('kind', [
  /** A licence text as it lies there (LICENSE, COPYING, LICENSES/, *.license), at most 200,000 characters. */
  v.strictObject({ kind: v.literal('licence'), ...inSource, text: v.string() }),
  /** The section of a README that speaks of the licence, at most 4,000 characters. */
  v.strictObject({ kind: v.literal('readme'), ...inSource, text: v.string() }),
  /** Each licence that a manifest (package.json, pom.xml, REUSE.toml, publiccode.yml…) names, as written. */
  v.strictObject({ kind: v.literal('manifest'), ...inSource, says: v.array(v.string()) }),
  /** One expression of SPDX-License-Identifier: in how many source files, and the first of them. */
  v.strictObject({ kind: v.literal('header'), ...inSource, expression: v.string(), files: count }),
  v.strictObject({
    kind: v.literal('history'),
    source: v.string(),
    /** Object name of the commit that was read. */
    commit: v.string(),
    /** ISO 8601, UTC; null when it could not be read. */
    lastCommit: v.nullable(v.string()),
    /** Number of tags; null when the server did not list them. */
    releases: v.nullable(count),
    lastRelease: v.nullable(v.string()),
    /** How many of the last commits were read, and how few people made half of them. */
    commits: count,
    busFactor: v.nullable(count),
  }),
  /** How much was looked at: files in the tree, source files opened for their header, and whether that was all. */
  v.strictObject({
    kind: v.literal('survey'),
    source: v.string(),
    by: v.picklist(['clone', 'archive', 'file', 'folder']),
    files: count,
    opened: count,
    complete: v.boolean(),
  }),
]);
export type RepositoryRecord = v.InferOutput<typeof RepositoryRecord>;

/**
 * Evidence read with the lists: who owns this host, is it a tracker, what is this cookie for; what rules may ask.
 *
 * Longer than a room should be, on purpose: these are the words that rules may use, in one place, without logic.
 */
import * as v from 'valibot';
import { accessibilityLevels, Contradiction, legalTopics } from './legal.ts';
import { PaperKind } from './paper.ts';
import { Phase } from './phase.ts';
import { AxeImpact, ControlRole, fieldKinds, leakEncodings, leakPlaces, PageRole, pupilFields } from './records.ts';
import { Disguise } from './third-parties.ts';
import { Address, Party, Tracker } from './tracker.ts';

/**
 * Three kinds of absence, never confused: a field that is `null` is known to be nothing (this host is no
 * tracker); a field that is missing is unknown (no country database was given) and makes a rule answer
 * cannot-tell; a whole set may be unavailable.
 */
const unknownable = v.optional;

export const RequestFact = v.strictObject({
  phase: Phase,
  page: v.string(),
  url: v.string(),
  host: v.string(),
  path: v.string(),
  scheme: v.string(),
  method: v.string(),
  type: v.string(),
  channel: v.string(),
  initiator: v.nullable(v.string()),
  /** True when an answer came back; a request that was tried and did not arrive is still a request. */
  answered: v.boolean(),
  party: Party,
  owner: v.nullable(v.string()),
  tracker: v.nullable(Tracker),
  /** Unknown when the guard's log does not tell; null when no address was ever dialled. */
  address: unknownable(v.nullable(Address)),
  /** Last name of the CNAME chain when it leaves the site; null when there is none. */
  cname: v.nullable(v.string()),
  /** How a service that watches people hides under a name of the site; null when it does not. */
  disguise: v.nullable(Disguise),
  /** What the request itself says of consent; null for a service that says nothing of it. */
  consentState: v.nullable(v.picklist(['granted', 'denied', 'absent'])),
  /** Bytes of content received, decoded; unknown when the answer never ended. */
  bytes: unknownable(v.number()),
  /** Did it carry a body? */
  body: v.boolean(),
  /** Scripts and frames that led to it, from the nearest. */
  chain: v.array(v.string()),
});
export type RequestFact = v.InferOutput<typeof RequestFact>;

export const cookiePurposes = [
  'session',
  'authentication',
  'security',
  'consent-choice',
  'load-balancing',
  'preferences',
  'analytics',
  'advertising',
  'social',
  'session-recording',
  'video',
  'support',
  'testing',
  'captcha',
  'monitoring',
  'payment',
] as const;
export const CookiePurpose = v.picklist(cookiePurposes);

export const CookieFact = v.strictObject({
  phase: Phase,
  name: v.string(),
  domain: v.string(),
  path: v.string(),
  session: v.boolean(),
  lifetimeDays: v.nullable(v.number()),
  httpOnly: v.boolean(),
  secure: v.boolean(),
  sameSite: v.string(),
  stored: v.boolean(),
  party: Party,
  setBy: v.nullable(v.string()),
  /** Unknown when no list knows this name: then nothing is concluded from it. */
  purpose: unknownable(CookiePurpose),
  service: v.nullable(v.string()),
  consent: unknownable(v.picklist(['required', 'exempt', 'depends'])),
  /** True for the name of a session or authentication cookie. */
  sensitive: v.boolean(),
  https: v.boolean(),
  partitioned: v.boolean(),
  /** Why the browser refused it; null when it kept it. */
  blocked: v.nullable(v.string()),
  /** Long and random enough to single out one browser. */
  identifier: v.boolean(),
  /** Hosts of third parties that received its value, sorted; only looked for when it is an identifier. */
  sentTo: v.array(v.string()),
});
export type CookieFact = v.InferOutput<typeof CookieFact>;

export const StorageFact = v.strictObject({
  phase: Phase,
  origin: v.string(),
  area: v.string(),
  key: v.string(),
  valueLength: v.number(),
  party: Party,
  service: v.nullable(v.string()),
  consent: unknownable(v.picklist(['required', 'exempt', 'depends'])),
  /** Long and random enough to single out one browser. */
  identifier: v.boolean(),
  /** Hosts of third parties that received its value, sorted; only looked for when it is an identifier. */
  sentTo: v.array(v.string()),
});
export type StorageFact = v.InferOutput<typeof StorageFact>;

/** How one origin was reached. Whatever belongs to TLS is null on a connection without it. */
export const ConnectionFact = v.strictObject({
  phase: Phase,
  origin: v.string(),
  host: v.string(),
  scheme: v.string(),
  party: Party,
  /** Is it this machine or an allowed staging net? TLS rules then have no object. */
  local: v.boolean(),
  /** Browser's word: http/1.1, h2. */
  protocol: v.string(),
  /** Such as TLS 1.3. */
  tls: v.nullable(v.string()),
  issuer: v.nullable(v.string()),
  /** Whole days from the visit to the end of the certificate, negative once it has expired. */
  daysLeft: v.nullable(v.number()),
  /** Is the host among the names of the certificate (RFC 9525, one label for a star)? */
  nameMatches: v.nullable(v.boolean()),
});
export type ConnectionFact = v.InferOutput<typeof ConnectionFact>;

export const PageFact = v.strictObject({
  phase: Phase,
  role: PageRole,
  url: v.string(),
  status: v.nullable(v.number()),
  scheme: v.string(),
  /** Is the target on this machine or an allowed staging net? TLS rules then have no object. */
  local: v.boolean(),
  lang: v.nullable(v.string()),
  length: v.number(),
  headers: v.strictObject({
    'strict-transport-security': v.nullable(v.string()),
    'content-security-policy': v.nullable(v.string()),
    'x-content-type-options': v.nullable(v.string()),
    'referrer-policy': v.nullable(v.string()),
    'x-frame-options': v.nullable(v.string()),
  }),
  /** Seconds of max-age in Strict-Transport-Security, 0 when absent. */
  hsts: v.number(),
  framing: v.boolean(),
  /** Hosts that a page over https asks in clear, sent or not; unknown in a visit that kept only what was sent. */
  mixedContent: unknownable(v.array(v.string())),
  /** Accounts of others by which the page lets people in (Google…); unknown without its links and forms. */
  outsideAccounts: unknownable(v.array(v.string())),
  /** The other means that it shows, in French; an image or a script may be one that nobody reads. */
  ownAccess: unknownable(v.array(v.string())),
  /** Sentence of the front page by which the tool calls itself free software; null when none was read. */
  freeClaim: v.nullable(v.string()),
  /** Is the licence of the tool free, as declared or as its repository shows? */
  freeLicence: unknownable(v.boolean()),
});
export type PageFact = v.InferOutput<typeof PageFact>;

export const LinkFact = v.strictObject({
  phase: Phase,
  page: v.string(),
  url: v.string(),
  host: v.string(),
  text: v.string(),
  role: v.nullable(PageRole),
  gar: v.nullable(v.picklist(['production', 'test'])),
  /** For a GAR launch address: are its parameters well formed? null for any other link. */
  garWellFormed: v.nullable(v.boolean()),
});
export type LinkFact = v.InferOutput<typeof LinkFact>;

/** A page with a legal role, as read: which of the expected statements it holds. */
export const mentions = [
  'publisher',
  'company',
  'registration',
  'contact',
  'publication-director',
  'host',
  'host-address',
  'host-phone',
  'controller',
  'dpo',
  'purposes',
  'legal-basis',
  'recipients',
  'transfers',
  'retention',
  'rights',
  'cnil',
  'privacy-shield',
  'resale',
  'age-13',
  'no-sale',
  'no-transfer',
  'clauses',
  'framework',
  'adequacy',
  'minors',
  'parental-authority',
  'withdrawal',
  'accessibility',
  'cnil-declaration',
  'gdpr-certified',
  'ministry-approved',
] as const;
export type Mention = (typeof mentions)[number];
/** Read around the name of the host, and not by words of their own. */
export const hostMentions = ['host-address', 'host-phone'] as const satisfies readonly Mention[];
export type PhraseMention = Exclude<Mention, (typeof hostMentions)[number]>;
export const phraseMentions = mentions.filter(
  (each): each is PhraseMention => !hostMentions.some((one) => one === each),
);

const forEachMention = <S>(schema: S): Record<Mention, S> =>
  Object.fromEntries(mentions.map((each) => [each, schema])) as Record<Mention, S>;

export const DocumentFact = v.strictObject({
  phase: Phase,
  role: PageRole,
  url: v.string(),
  status: v.nullable(v.number()),
  readable: v.boolean(),
  french: v.boolean(),
  length: v.number(),
  /** Unknown when the text was cut, or says two things that cannot both be true. */
  mentions: v.strictObject(forEachMention(v.optional(v.boolean()))),
  /** The words of the page behind each mention; null when it has none. */
  passages: v.strictObject(forEachMention(v.nullable(v.string()))),
  ...legalTopics,
  contradictions: v.array(Contradiction),
  /** Certifications and approvals that the text claims and that nobody grants: « certifié RGPD ». None is unknown in a text not read. */
  claims: unknownable(v.array(v.string())),
  /** Third-party services seen on the wire before any choice that the document never names. */
  unnamedServices: v.array(v.string()),
});
export type DocumentFact = v.InferOutput<typeof DocumentFact>;

export const ConsentFact = v.strictObject({
  phase: Phase,
  /** Unknown when none was seen by a visitor that says it is a robot: some banners hide from these. */
  banner: unknownable(v.boolean()),
  cmp: v.nullable(v.string()),
  accept: v.boolean(),
  reject: v.boolean(),
  settings: v.boolean(),
  /** Another way than accepting, that must be paid for. */
  pay: v.boolean(),
  /** Does the banner take going on for an agreement? */
  implied: v.boolean(),
  action: v.string(),
  gone: v.nullable(v.boolean()),
  kept: v.number(),
  /** Whole days for which the cookies that hold the choice are asked to last; unknown for what has no end. */
  keptShortestDays: unknownable(v.number()),
  keptLongestDays: unknownable(v.number()),
  clicks: v.number(),
  /** Clicks that a refusal takes more than an acceptance; unknown unless both were made by visible buttons. */
  extraClicks: unknownable(v.number()),
  /** Of the refusal to the acceptance on the first level, from 0; unknown when one of them was not measured. */
  areaRatio: unknownable(v.number()),
  /** WCAG contrast ratio of the words of the refusal; unknown on an image or a gradient. */
  rejectContrast: unknownable(v.number()),
  /** Both look like buttons, or both like links; unknown without both. */
  sameLook: unknownable(v.boolean()),
  /** Were the settings opened? Then `prechecked` lists what was found on there. */
  panel: v.boolean(),
  prechecked: v.array(v.string()),
  /** Was a visible way back to the choice found, once it was made? */
  wayBack: v.boolean(),
  tcf: v.nullable(
    v.strictObject({
      gdprApplies: v.nullable(v.boolean()),
      /** Has the interface said that a choice was made, or reloaded one? */
      heard: v.boolean(),
      purposes: v.number(),
      vendors: v.number(),
    }),
  ),
  controls: v.array(v.strictObject({ role: ControlRole, text: v.string() })),
  /** Does the visit show anything that needs a choice? Unknown when what an acceptance would load was not seen. */
  needed: unknownable(v.boolean()),
  /** Does the banner say what for (measuring, advertising…)? Unknown when its words were not read, or not in full. */
  purposesNamed: unknownable(v.boolean()),
  /** Does it lead to the policy or to the list of partners? Unknown likewise. */
  policyLink: unknownable(v.boolean()),
  /**
   * To whom is the page addressed? `pupils` when the vendor declares no other public, or no account: the page is then
   * the tool itself. Unknown otherwise: it may be the window where adults choose the tool.
   */
  addressed: unknownable(v.picklist(['pupils', 'adults'])),
});
export type ConsentFact = v.InferOutput<typeof ConsentFact>;

/**
 * One rule of axe-core that a page breaks, or, where `rule` is null, one page that it went over. What is unknown of a
 * page that it could not go over is unknown, never nothing.
 */
export const AccessibilityFact = v.strictObject({
  phase: Phase,
  page: v.string(),
  party: Party,
  rule: v.nullable(v.string()),
  /** The fault in French. */
  title: v.nullable(v.string()),
  impact: unknownable(v.nullable(AxeImpact)),
  /** Criteria of the RGAA, such as 1.1. */
  criteria: v.array(v.string()),
  elements: v.number(),
  /** CSS selectors of the first three elements, and the opening tag of the first. */
  selectors: v.array(v.string()),
  html: v.nullable(v.string()),
  /** Of a critical fault, how many the pages of the tool show together, each rule once for each page; else 0. */
  critical: unknownable(v.number()),
  /** The same of a serious one. */
  serious: unknownable(v.number()),
  /** Level that the tool announces; null when it announces none, unknown when it announces two. */
  claimed: unknownable(v.nullable(v.picklist(accessibilityLevels))),
});
export type AccessibilityFact = v.InferOutput<typeof AccessibilityFact>;

/** What one page made the browser fetch and hold, by our own count; only the first page meets an empty cache. */
export const WeightFact = v.strictObject({
  phase: Phase,
  page: v.string(),
  /** The submitted page, met with an empty cache. */
  entry: v.boolean(),
  /** Thousands of bytes of content, decoded; unknown when an answer never ended. */
  kilobytes: unknownable(v.number()),
  /** The same of the answers whose size is known: never more than the whole. */
  knownKilobytes: v.number(),
  requests: v.number(),
  hosts: v.number(),
  /** Elements of the document, open shadow roots included. */
  elements: unknownable(v.number()),
  /** Those figures in French, each to two digits: two visits of a living page say the same. */
  about: v.string(),
});
export type WeightFact = v.InferOutput<typeof WeightFact>;

export const BehaviourFact = v.strictObject({
  phase: Phase,
  kind: v.string(),
  script: v.nullable(v.string()),
  detail: v.string(),
  to: v.nullable(v.string()),
  count: v.number(),
  /** Who received, or, when nothing was sent, whose script it is; null when neither is known. */
  host: v.nullable(v.string()),
  party: v.nullable(Party),
  owner: v.nullable(v.string()),
  /** Kinds of fingerprint that the same script takes in this phase; 0 for another behaviour. */
  families: v.number(),
});
export type BehaviourFact = v.InferOutput<typeof BehaviourFact>;

export const LeakFact = v.strictObject({
  phase: Phase,
  page: v.string(),
  field: v.picklist(pupilFields),
  /** null, like the receiver, when what was typed was found nowhere in what left. */
  encoding: v.nullable(v.picklist(leakEncodings)),
  place: v.nullable(v.picklist(leakPlaces)),
  to: v.nullable(v.string()),
  host: v.nullable(v.string()),
  party: v.nullable(Party),
  owner: v.nullable(v.string()),
  script: v.nullable(v.string()),
});
export type LeakFact = v.InferOutput<typeof LeakFact>;

/** A form as shown, with what it asks and where its markup would send it; what a script decides is not known. */
export const FormFact = v.strictObject({
  phase: Phase,
  page: v.string(),
  frame: v.nullable(v.string()),
  host: v.string(),
  scheme: v.string(),
  /** get, post, dialog, or `script` for fields that stand outside any form. */
  method: v.string(),
  party: Party,
  owner: v.nullable(v.string()),
  /** Is the receiver on this machine or an allowed staging net? */
  local: v.boolean(),
  fields: v.number(),
  /** What its fields ask, each once, sorted; a field whose words tell nothing is in none. */
  asks: v.array(v.picklist(fieldKinds)),
  required: v.array(v.picklist(fieldKinds)),
  password: v.boolean(),
  /** Does a pupil create an account with it? Unknown when it creates one and nothing tells for whom. */
  pupilSignUp: unknownable(v.boolean()),
  /**
   * What it requires that identifies a person at once (email, phone, birth date), in French; empty when it asks nothing of the
   * kind. Unknown when it asks something of the kind without marking it as required: its server may insist.
   */
  demands: unknownable(v.array(v.string())),
});
export type FormFact = v.InferOutput<typeof FormFact>;

/** A document asked of the vendor. Ages are in days at the date of the visit. */
export const PaperFact = v.strictObject({
  kind: PaperKind,
  title: v.string(),
  /** Unknown when the vendor declared no list of documents at all. */
  provided: unknownable(v.boolean()),
  ageDays: unknownable(v.number()),
  expired: unknownable(v.boolean()),
  /** Can anybody read it at an address? */
  public: v.boolean(),
  /** The delay that it promises: hours for a breach, months for a purge; unknown for the others. */
  delay: unknownable(v.number()),
});
export type PaperFact = v.InferOutput<typeof PaperFact>;

export const gapTopics = ['hosting-country', 'processor', 'trackers', 'advertising', 'gar', 'licence'] as const;

/** A contradiction between the declaration and the visit, with both quotations. */
export const GapFact = v.strictObject({ topic: v.picklist(gapTopics), declared: v.string(), observed: v.string() });
export type GapFact = v.InferOutput<typeof GapFact>;

export const DeclarationFact = v.strictObject({
  'hosting.country': unknownable(v.string()),
  'hosting.adequacy': unknownable(v.picklist(['eu', 'adequate', 'partial', 'none'])),
  'hosting.provider': unknownable(v.string()),
  'gar.status': unknownable(v.string()),
  /** Known even when not declared: then null. */
  'gar.ark': unknownable(v.nullable(v.string())),
  'gar.arkWellFormed': unknownable(v.nullable(v.boolean())),
  'gar.accessUrlWellFormed': unknownable(v.nullable(v.boolean())),
  'gar.excessAttributes': unknownable(v.nullable(v.number())),
  'licence.code': unknownable(v.string()),
  'licence.freedom': unknownable(v.picklist(['free', 'source-available', 'proprietary', 'unrecognised'])),
  'licence.contentFreedom': unknownable(v.picklist(['free', 'restricted', 'unrecognised'])),
  accountRequired: unknownable(v.boolean()),
  dpo: unknownable(v.string()),
  exportFormats: unknownable(v.number()),
  /** Declared uses of AI that the law holds for high risk, in French; empty when the vendor declares none of them. */
  'ai.uses': unknownable(v.array(v.string())),
  /** From when the duties of such uses apply, as the law stood at the visit; unknown without the list of dates. */
  'ai.dueOn': unknownable(v.string()),
});
export type DeclarationFact = v.InferOutput<typeof DeclarationFact>;

const softwareFreedom = v.picklist(['free', 'source-available', 'proprietary', 'unrecognised']);
const contentFreedom = v.picklist(['free', 'restricted', 'unrecognised']);
export const licenceKinds = ['text', 'tag', 'title', 'manifest', 'readme', 'header'] as const;

/** One statement of the repository about its licence. */
export const LicenceFact = v.strictObject({
  source: v.string(),
  path: v.string(),
  kind: v.picklist(licenceKinds),
  /** At the top of the repository (LICENSES/ of REUSE included), or in one of its folders. */
  place: v.picklist(['root', 'part']),
  /** Its words: the first line of a text, the change of an altered one, what a manifest names. */
  written: v.string(),
  licence: v.nullable(v.string()),
  /** The licence that an altered text looks like. */
  near: v.nullable(v.string()),
  /** Share of the words that are those of SPDX, three decimals; null for what is no text. */
  likeness: v.nullable(v.number()),
  freedom: softwareFreedom,
  contentFreedom,
  /** Source files that bear this header; 1 elsewhere. */
  files: v.number(),
  /** The terms of the whole repository. */
  terms: v.nullable(v.string()),
  /** Does it name those terms? null for a part, a header, and what cannot be read. */
  agrees: v.nullable(v.boolean()),
});
export type LicenceFact = v.InferOutput<typeof LicenceFact>;

export const licenceDoubts = [
  'none',
  'stated-only',
  'title',
  'altered',
  'unrecognised',
  'unclear',
  'mixed',
  'incomplete',
] as const;

export const RepositoryFact = v.strictObject({
  source: v.string(),
  /** SPDX expression of the whole; null when nothing in it could be named. */
  licence: v.nullable(v.string()),
  /** What names it: the text itself is the surest. */
  basis: v.picklist([...licenceKinds, 'none']),
  likeness: v.nullable(v.number()),
  freedom: softwareFreedom,
  contentFreedom,
  /** Free software? Unknown as long as there is a doubt. */
  free: unknownable(v.boolean()),
  /** Why a person must read: null when nothing is left open. */
  doubt: v.nullable(v.picklist(licenceDoubts)),
  /** Statements at the top that name other terms, such as « package.json : ISC ». */
  contradictions: v.array(v.string()),
  /** Does the declared licence name the same terms? null when nothing was declared. */
  agrees: v.nullable(v.boolean()),
  /** Do its terms ask to offer the source to those who use it over a network? Unknown when nothing names them surely. */
  network: unknownable(v.boolean()),
  /** Link of the visit that leads to the source; null when none was seen, which proves nothing. */
  offered: unknownable(v.nullable(v.string())),
  /** ISO 8601; unknown when the history was not read. */
  lastCommit: unknownable(v.nullable(v.string())),
  /** Whole months from the last commit to the visit. */
  idleMonths: unknownable(v.number()),
  releases: unknownable(v.number()),
  lastRelease: unknownable(v.nullable(v.string())),
  commits: unknownable(v.number()),
  /** How few people made half of those commits. */
  busFactor: unknownable(v.number()),
});
export type RepositoryFact = v.InferOutput<typeof RepositoryFact>;

/** Evidence read with the lists: who owns this host, is it a tracker, what is this cookie for; what rules may ask. */
import * as v from 'valibot';
import { ControlRole, PageRole, Phase } from './evidence.ts';
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
});
export type StorageFact = v.InferOutput<typeof StorageFact>;

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
] as const;
export type Mention = (typeof mentions)[number];

export const DocumentFact = v.strictObject({
  phase: Phase,
  role: PageRole,
  url: v.string(),
  status: v.nullable(v.number()),
  readable: v.boolean(),
  french: v.boolean(),
  length: v.number(),
  mentions: v.strictObject(
    Object.fromEntries(mentions.map((each) => [each, v.boolean()])) as Record<Mention, v.BooleanSchema<undefined>>,
  ),
  /** Third-party services seen on the wire before any choice that the document never names. */
  unnamedServices: v.array(v.string()),
});
export type DocumentFact = v.InferOutput<typeof DocumentFact>;

export const ConsentFact = v.strictObject({
  phase: Phase,
  banner: v.boolean(),
  cmp: v.nullable(v.string()),
  accept: v.boolean(),
  reject: v.boolean(),
  settings: v.boolean(),
  action: v.string(),
  gone: v.nullable(v.boolean()),
  kept: v.number(),
  controls: v.array(v.strictObject({ role: ControlRole, text: v.string() })),
  /** Does the visit show anything that needs a choice? Unknown when what an acceptance would load was not seen. */
  needed: unknownable(v.boolean()),
});
export type ConsentFact = v.InferOutput<typeof ConsentFact>;

export const BehaviourFact = v.strictObject({
  phase: Phase,
  kind: v.string(),
  script: v.nullable(v.string()),
  detail: v.string(),
});

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
});
export type DeclarationFact = v.InferOutput<typeof DeclarationFact>;

export const RepositoryFact = v.strictObject({
  source: v.string(),
  /** SPDX identifier recognised in the LICENSE text; null when the text matches none. */
  licence: v.nullable(v.string()),
  freedom: v.picklist(['free', 'source-available', 'unrecognised']),
  /** Does the declared licence name the same terms? null when nothing was declared. */
  agrees: v.nullable(v.boolean()),
});
export type RepositoryFact = v.InferOutput<typeof RepositoryFact>;

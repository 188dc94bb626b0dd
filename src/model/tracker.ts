/** Who is at the other end of a request: its party, the tracker it may be, the place of its address. */
import * as v from 'valibot';

export const parties = ['first', 'same-owner', 'third'] as const;
export const Party = v.picklist(parties);
export type Party = v.InferOutput<typeof Party>;

export const trackerCategories = [
  'advertising',
  'analytics',
  'social',
  'session-recording',
  'fingerprinting',
  'tag-manager',
  'video',
  'fonts',
  'maps',
  'captcha',
  'cdn',
  'customer-support',
  'consent',
  'error-monitoring',
  'other',
] as const;
export const TrackerCategory = v.picklist(trackerCategories);
export type TrackerCategory = v.InferOutput<typeof TrackerCategory>;

export const categoryWords = {
  advertising: 'publicité',
  analytics: 'mesure d’audience',
  social: 'réseau social',
  'session-recording': 'enregistrement de session',
  fingerprinting: 'prise d’empreinte',
  'tag-manager': 'gestionnaire de balises',
  video: 'vidéo tierce',
  fonts: 'polices tierces',
  maps: 'cartes tierces',
  captcha: 'captcha',
  cdn: 'réseau de diffusion',
  'customer-support': 'assistance en ligne',
  consent: 'recueil du consentement',
  'error-monitoring': 'suivi d’erreurs',
  other: 'autre service suivi',
} as const satisfies Record<TrackerCategory, string>;

export const Tracker = v.strictObject({
  name: v.string(),
  category: TrackerCategory,
  owner: v.nullable(v.string()),
  /** ISO country of the group that controls the owner, where the list knows it. */
  country: v.nullable(v.string()),
  /** Which list said so. */
  list: v.string(),
});
export type Tracker = v.InferOutput<typeof Tracker>;

export const Address = v.strictObject({
  ip: v.string(),
  asn: v.optional(v.number()),
  country: v.optional(v.string()),
  /** Name of the autonomous system, as its database writes it. */
  network: v.optional(v.string()),
});

/** What the librarian hands to the assessor beside the rules: known services, cookies, owners, phrases, licences. */

import type { PageRole } from './evidence.ts';
import type { CookieFact, Mention, StorageFact } from './facts.ts';
import type { ListHeader } from './rule.ts';
import type { Tracker } from './tracker.ts';

/** A pattern of a list, compiled to run in linear time whatever the page wrote. */
export type Fits = (text: string) => boolean;

export type KnownService = {
  tracker: Tracker;
  /** The path (with its query) must fit too; null: any path. */
  path: Fits | null;
  /** Audience measurement that may be exempt from consent when set up so: nobody can see that from outside. */
  exemptable: boolean;
};

export type KnownCookie = {
  name: Fits;
  /** The name means this only under these domains; null: anywhere. */
  domains: readonly string[] | null;
  /** The name means this only when the site itself set it. */
  own: boolean;
  service: string;
  purpose: NonNullable<CookieFact['purpose']>;
  consent: NonNullable<CookieFact['consent']>;
};

export type KnownKey = { key: Fits; service: string; consent: NonNullable<StorageFact['consent']> };

export type Entity = { name: string; owner: string; tracker: Tracker | null };

export type Phrase = { any: readonly Fits[]; atLeast: number; except: Fits | null };

export const adequacies = ['eu', 'adequate', 'partial', 'none'] as const;
export type Adequacy = (typeof adequacies)[number];

export type KnownLicence = {
  software: 'free' | 'source-available' | null;
  content: 'free' | 'restricted' | null;
};

export type Licences = {
  /** By SPDX identifier: the listed ones, then every licence that the OSI approved. */
  known: ReadonlyMap<string, KnownLicence>;
  /** What people write (plain text: no accent, lower case) → SPDX. */
  aliases: readonly { fits: Fits; spdx: string }[];
  /** Beginning of a licence text (plain) → SPDX, for licences that exist in French. */
  titles: readonly { fits: Fits; spdx: string }[];
  proprietary: Fits;
  /** SPDX identifier → full text, for the recogniser. */
  texts: ReadonlyMap<string, string>;
};

export type Gar = {
  test: readonly string[];
  production: readonly string[];
  ark: Fits;
  testNaan: string;
  launch: Fits;
  uai: Fits;
  minimalAttributes: ReadonlySet<string>;
};

export type Lists = {
  headers: readonly ListHeader[];
  /** By domain; a domain stands for its subdomains and the most specific one is asked first. */
  services: ReadonlyMap<string, readonly KnownService[]>;
  /** Self-hosted tools, known by the shape of the path alone. */
  shapes: readonly KnownService[];
  /** third-party-web: who stands behind a host, and whether its trade is tracking. */
  entityOf: (host: string) => Entity | null;
  /** EasyPrivacy: is this request on the list? `page` decides what is third-party for the filters. */
  flagged: (request: { url: string; type: string; page: string }) => boolean;
  /** By domain, as `services`. */
  owners: ReadonlyMap<string, string>;
  cookies: readonly KnownCookie[];
  keys: readonly KnownKey[];
  links: readonly { role: PageRole; text: Fits; href: Fits }[];
  phrases: Readonly<Record<Mention, Phrase>>;
  frenchWords: ReadonlySet<string>;
  adequacy: ReadonlyMap<string, Adequacy>;
  licences: Licences;
  gar: Gar;
  /** Country and AS of an address from the operator's databases; empty without them. */
  placeOf: (ip: string) => { asn?: number; country?: string };
};

/** What the librarian hands to the assessor beside the rules: known services, cookies, owners, phrases, licences. */

import type { CookieFact, PhraseMention, StorageFact } from './facts.ts';
import type { PageRole } from './records.ts';
import type { ListHeader } from './rule.ts';
import type { embedKinds, embedVariants, operatorRoles } from './third-parties.ts';
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

/** A pattern of a list that also tells where what it found ends; -1 when it found nothing. */
export type Pattern = { fits: Fits; endIn: (text: string) => number };

export type Phrase = {
  any: readonly Pattern[];
  atLeast: number;
  except: Fits | null;
};

export type KnownHost = {
  name: string;
  /** How legal pages write it (plain text). */
  words: Fits;
  /** Its networks, and the domains that it alone serves. */
  asns: readonly number[];
  domains: readonly string[];
};

/** What the reader of legal pages knows beside the phrases. */
export type LegalWords = {
  /** One pass over a plain text: calls `found` wherever a passage may state these mentions. */
  nearIn: (plain: string, found: (mentions: readonly PhraseMention[], place: number) => void) => void;
  vague: readonly Fits[];
  /** What a template leaves to fill in. */
  holes: readonly Fits[];
  hosts: readonly KnownHost[];
  countries: readonly { code: string; words: Fits }[];
  /** Beginnings of the words that the phrases are made of: alone, they state nothing. */
  keywords: readonly string[];
};

export const adequacies = ['eu', 'adequate', 'partial', 'none'] as const;
export type Adequacy = (typeof adequacies)[number];

/** From when a duty applies, as the law stood from one day until another (left out: until now). ISO dates. */
export type LegalDate = { duty: string; applies: string; from: string; until?: string | undefined };

export type KnownLicence = {
  software: 'free' | 'source-available' | null;
  content: 'free' | 'restricted' | null;
  /** Does it ask to offer the source to those who use the software over a network (AGPL-3.0, section 13)? */
  network: boolean;
};

export type Licences = {
  /** By SPDX identifier: the listed ones, then every licence that the OSI approved. */
  known: ReadonlyMap<string, KnownLicence>;
  /** What people write (plain text: no accent, lower case) → SPDX. */
  aliases: readonly { fits: Fits; spdx: string }[];
  /** Beginning of a licence text (plain) → SPDX, for licences that exist in French. */
  titles: readonly { fits: Fits; spdx: string }[];
  /** Beginning of a licence text (plain) → SPDX or LicenseRef, for licences that restrict the use of the code. */
  restricted: readonly { fits: Fits; spdx: string }[];
  /** Words (plain) whose addition or removal makes a licence text another: anywhere, or inside the terms only. */
  sensitive: { limits: ReadonlySet<string>; grants: ReadonlySet<string> };
  /** Passages (words in lower case, one blank between two) that a copy of a text may have or not. */
  harmless: readonly string[];
  proprietary: Fits;
  /** Label (plain) of a link that offers the source of the service; null in a rulebook older than that question. */
  offer: Fits | null;
  /** SPDX identifier → full text, for the recogniser. */
  texts: ReadonlyMap<string, string>;
};

/** A content that pages show from somebody else. */
export type KnownEmbed = {
  service: string;
  kind: (typeof embedKinds)[number];
  /** The path with its query must fit too; null: any. */
  address: Fits | null;
  /** null: the service has a single form. */
  variant: (typeof embedVariants)[number] | null;
  /** Only the document of a frame counts. */
  frames: boolean;
};

/** Who operates an autonomous system, and the group at its head. */
export type KnownOperator = { name: string; group: string; country: string; role: (typeof operatorRoles)[number] };

/** A delivery network, and the signs of it: each alone is enough, except `shared`, which leaves a doubt. */
export type KnownFacade = {
  name: string;
  headers: readonly { name: string; value: Fits }[];
  names: readonly string[];
  cookies: readonly Fits[];
  asns: readonly number[];
  /** Networks that also rent machines. */
  shared: readonly number[];
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

export type TermStatus = 'current' | 'former' | 'deprecated' | 'obsolete';
export type ScolomfrTerm = {
  /** Number of three digits. */
  vocabulary: string;
  /** null, with its broader terms, where our copy of the vocabulary lost them. */
  status: TermStatus | null;
  broader: readonly string[] | null;
};

/** What a ScoLOMFR notice is read with. */
export type Scolomfr = {
  /** Of the vocabularies: a notice may follow a later one. */
  version: string;
  /** What the address of a term begins with. */
  base: string;
  terms: ReadonlyMap<string, ScolomfrTerm>;
  /** Numbers of the vocabularies that are held whole. */
  vocabularies: ReadonlySet<string>;
  /** Values that name the publisher among contributors, the level and the subject among classifications. */
  publisher: ReadonlySet<string>;
  level: ReadonlySet<string>;
  subject: ReadonlySet<string>;
  /** W3C XML Schema of the structure. */
  schema: string;
};

export type Lists = {
  headers: readonly ListHeader[];
  /** By domain; a domain stands for its subdomains and the most specific one is asked first. */
  services: ReadonlyMap<string, readonly KnownService[]>;
  /** Self-hosted tools, known by the shape of the path alone. */
  shapes: readonly KnownService[];
  /** Does any of the shapes fit? One pass: the shapes one by one cost five times as much. */
  shaped: Fits;
  /** third-party-web: who stands behind a host, and whether its trade is tracking. */
  entityOf: (host: string) => Entity | null;
  /** EasyPrivacy: is this request on the list? `page` decides what is third-party for the filters. */
  flagged: (request: { url: string; type: string; page: string }) => boolean;
  /** By domain, as `services`. */
  owners: ReadonlyMap<string, string>;
  /** By domain, the narrow ones first; `*` for those of any host. */
  embeds: ReadonlyMap<string, readonly KnownEmbed[]>;
  /** By AS number. */
  operators: ReadonlyMap<number, KnownOperator>;
  facades: readonly KnownFacade[];
  cookies: readonly KnownCookie[];
  keys: readonly KnownKey[];
  links: readonly { role: PageRole; text: Fits; href: Fits }[];
  phrases: Readonly<Record<PhraseMention, Phrase>>;
  legal: LegalWords;
  frenchWords: ReadonlySet<string>;
  /** Plain text → does it name a purpose, or lead to the policy or the partners? Null in a rulebook that has no such words. */
  banner: { purposes: Fits; links: Fits } | null;
  /** Rule of axe-core → its fault in French. */
  accessibility: ReadonlyMap<string, string>;
  adequacy: ReadonlyMap<string, Adequacy>;
  licences: Licences;
  gar: Gar;
  /** Empty in a rulebook written before dates were data. */
  legalDates: readonly LegalDate[];
  /** null in a rulebook written before notices were read: they are then unknown. */
  scolomfr: Scolomfr | null;
  /** Country and AS of an address from the operator's databases; empty without them. */
  placeOf: (ip: string) => { asn?: number; country?: string; network?: string };
};

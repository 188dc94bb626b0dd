/** What a legal page states, topic by topic: the values that rules may ask, and the exact words that say so. */
import * as v from 'valibot';

/** Longest passage that a fact keeps, in characters. */
export const quoteCap = 300;

/** The exact words of the page, white space apart; cut with « … » beyond `quoteCap`. */
const quote = v.string();
/** Not read: the topic is there, and the reader could not make out this value. */
const unread = v.optional;
/** Null: the pages were read and do not say it. Missing: not read, or read twice with two answers. */
const stated = <const T extends v.ObjectEntries>(entries: T) =>
  v.optional(v.nullable(v.strictObject({ ...entries, quote })));

export const accessibilityLevels = ['total', 'partial', 'none'] as const;
export type AccessibilityLevel = (typeof accessibilityLevels)[number];

/** A duration that the page promises; `about` is what it says to keep, in plain words. */
const Period = v.strictObject({ days: v.number(), about: v.string(), quote });
export type Period = v.InferOutput<typeof Period>;

export const legalTopics = {
  publisher: stated({ name: unread(v.string()) }),
  /** `capital` in euros; null when none is told. */
  company: stated({ form: v.string(), capital: v.nullable(v.number()) }),
  /** `valid`: the key of a SIREN or SIRET is right (Luhn); the form alone of a RNA number. */
  registration: stated({ kind: v.picklist(['siren', 'siret', 'rna']), number: v.string(), valid: v.boolean() }),
  seat: stated({ address: v.string() }),
  contact: stated({ email: v.nullable(v.string()), phone: v.nullable(v.string()), form: v.boolean() }),
  director: stated({ name: unread(v.string()) }),
  /**
   * `known`: this host in the words of the list. `observed`: the operators that served the site's own pages, when
   * the databases of addresses tell them; `agrees` compares both and stays unknown behind a CDN.
   */
  host: stated({
    name: unread(v.string()),
    address: v.nullable(v.string()),
    phone: v.nullable(v.string()),
    known: unread(v.string()),
    country: unread(v.string()),
    observed: unread(v.string()),
    agrees: unread(v.boolean()),
  }),
  controller: stated({ name: unread(v.string()) }),
  /** Does it say that the school is the controller, or that the vendor is its processor? */
  schoolRole: stated({}),
  dpo: stated({ contact: unread(v.string()) }),
  purposes: stated({}),
  basis: stated({
    consent: v.boolean(),
    contract: v.boolean(),
    obligation: v.boolean(),
    publicInterest: v.boolean(),
    legitimateInterest: v.boolean(),
  }),
  /** Known services and hosts that the text names as receiving data, sorted. */
  recipients: stated({ names: v.array(v.string()) }),
  /** `outside`: data may leave the European Union; false when the text says that none does. */
  transfers: stated({
    outside: unread(v.boolean()),
    countries: v.array(v.string()),
    clauses: v.boolean(),
    framework: v.boolean(),
    adequacy: v.boolean(),
  }),
  /** `vague`: « as long as necessary » is said somewhere; `count` durations in figures, null bounds when none. */
  retention: stated({
    count: v.number(),
    shortestDays: v.nullable(v.number()),
    longestDays: v.nullable(v.number()),
    vague: v.boolean(),
    periods: v.array(Period),
  }),
  rights: stated({ count: v.number(), names: v.array(v.string()) }),
  complaint: stated({}),
  /** `age`: the age that the text makes a limit; null when it gives none. */
  minors: stated({ age: v.nullable(v.number()), parental: v.boolean() }),
  /** `rate` in percent of the criteria met. */
  accessibility: stated({ level: v.picklist(accessibilityLevels), rate: v.nullable(v.number()) }),
  /** `overlong`: names of the cookies seen that ask for more than what the text promises; unknown without both. */
  cookiePolicy: stated({
    longestDays: v.nullable(v.number()),
    withdrawal: v.boolean(),
    listed: v.array(v.strictObject({ name: v.string(), days: v.number() })),
    overlong: unread(v.array(v.string())),
  }),
  /** `months` whole months between that date and the visit. */
  updated: stated({ date: v.string(), months: v.number() }),
} as const;
export type LegalTopic = keyof typeof legalTopics;

const Passage = v.strictObject({ quote, url: v.string() });
export const contradictionSubjects = ['host', 'transfers', 'retention', 'resale', 'accessibility'] as const;
/** Two passages of the pages read that cannot both be true: a person decides. */
export const Contradiction = v.strictObject({
  about: v.picklist(contradictionSubjects),
  first: Passage,
  second: Passage,
});
export type Contradiction = v.InferOutput<typeof Contradiction>;

const LegalFact = v.strictObject(legalTopics);
export type LegalFact = v.InferOutput<typeof LegalFact>;
/** What is stated about one topic, when something is. */
export type Stated<Topic extends LegalTopic> = NonNullable<LegalFact[Topic]>;

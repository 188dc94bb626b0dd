/** How much one visit may hold and how long each wait may last; every cut made here is told in the evidence. */
import * as v from 'valibot';

/** Per phase, so that a flood before the choice never empties what is seen after the refusal. */
export const limits = {
  requests: 500,
  cookies: 200,
  storage: 200,
  /** Of one base, store or cache. */
  storeEntries: 30,
  storeChars: 100_000,
  storeMs: 2_000,
  links: 1_000,
  dialogs: 20,
  popups: 5,
  downloads: 5,
  permissions: 20,
  textChars: 200_000,
  titleChars: 300,
  /** Opened beside the submitted page before any choice, and again after each choice. */
  pages: 7,
  nextPages: 2,
  formsPerPage: 20,
  fieldsPerForm: 40,
  /** Characters of the serialised document, and elements above which it is not serialised at all. */
  domChars: 5_000_000,
  domNodes: 150_000,
  /** Addresses in clear that the browser stopped, of one page. */
  mixedContent: 50,
  /** RFC 9309 §2.5: a parser must read 500 kibibytes at least. */
  robotsBytes: 512_000,
  robotsMs: 5_000,
  /** A site may ask for minutes between two pages: more than that, and nothing could be seen in a visit. */
  crawlDelayMs: 3_000,
  /** axe-core takes 0.2 s on a small page and 0.6 s on a thousand elements: two pages, and never a huge one. */
  axePages: 2,
  axeNodes: 4_000,
  axeMs: 4_000,
  axeTargets: 3,
  targetChars: 200,
  bannerChars: 2_000,
  bannerLinks: 30,
  frames: 30,
  chain: 20,
  leaks: 200,
  /** Of what left the browser in a phase, searched for what was typed and for the page itself. */
  sentChars: 8_000_000,
  typedPages: 3,
  typedForms: 4,
  typedFields: 8,
  /** Boulder's number too; Chromium itself goes to 20. */
  redirects: 10,
} as const;

const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0));

export const Pace = v.strictObject({
  /** From the navigation to the first byte of the page. */
  commitMs: milliseconds,
  /** No request may wait for its headers during that long. */
  quietMs: milliseconds,
  /** From the first byte to the moment we stop waiting. */
  capMs: milliseconds,
  /** How long a banner may take to appear once the page is quiet. */
  bannerMs: milliseconds,
  /** Fixed observation after a click: waiting for idle would miss what a timer sends. */
  observeMs: milliseconds,
  /** After this long the visit opens nothing more. */
  budgetMs: milliseconds,
});
export type Pace = v.InferOutput<typeof Pace>;

export const usualPace: Pace = {
  commitMs: 20_000,
  quietMs: 500,
  capMs: 10_000,
  bannerMs: 2_000,
  observeMs: 2_000,
  budgetMs: 80_000,
};

export type Cut = { what: string; at: number };

/** Keeps the first `at` records and writes down that there were more. */
export const cutAt = <T>(records: T[], what: string, at: number, cuts: Cut[]): T[] => {
  if (records.length <= at) return records;
  if (!cuts.some((cut) => cut.what === what)) cuts.push({ what, at });
  return records.slice(0, at);
};

/** A journey comes on top of the phases of consent: it was asked for, and a person's minute and a half is enough. */
export const journeyMs = 90_000;

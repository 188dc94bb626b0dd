/** How much one visit may hold and how long each wait may last; every cut made here is told in the evidence. */
import * as v from 'valibot';

/** Per phase, so that a flood before the choice never empties what is seen after the refusal. */
export const limits = {
  requests: 500,
  cookies: 200,
  storage: 200,
  links: 1_000,
  dialogs: 20,
  popups: 5,
  downloads: 5,
  permissions: 20,
  textChars: 200_000,
  titleChars: 300,
  legalPages: 4,
  frames: 30,
  chain: 20,
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

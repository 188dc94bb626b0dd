/** When a page may be read: load event, then a quiet window, and a hard end; never Playwright's `networkidle`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { PageRecord } from '../model/records.ts';
import type { Hop } from './hop.ts';
import type { Pace } from './limits.ts';
import type { Wire } from './wire.ts';

export type Settled = {
  by: PageRecord['settledBy'];
  /** False when not even the document came to its end. */
  ready: boolean;
};

/**
 * Quiet counts requests without response headers: one `fetch` whose body nobody reads keeps `networkidle` waiting
 * 72 s instead of 7, and four long polls for ever (seen in other scanners).
 */
export const settle = async (page: Page, wire: Wire, pace: Pace, polls: Polls): Promise<Settled> => {
  const end = AbortSignal.timeout(Math.max(1, pace.capMs));
  const loaded = await reached(page, 'load', pace.capMs);
  if (loaded) {
    const quiet = await waitForQuiet(wire, pace.quietMs, polls, end);
    return { by: quiet ? 'quiet' : 'cap', ready: true };
  }
  return { by: 'cap', ready: await reached(page, 'domcontentloaded', 1) };
};

const reached = (page: Page, state: 'load' | 'domcontentloaded', timeout: number): Promise<boolean> =>
  page.waitForLoadState(state, { timeout }).then(
    () => true,
    () => false,
  );

const stepMs = 50;

/**
 * A long poll waits for ever and nothing else happens: to wait for the cap then only makes three phases last 30 s more.
 * What a slower answer brings is still recorded, during the search for the banner and the observation that follow.
 */
const stillMs = 2_500;

/**
 * What kept a page of this visit waiting in vain. Waited for once: four long polls on each page made a check last 24 s
 * more than its twin without them. The whole address, and nothing but GET: one path may serve a poll and the text of
 * the next page, which would then be read before it came.
 */
export type Polls = Set<string>;

const addressOf = ({ url }: Hop): string => url.replace(/#.*$/, '');

/** True when nothing was left waiting. */
const waitForQuiet = async (wire: Wire, quietMs: number, polls: Polls, end: AbortSignal): Promise<boolean> => {
  let quiet = 0;
  let still = 0;
  let heard = -1;
  const awaited = () => [...wire.waiting()].filter((hop) => hop.method !== 'GET' || !polls.has(addressOf(hop)));
  while (quiet < quietMs) {
    if (still >= stillMs) for (const hop of awaited()) if (hop.method === 'GET') polls.add(addressOf(hop));
    if (end.aborted || still >= stillMs) return false;
    still = wire.heard() === heard ? still + stepMs : 0;
    quiet = awaited().length === 0 && still > 0 ? quiet + stepMs : 0;
    heard = wire.heard();
    await sleep(stepMs);
  }
  return wire.waiting().size === 0;
};

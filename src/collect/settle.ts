/** When a page may be read: load event, then a quiet window, and a hard end; never Playwright's `networkidle`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { PageRecord } from '../model/evidence.ts';
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
export const settle = async (page: Page, wire: Wire, pace: Pace): Promise<Settled> => {
  const end = AbortSignal.timeout(Math.max(1, pace.capMs));
  const loaded = await reached(page, 'load', pace.capMs);
  if (loaded) {
    const quiet = await waitForQuiet(wire, pace.quietMs, end);
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

const waitForQuiet = async (wire: Wire, quietMs: number, end: AbortSignal): Promise<boolean> => {
  let quiet = 0;
  let heard = -1;
  while (quiet < quietMs) {
    if (end.aborted) return false;
    quiet = wire.waiting() === 0 && wire.heard() === heard ? quiet + stepMs : 0;
    heard = wire.heard();
    await sleep(stepMs);
  }
  return true;
};

/** The way back to a choice already made: a link of the page or an icon of the platform, as a person would look for it. */
import type { Page } from 'playwright-core';
import { within } from '../within.ts';
import { type Banner, click, frameOf, readFrames, waitForPanel } from './banner.ts';
import { cmps } from './cmps.ts';
import { opensAgain, roleOf } from './words.ts';

/** `text` is what the control says. */
export type WayBack = { text: string; token: string };

/** The first visible control that says it opens the choice again; null when none does. */
export const findWayBack = async (page: Page): Promise<WayBack | null> => {
  const frames = await readFrames(page);
  const found = frames.flatMap(({ value }) =>
    value.controls.flatMap(({ text, token, leads, container }) => {
      const cmp = value.containers[container]?.cmp ?? null;
      const opens = opensAgain(text, leads) || (cmp !== null && (roleOf(text) === 'settings' || /cookie/i.test(text)));
      return opens ? [{ text, token, leads, cmp }] : [];
    }),
  );
  const rank = ({ leads, cmp }: (typeof found)[number]) => (cmp === null ? 0 : -2) + (leads ? 1 : 0);
  for (const { text, token } of found.toSorted((one, other) => rank(one) - rank(other))) {
    if (await frameOf(page, token)) return { text, token };
  }
  return null;
};

/** Takes it, and gives what opened; null when nothing did within `ms`. */
export const goBack = async (page: Page, way: WayBack, ms: number): Promise<Banner | null> =>
  (await click(page, way)) ? waitForPanel(page, null, ms) : null;

const callOf = (cmp: string | null): string | undefined => cmps.find(({ name }) => name === cmp)?.reopen;

/** Whether `callBack` has a function to call. */
export const canCallBack = (cmp: string | null): boolean => callOf(cmp) !== undefined;

/** Where nothing is visible: the function that the platform gives to pages for such a link. Its name comes with it. */
export const callBack = async (
  page: Page,
  cmp: string | null,
  ms: number,
): Promise<{ call: string; panel: Banner } | null> => {
  const call = callOf(cmp);
  if (call === undefined) return null;
  const called = await within(2_000, page.evaluate(`void ${call}; true`)).catch(() => false);
  const panel = called ? await waitForPanel(page, null, ms) : null;
  return panel ? { call, panel } : null;
};

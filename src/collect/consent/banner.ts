/** Finds the consent banner that a person sees, in the page, its frames and its open shadow roots, and clicks it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import type { ConsentRecord, ControlRole } from '../../model/evidence.ts';
import { readControls, type SeenControl, type SeenControls } from '../inside/controls.ts';
import { inEveryFrame } from '../isolated.ts';
import { within } from '../within.ts';
import { cmps } from './cmps.ts';
import { isGlobal, roleOf, strongWords, weakWords } from './words.ts';

type Control = ConsentRecord['controls'][number] & { token: string };
export type Banner = { cmp: string | null; controls: Control[] };
export type SeenConsent = {
  /** The platform recognised, even when it shows nothing (any more). */
  cmp: string | null;
  banner: Banner | null;
};

const attribute = 'data-preau-control';
const wish = { attribute, cmps: [...cmps], weak: weakWords, strong: strongWords };

/** Reads the page once. */
export const lookForBanner = async (page: Page): Promise<SeenConsent> => {
  const frames = await inEveryFrame(page, readControls, wish);
  const banners = frames.flatMap(({ main, value }) => bannersOf(value).map((banner) => ({ main, banner })));
  const shown: Banner[] = [];
  for (const { main, banner } of banners) {
    if (main || (await isFrameShown(page, banner))) shown.push(banner);
  }
  const banner = shown.toSorted((one, other) => weight(other) - weight(one))[0] ?? null;
  return { cmp: banner?.cmp ?? frames.find((frame) => frame.value.cmp)?.value.cmp ?? null, banner };
};

/**
 * Looks until a banner is there and has stopped changing, `ms` at most: banners slide in after the page is quiet,
 * and a button read in the middle of the slide cannot be clicked.
 */
export const waitForBanner = async (page: Page, ms: number): Promise<SeenConsent> => {
  const end = performance.now() + ms;
  let before = '';
  for (;;) {
    const seen = await lookForBanner(page);
    const now = JSON.stringify(seen.banner?.controls.map(({ role, text }) => [role, text]) ?? null);
    if (performance.now() >= end || (seen.banner && now === before)) return seen;
    before = now;
    await sleep(200);
  }
};

/** The control that a person in a hurry would take for this choice. */
export const controlFor = (banner: Banner, role: ControlRole): Control | null => {
  const fitting = banner.controls.filter((control) => control.role === role);
  return fitting.find((control) => isGlobal(control.text)) ?? fitting[0] ?? null;
};

/** Clicks as a person does: at a point of the screen. False when the control could not be reached. */
export const click = async (page: Page, control: Control): Promise<boolean> => {
  const frame = await frameOf(page, control);
  if (!frame) return false;
  const selector = `[${attribute}="${control.token}"]`;
  return frame
    .locator(selector)
    .click({ timeout: 3_000, noWaitAfter: true })
    .then(
      () => true,
      () => false,
    );
};

const bannersOf = (seen: SeenControls): Banner[] =>
  seen.containers.flatMap((container, place) => {
    const controls = seen.controls
      .filter((control) => control.container === place && (container.pinned || container.cmp || control.button))
      .flatMap(withRole);
    if (container.form && !container.cmp) return [];
    // « Gérer les cookies » alone is the door back to the choice, not the choice.
    if (!controls.some((control) => control.role !== 'settings')) return [];
    // Elsewhere than in a box laid over the page that names cookies, one lone « OK » may be about anything.
    const sure = container.cmp !== null || (container.pinned && container.outright);
    if (!sure && new Set(controls.map(({ role }) => role)).size < 2) return [];
    return [{ cmp: container.cmp, controls }];
  });

const withRole = ({ text, token }: SeenControl): Control[] => {
  const role = roleOf(text);
  return role ? [{ role, text, token }] : [];
};

const weight = (banner: Banner): number =>
  (banner.cmp ? 10 : 0) + new Set(banner.controls.map((control) => control.role)).size;

const frameOf = async (page: Page, control: Control): Promise<Frame | null> => {
  for (const frame of page.frames()) {
    const found = await within(2_000, frame.locator(`[${attribute}="${control.token}"]`).count()).catch(() => 0);
    if (found > 0) return frame;
  }
  return null;
};

const isFrameShown = async (page: Page, banner: Banner): Promise<boolean> => {
  const first = banner.controls[0];
  const frame = first ? await frameOf(page, first) : null;
  if (!frame) return false;
  return within(
    2_000,
    frame.frameElement().then((element) => element.isVisible()),
  ).catch(() => false);
};

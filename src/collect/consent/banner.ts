/** Finds the consent banner that a person sees, in the page, its frames and its open shadow roots, and clicks it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import type { ControlRole } from '../../model/records.ts';
import {
  readControls,
  type SeenBox,
  type SeenContainer,
  type SeenControl,
  type SeenControls,
  type SeenSwitch,
} from '../inside/controls.ts';
import { type FromFrame, inEveryFrame } from '../isolated.ts';
import { within } from '../within.ts';
import { cmps } from './cmps.ts';
import { isGlobal, roleOf, strongWords, weakWords } from './words.ts';

export type Control = { role: ControlRole; text: string; token: string };
export type Banner = {
  cmp: string | null;
  controls: Control[];
  switches: Pick<SeenSwitch, 'token' | 'label' | 'on'>[];
  text: string;
  links: SeenContainer['links'];
  box: SeenBox;
  /** In the page itself, and not in one of its frames. */
  main: boolean;
};
export type SeenConsent = {
  /** The platform recognised, even when it shows nothing (any more). */
  cmp: string | null;
  banner: Banner | null;
};

export const attribute = 'data-preau-control';
const wish = {
  attribute,
  cmps: cmps.map(({ name, selector }) => ({ name, selector })),
  weak: weakWords,
  strong: strongWords,
};

/** Everything that may be clicked near words about cookies, frame by frame. */
export const readFrames = (page: Page): Promise<FromFrame<SeenControls>[]> => inEveryFrame(page, readControls, wish);

/** Reads the page once. */
export const lookForBanner = async (page: Page): Promise<SeenConsent> => {
  const frames = await readFrames(page);
  const banner = (await shownIn(page, frames, isBanner))[0] ?? null;
  return { cmp: banner?.cmp ?? frames.find((frame) => frame.value.cmp)?.value.cmp ?? null, banner };
};

/** Panels of settings, the fullest first: once somebody opened one, it needs no second control to be one. */
export const lookForPanels = async (page: Page): Promise<Banner[]> => shownIn(page, await readFrames(page), isPanel);

const shownIn = async (page: Page, frames: FromFrame<SeenControls>[], kind: Kind): Promise<Banner[]> => {
  const shown: Banner[] = [];
  for (const { main, value } of frames) {
    for (const banner of boxesOf(value, main, kind)) if (main || (await isFrameShown(page, banner))) shown.push(banner);
  }
  return shown.toSorted((one, other) => weight(other) - weight(one));
};

/**
 * Looks until a banner is there and has stopped changing, `ms` at most: banners slide in after the page is quiet,
 * and a button read in the middle of the slide cannot be clicked.
 */
export const waitForBanner = (page: Page, ms: number): Promise<SeenConsent> =>
  waitFor(
    () => lookForBanner(page),
    (seen) => seen.banner,
    ms,
  );

/** The same for a panel that does not read like `before`, where the click was made. */
export const waitForPanel = (page: Page, before: Banner | null, ms: number): Promise<Banner | null> =>
  waitFor(
    async () => (await lookForPanels(page)).find((panel) => wordsOf(panel) !== wordsOf(before)) ?? null,
    (panel) => panel,
    ms,
  );

const waitFor = async <Seen>(read: () => Promise<Seen>, found: (seen: Seen) => Banner | null, ms: number) => {
  const end = performance.now() + ms;
  let before = '';
  for (;;) {
    const seen = await read();
    const now = wordsOf(found(seen));
    if (performance.now() >= end || (now !== '' && now === before)) return seen;
    before = now;
    await sleep(200);
  }
};

const wordsOf = (banner: Banner | null): string =>
  banner ? JSON.stringify(banner.controls.map(({ role, text }) => [role, text])) : '';

/** The control that a person in a hurry would take for this choice. */
export const controlFor = (banner: Banner, role: ControlRole): Control | null => {
  const fitting = banner.controls.filter((control) => control.role === role);
  return fitting.find((control) => isGlobal(control.text)) ?? fitting[0] ?? null;
};

/** A button that moves, or is covered, for that long is out of a person's reach. */
const clickMs = 5_000;

/** Clicks as a person does: at a point of the screen. False when the control could not be reached. */
export const click = async (page: Page, { token }: { token: string }): Promise<boolean> => {
  const frame = await frameOf(page, token);
  if (!frame) return false;
  return frame
    .locator(`[${attribute}="${token}"]`)
    .click({ timeout: clickMs, noWaitAfter: true })
    .then(
      () => true,
      () => false,
    );
};

type Kind = (container: SeenContainer, controls: Control[]) => boolean;

const isBanner: Kind = (container, controls) => {
  if (container.form && !container.cmp) return false;
  // « Gérer les cookies » alone is the door back to the choice, not the choice.
  const choosing = controls.filter(({ role }) => role !== 'settings' && role !== 'save');
  if (choosing.length === 0) return false;
  // Elsewhere than in a box laid over the page that names cookies, one lone « OK » may be about anything.
  if (container.cmp !== null || (container.pinned && container.outright)) return true;
  return new Set(controls.map(({ role }) => role)).size >= 2;
};

const isPanel: Kind = (container, controls) =>
  (container.cmp !== null || !container.form) &&
  controls.some(({ role }) => role === 'reject' || role === 'accept' || role === 'save');

const boxesOf = (seen: SeenControls, main: boolean, kind: Kind): Banner[] =>
  seen.containers.flatMap((container, place) => {
    const controls = seen.controls
      .filter((control) => control.container === place && (container.pinned || container.cmp || !control.leads))
      .flatMap(withRole);
    if (!kind(container, controls)) return [];
    const switches = seen.switches
      .filter((each) => each.container === place)
      .map(({ token, label, on }) => ({ token, label, on }));
    return [
      {
        cmp: container.cmp,
        controls,
        switches,
        text: container.text,
        links: container.links,
        box: container.box,
        main,
      },
    ];
  });

const withRole = ({ text, token }: SeenControl): Control[] => {
  const role = roleOf(text);
  return role ? [{ role, text, token }] : [];
};

const weight = (banner: Banner): number =>
  (banner.cmp ? 10 : 0) + new Set(banner.controls.map((control) => control.role)).size;

/** The frame that holds a marked control; null when it went away meanwhile. */
export const frameOf = async (page: Page, token: string): Promise<Frame | null> => {
  for (const frame of page.frames()) {
    const found = await within(2_000, frame.locator(`[${attribute}="${token}"]`).count()).catch(() => 0);
    if (found > 0) return frame;
  }
  return null;
};

const isFrameShown = async (page: Page, banner: Banner): Promise<boolean> => {
  const first = banner.controls[0];
  const frame = first ? await frameOf(page, first.token) : null;
  if (!frame) return false;
  return within(
    2_000,
    frame.frameElement().then((element) => element.isVisible()),
  ).catch(() => false);
};

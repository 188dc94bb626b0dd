/** Makes a choice in the order that a person would try: the button in sight, then the settings, then a known recipe. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Banner, type Control, click, controlFor, lookForPanels, waitForPanel } from './banner.ts';
import { openRecipes, type Recipes } from './recipes.ts';

export type Wanted = 'accept' | 'reject';
export type Made =
  | { kind: 'made'; clicked: string; clicks: number; foundBy: 'buttons' | 'autoconsent'; prechecked: string[] | null }
  /** Nothing visible makes this choice. */
  | { kind: 'none'; prechecked: string[] | null }
  /** There is a control, and it could not be clicked. */
  | { kind: 'stuck'; text: string };

export type DecisionAsk = {
  page: Page;
  role: Wanted;
  /** How long a panel may take to open, in milliseconds. */
  waitMs: number;
  /** Called just before the click that decides: what leaves the browser from then on follows the choice. */
  decisive: () => Promise<void>;
};

/** What is on the screen for our reader of buttons; or else what the recipes, then asked already, know of it. */
export type OnScreen = { banner: Banner } | { banner: null; recipe: Recipes | null };

export const decide = async (ask: DecisionAsk, screen: OnScreen): Promise<Made> => {
  const { banner } = screen;
  const first = banner ? firstLevel(banner, ask.role) : null;
  if (first) return press(ask, [first], { clicks: 1, prechecked: null });
  const saves = banner?.controls.some(({ role }) => role === 'save');
  const second = banner ? (saves ? await decideIn(ask, banner, 1) : await openSettings(ask, banner, 2)) : null;
  if (second && second.kind !== 'none') return second;
  const prechecked = second?.prechecked ?? null;
  const recipe = screen.banner ? await openRecipes(ask.page, ask.waitMs) : screen.recipe;
  const choice = ask.role === 'reject' ? 'optOut' : 'optIn';
  if (!recipe?.can(choice)) return { kind: 'none', prechecked };
  await ask.decisive();
  const done = await recipe.act(choice);
  const clicked = `recette autoconsent « ${recipe.cmp} »`;
  if (!done) return { kind: 'stuck', text: clicked };
  return { kind: 'made', clicked, clicks: 1, foundBy: 'autoconsent', prechecked };
};

/** A banner whose only word is « J’ai compris » takes it for an agreement: that is what a person can do there. */
const firstLevel = (banner: Banner, role: Wanted): Control | null => {
  const control = controlFor(banner, role);
  if (control || role === 'reject') return control;
  const chooses = banner.controls.some((each) => each.role === 'reject' || each.role === 'settings');
  return chooses ? null : controlFor(banner, 'acknowledge');
};

/** The same behind the button of settings; null when there is none, or when it opens nothing. */
const openSettings = async (ask: DecisionAsk, banner: Banner, clicks: number): Promise<Made | null> => {
  const settings = controlFor(banner, 'settings');
  if (!settings || !(await click(ask.page, settings))) return null;
  const panel = await waitForPanel(ask.page, banner, ask.waitMs);
  return panel ? decideIn(ask, panel, clicks) : null;
};

/** In what a way back opened: settings, or the banner again with its settings behind. */
export const decideAgain = async (ask: DecisionAsk, opened: Banner): Promise<Made> => {
  const made = await decideIn(ask, opened, 2);
  return made.kind === 'none' ? ((await openSettings(ask, opened, 3)) ?? made) : made;
};

/** The choice inside a panel already open; `clicks` counts the one that decides, when a single one does. */
const decideIn = async (ask: DecisionAsk, panel: Banner, clicks: number): Promise<Made> => {
  const on = panel.switches.filter((each) => each.on);
  const prechecked = on.map(({ label }) => label);
  const fitting = panel.controls.filter((control) => control.role === ask.role);
  const whole = controlFor(panel, ask.role);
  // More than two « Refuser » and none for all: one for each service.
  const single = fitting.length <= 2 || (whole && whole !== fitting[0]);
  if (whole && single) return press(ask, [whole], { clicks, prechecked });
  if (ask.role === 'accept') return { kind: 'none', prechecked };
  if (fitting.length > 0) return press(ask, fitting.slice(0, mostServices), { clicks, prechecked });
  if (!panel.controls.some(({ role }) => role === 'save')) return { kind: 'none', prechecked };
  for (const { token } of on) if (token !== null) await click(ask.page, { token });
  return saveAllOff(ask, clicks + on.filter(({ token }) => token !== null).length, prechecked);
};

/** Read again first: a switch that stayed on would make of the saving an agreement. */
const saveAllOff = async (ask: DecisionAsk, clicks: number, prechecked: string[]): Promise<Made> => {
  const panels = await lookForPanels(ask.page);
  const panel = panels.find(({ controls }) => controls.some(({ role }) => role === 'save'));
  const save = panel && controlFor(panel, 'save');
  if (!save || panel.switches.some((each) => each.on)) return { kind: 'none', prechecked };
  return press(ask, [save], { clicks, prechecked });
};

const mostServices = 15;

/** Clicks them all, then what closes the panel when the choice did not. */
const press = async (
  ask: DecisionAsk,
  controls: { token: string; text: string }[],
  { clicks, prechecked }: { clicks: number; prechecked: string[] | null },
): Promise<Made> => {
  await ask.decisive();
  for (const control of controls) if (!(await click(ask.page, control))) return { kind: 'stuck', text: control.text };
  const clicked = controls.at(-1)?.text ?? '';
  const more = await closePanel(ask.page);
  const total = clicks + controls.length - 1 + more;
  return { kind: 'made', clicked, clicks: total, foundBy: 'buttons', prechecked };
};

/** « Tout refuser », then « Confirmer mes choix » in panels that stay open. Gives the clicks made. */
const closePanel = async (page: Page): Promise<number> => {
  await sleep(300);
  const panel = (await lookForPanels(page)).find(({ controls }) => controls.some(({ role }) => role === 'save'));
  const closing = panel ? controlFor(panel, 'save') : null;
  return closing && (await click(page, closing)) ? 1 : 0;
};

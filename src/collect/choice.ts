/** A choice made as a person makes it: look at the banner, click, check that it was heard, come back to the page. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { InconclusiveReason } from '../model/phase.ts';
import type { ConsentRecord } from '../model/records.ts';
import { lookForBanner, waitForBanner } from './consent/banner.ts';
import { type DecisionAsk, decide, type Made, type OnScreen, type Wanted } from './consent/decide.ts';
import { portray, takeCrop } from './consent/portrait.ts';
import { openRecipes } from './consent/recipes.ts';
import { readTcf, readTcfAfterChoice } from './consent/tcf.ts';
import { findWayBack } from './consent/way-back.ts';
import { takesGoingOnForConsent } from './consent/words.ts';
import { type Kept, keptNames, newNames } from './kept.ts';
import { limits } from './limits.ts';
import { reopenPage } from './open-page.ts';
import type { Tell } from './raw-visit.ts';
import type { Scene, Visited } from './scene.ts';

/** What the choice came to; `visited` is the page as it stands afterwards. */
export type Chosen = {
  consent: ConsentRecord;
  visited: Visited;
  trouble: { reason: InconclusiveReason; detail: string } | null;
};

/** What is on the screen before anything is clicked. */
export type Looked = { screen: OnScreen; consent: ConsentRecord };

/** Looks for a banner in three ways: its buttons, the recipes of autoconsent, and what a TCF interface says of itself. */
export const lookAtBanner = async (scene: Scene): Promise<Looked> => {
  const { page, pace } = scene;
  const { cmp, banner } = await waitForBanner(page, pace.bannerMs);
  const tcf = await readTcf(page);
  const recipe = banner ? null : await openRecipes(page, pace.bannerMs);
  const foundBy = banner ? 'buttons' : recipe ? 'autoconsent' : tcf?.shown ? 'tcf' : null;
  const consent: ConsentRecord = {
    ...nothing,
    phase: scene.phase,
    banner: foundBy !== null,
    cmp: cmp ?? recipe?.cmp ?? null,
    foundBy,
    tcf: tcf?.state ?? null,
  };
  if (!banner) return { screen: { banner, recipe }, consent };
  const controls = await portray(page, banner);
  const crop = await takeCrop(scene, banner);
  const told = { text: banner.text.slice(0, limits.bannerChars), links: banner.links.slice(0, limits.bannerLinks) };
  const implied = takesGoingOnForConsent(banner.text);
  return { screen: { banner }, consent: { ...consent, controls, crop, implied, ...told } };
};

const nothing = {
  controls: [],
  implied: false,
  action: 'none',
  clicks: 0,
  clicked: null,
  gone: null,
  kept: [],
  prechecked: null,
  crop: null,
  wayBack: null,
  text: null,
  links: null,
} as const satisfies Partial<ConsentRecord>;

const words = {
  reject: { action: 'refuse', verb: 'de refuser' },
  accept: { action: 'accept', verb: 'd’accepter' },
} as const satisfies Record<Wanted, { action: ConsentRecord['action']; verb: string }>;

/** Accepts or refuses on the page just opened, then loads it again and looks for the way back. */
export const choose = async (scene: Scene, entry: Visited, role: Wanted, tell: Tell): Promise<Chosen> => {
  const { phase, page, pace } = scene;
  const { screen, consent } = await lookAtBanner(scene);
  tell({ phase, step: `Recherche du moyen ${words[role].verb}` });
  const decision = await settleOn(scene, role, (ask) => decide(ask, screen));
  const done = withDecision({ ...consent, action: words[role].action }, decision);
  const trouble = troubleOf(decision, consent.banner, words[role].verb);
  if (trouble)
    return { consent: decision.made.kind === 'none' ? { ...done, action: 'none' } : done, visited: entry, trouble };

  tell({ phase, step: 'Rechargement de la page après le choix' });
  const visited = await reopenPage(scene, ['entry']);
  if (visited.trouble) return { consent: done, visited, trouble: visited.trouble };
  // A site that asks again at the next page kept nothing of the choice, whatever it wrote.
  const asksAgain = (await waitForBanner(page, pace.bannerMs / 4)).banner !== null;
  const way = asksAgain ? null : await findWayBack(page);
  return { consent: { ...done, kept: asksAgain ? [] : done.kept, wayBack: way?.text ?? null }, visited, trouble: null };
};

/** A choice made, what the page kept of it, and whether its banner left. */
export type Decision = { made: Made; gone: boolean | null; kept: string[]; tcf: ConsentRecord['tcf'] };

/** Lets `make` choose, watches for the fixed time, and reads what changed since just before the click. */
export const settleOn = async (
  scene: Scene,
  role: Wanted,
  make: (ask: DecisionAsk) => Promise<Made>,
): Promise<Decision> => {
  const { page, pace } = scene;
  let before: Kept = new Map();
  const decisive = async () => {
    before = await keptNames(scene);
    scene.now.act += 1;
  };
  const made = await make({ page, role, waitMs: pace.bannerMs, decisive });
  if (made.kind === 'none') return { made, gone: null, kept: [], tcf: await readTcfAfterChoice(page) };
  await sleep(pace.observeMs);
  const gone = made.kind === 'made' && (await hasLeft(page, made.foundBy));
  const tcf = await readTcfAfterChoice(page);
  return { made, gone, kept: gone ? newNames(before, await keptNames(scene)) : [], tcf };
};

/** What only a recipe could see must be gone for the recipes too. */
const hasLeft = async (page: Scene['page'], foundBy: 'buttons' | 'autoconsent'): Promise<boolean> =>
  (await lookForBanner(page)).banner === null && (foundBy === 'buttons' || (await openRecipes(page, 0)) === null);

/** The record with what the decision changes in it. */
export const withDecision = (consent: ConsentRecord, { made, gone, kept, tcf }: Decision): ConsentRecord => ({
  ...consent,
  ...(made.kind === 'made' ? { banner: true, clicks: made.clicks, clicked: made.clicked, foundBy: made.foundBy } : {}),
  ...(made.kind === 'stuck' ? { clicked: made.text } : {}),
  prechecked: made.kind === 'stuck' ? null : made.prechecked,
  gone,
  kept,
  tcf: tcf ?? consent.tcf,
});

/** Why nothing may be concluded from what follows; null when the choice was heard. */
export const troubleOf = ({ made, gone }: Decision, banner: boolean, verb: string): Chosen['trouble'] => {
  if (made.kind === 'none') return noControl(banner, verb);
  if (made.kind === 'stuck') return noEffect(`« ${made.text} » n’a pas pu être cliqué.`);
  return gone ? null : noEffect(`Après le clic sur « ${made.clicked} », le bandeau est resté affiché.`);
};

const noControl = (banner: boolean, verb: string): NonNullable<Chosen['trouble']> => ({
  reason: 'no-control-found',
  detail: banner
    ? `Un bandeau de consentement est affiché, mais aucun bouton visible n’y permet ${verb}.`
    : `Aucun bandeau de consentement visible : rien ne permet ${verb}.`,
});

const noEffect = (detail: string): NonNullable<Chosen['trouble']> => ({ reason: 'control-without-effect', detail });

/** What a phase without a choice writes down. */
export const onlyLook = async (scene: Scene, entry: Visited): Promise<Chosen> => ({
  consent: (await lookAtBanner(scene)).consent,
  visited: entry,
  trouble: null,
});

/** The act of a phase: look at the banner, click the choice as a person does, and check that it was heard. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsentRecord, ControlRole, InconclusiveReason, Phase } from '../model/evidence.ts';
import { type Banner, click, controlFor, lookForBanner, type SeenConsent, waitForBanner } from './consent/banner.ts';
import { keptNames, newNames } from './kept.ts';
import { reopenPage } from './open-page.ts';
import type { Tell } from './raw-visit.ts';
import type { Scene, Visited } from './scene.ts';

/** What the choice came to; `visited` is the page as it stands afterwards. */
export type Chosen = {
  consent: ConsentRecord;
  visited: Visited;
  trouble: { reason: InconclusiveReason; detail: string } | null;
};

const choices = {
  'before-choice': null,
  'after-refusal': { role: 'reject', action: 'refuse', noun: 'refus', verb: 'refuser' },
  'after-acceptance': { role: 'accept', action: 'accept', noun: 'acceptation', verb: 'accepter' },
} as const satisfies Record<
  Phase,
  { role: ControlRole; action: ConsentRecord['action']; noun: string; verb: string } | null
>;

/** Makes the choice of the phase on the page just opened. */
export const choose = async (scene: Scene, entry: Visited, tell: Tell): Promise<Chosen> => {
  const { phase, page, pace } = scene;
  const seen = await waitForBanner(page, pace.bannerMs);
  const consent = consentOf(phase, seen);
  const choice = choices[phase];
  if (!choice) return { consent, visited: entry, trouble: null };
  const control = seen.banner ? controlFor(seen.banner, choice.role) : null;
  if (!control) return { consent, visited: entry, trouble: noControl(seen.banner, choice.verb) };

  tell({ phase, step: `Clic sur « ${control.text} »` });
  const before = await keptNames(scene);
  scene.now.act += 1;
  const clicked = await click(page, control);
  await sleep(pace.observeMs);
  const gone = clicked && (await lookForBanner(page)).banner === null;
  const done: ConsentRecord = { ...consent, action: choice.action, clicked: control.text, gone };
  if (!gone) return { consent: done, visited: entry, trouble: noEffect(control.text, clicked) };

  const kept = newNames(before, await keptNames(scene));
  tell({ phase, step: 'Rechargement de la page après le choix' });
  const visited = await reopenPage(scene, ['entry']);
  // A site that asks again at the next page kept nothing of the choice, whatever it wrote.
  const asksAgain = visited.trouble === null && (await waitForBanner(page, pace.bannerMs / 4)).banner !== null;
  return { consent: { ...done, kept: asksAgain ? [] : kept }, visited, trouble: visited.trouble };
};

const consentOf = (phase: Phase, { banner, cmp }: SeenConsent): ConsentRecord => ({
  phase,
  banner: banner !== null,
  cmp,
  controls: banner?.controls.map(({ role, text }) => ({ role, text })) ?? [],
  action: 'none',
  clicked: null,
  gone: null,
  kept: [],
});

const noControl = (banner: Banner | null, verb: string): NonNullable<Chosen['trouble']> => ({
  reason: 'no-control-found',
  detail: banner
    ? `Un bandeau de consentement est affiché, mais aucun bouton visible n’y permet de ${verb}.`
    : `Aucun bandeau de consentement visible : rien ne permet de ${verb}.`,
});

const noEffect = (text: string, clicked: boolean): NonNullable<Chosen['trouble']> => ({
  reason: 'control-without-effect',
  detail: clicked
    ? `Après le clic sur « ${text} », le bandeau est resté affiché.`
    : `Le bouton « ${text} » n’a pas pu être cliqué.`,
});

/** A consent given, then taken back by the way that the page offers: what follows is what a withdrawal is worth. */
import type { ConsentRecord } from '../model/records.ts';
import { type Chosen, choose, settleOn, troubleOf, withDecision } from './choice.ts';
import { type Banner, waitForBanner } from './consent/banner.ts';
import { decideAgain } from './consent/decide.ts';
import { takeCrop } from './consent/portrait.ts';
import { callBack, canCallBack, findWayBack, goBack } from './consent/way-back.ts';
import { reopenPage } from './open-page.ts';
import type { Tell } from './raw-visit.ts';
import type { Scene, Visited } from './scene.ts';

/** Accepts on the page just opened, comes back to it, withdraws, and loads it once more. */
export const withdraw = async (scene: Scene, entry: Visited, tell: Tell): Promise<Chosen> => {
  const { phase, page, pace } = scene;
  const accepted = await choose(scene, entry, 'accept', tell);
  if (accepted.trouble) return accepted;
  const undone: ConsentRecord = { ...accepted.consent, action: 'none', clicks: 0, clicked: null, gone: null, kept: [] };
  tell({ phase, step: 'Recherche du moyen de retirer l’accord' });
  const opened = await openAgain(scene, accepted.consent.cmp);
  if (!opened) return { consent: undone, visited: accepted.visited, trouble: noWay(accepted.consent.wayBack) };

  const found = { ...undone, wayBack: opened.wayBack, crop: await takeCrop(scene, opened.panel) };
  const decision = await settleOn(scene, 'reject', (ask) => decideAgain(ask, opened.panel));
  const action = decision.made.kind === 'none' ? 'none' : 'withdraw';
  // What is on in this panel is what was just accepted.
  const consent = { ...withDecision({ ...found, action }, decision), prechecked: null };
  const trouble = troubleOf(decision, true, 'de retirer l’accord');
  if (trouble) return { consent, visited: accepted.visited, trouble };
  tell({ phase, step: 'Rechargement de la page après le retrait' });
  const visited = await reopenPage(scene, ['entry']);
  if (visited.trouble) return { consent, visited, trouble: visited.trouble };
  const asksAgain = (await waitForBanner(page, pace.bannerMs / 4)).banner !== null;
  return { consent: { ...consent, kept: asksAgain ? [] : consent.kept }, visited, trouble: null };
};

/** `wayBack` is null when the platform's own function had to be called: a person cannot do that. */
const openAgain = async (
  { page, pace }: Scene,
  cmp: string | null,
): Promise<{ panel: Banner; wayBack: string | null } | null> => {
  const way = await findWayBack(page);
  const panel = way ? await goBack(page, way, pace.bannerMs) : null;
  if (way && panel) return { panel, wayBack: way.text };
  const called = await callBack(page, cmp, pace.bannerMs);
  return called ? { panel: called.panel, wayBack: null } : null;
};

/** Why nothing can be withdrawn after this acceptance, already looked at; null when it is worth trying. */
export const withoutWayBack = ({ wayBack, cmp, kept }: ConsentRecord): Chosen['trouble'] =>
  wayBack === null && kept.length > 0 && !canCallBack(cmp) ? noWay(null) : null;

const noWay = (wayBack: string | null): NonNullable<Chosen['trouble']> => ({
  reason: 'no-control-found',
  detail:
    wayBack === null
      ? 'Aucun lien ni bouton visible ne permet de revenir sur l’accord donné.'
      : `Le lien « ${wayBack} » n’a ouvert aucun réglage du consentement.`,
});

/** The act of a consent phase: open the tool, make the choice of the phase, then look at its other pages. */
import type { Phase } from '../model/phase.ts';
import type { Act } from './act.ts';
import { type Chosen, choose, onlyLook } from './choice.ts';
import { openPage } from './open-page.ts';
import type { Tell } from './raw-visit.ts';
import type { Scene, Visited } from './scene.ts';
import { tour } from './tour.ts';
import { withdraw } from './withdrawal.ts';

const choices: Record<Exclude<Phase, 'journey'>, (scene: Scene, entry: Visited, tell: Tell) => Promise<Chosen>> = {
  'before-choice': onlyLook,
  'after-refusal': (scene, entry, tell) => choose(scene, entry, 'reject', tell),
  'after-acceptance': (scene, entry, tell) => choose(scene, entry, 'accept', tell),
  'after-withdrawal': withdraw,
};

export const playChoice: Act = async (scene, reading, ask) => {
  const { phase } = scene;
  const { target, tell } = ask;
  tell({ phase, step: 'Ouverture de la page' });
  const entry = await openPage(scene, target, ['entry']);
  if (entry.trouble) {
    await reading.leave(entry);
    return { kind: 'inconclusive', ...entry.trouble };
  }
  tell({ phase, step: 'Recherche du bandeau de consentement' });
  const { consent, visited, trouble } = await choices[phase === 'journey' ? 'before-choice' : phase](
    scene,
    entry,
    tell,
  );
  scene.consent = consent;
  await reading.leave(visited);
  if (trouble) return { kind: 'inconclusive', ...trouble };
  await tour(scene, reading, ask, visited);
  return { kind: 'observed' };
};

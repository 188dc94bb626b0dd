/** The commission adopts the rulebook shipped with the software, after having seen what it would change. */

import * as v from 'valibot';
import { Adoption } from '../model/adoption.ts';
import { may, type Person } from '../model/person.ts';
import type { Adopted, Forbidden, Invalid } from './desk.ts';
import { parseForm } from './problems.ts';
import type { Tools } from './tools.ts';

const Draft = v.pick(Adoption, ['reason', 'digest']);

/** `draft` names the digest that its author saw: another candidate meanwhile is refused, never adopted unseen. */
export const adopt = (
  { rulebooks, simulation, log }: Tools,
  draft: unknown,
  by: Person,
): Adopted | Invalid | Forbidden => {
  if (!may(by, 'adopt-rulebook'))
    return {
      kind: 'forbidden',
      message: 'Seul un administrateur adopte un recueil. Connectez-vous avec une adresse d’administrateur.',
    };
  const parsed = parseForm(Draft, draft);
  if (parsed.kind === 'invalid') return parsed;
  const { reason, digest } = parsed.value;
  const candidate = rulebooks.candidate();
  if (candidate?.digest !== digest)
    return {
      kind: 'forbidden',
      message: 'Ce recueil n’est plus celui qui est proposé. Relisez la simulation, puis décidez.',
    };
  const shown = simulation.state();
  if (shown.kind !== 'done' || shown.digest !== digest)
    return {
      kind: 'forbidden',
      message: 'Lancez d’abord la simulation : on n’adopte pas un recueil sans voir ce qu’il change.',
    };
  const adoption = rulebooks.adopt(reason, by.email);
  if (adoption === null) throw new Error('The candidate went away between two lines.');
  log('rulebook.adopted', { digest: adoption.digest });
  return { kind: 'adopted', adoption };
};

/** Starts the simulation of the candidate; nothing happens when there is none, or when one runs. */
export const simulate = ({ rulebooks, simulation, replayPlaces }: Tools): void => {
  const candidate = rulebooks.candidate();
  if (candidate === null) return;
  const current = rulebooks.currentFolders();
  simulation.start(candidate.digest, { ...replayPlaces, current, candidate: rulebooks.candidateFolders() });
};

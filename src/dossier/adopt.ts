/** Two administrators adopt the rulebook shipped with the software, after having seen what it would change. */

import * as v from 'valibot';
import { Adoption } from '../model/adoption.ts';
import { may, type Person } from '../model/person.ts';
import type { Adopted, Forbidden, Invalid } from './desk.ts';
import { parseForm } from './problems.ts';
import type { Tools } from './tools.ts';

const Draft = v.pick(Adoption, ['reason', 'digest']);
const Confirmation = v.object({ digest: Adoption.entries.digest });

const forbid = (message: string): Forbidden => ({ kind: 'forbidden', message });
const onlyAdministrators = forbid(
  'Seul un administrateur adopte un recueil. Connectez-vous avec un compte d’administrateur.',
);

/** `draft` names the digest that its author saw: another candidate meanwhile is refused, never proposed unseen. */
export const proposeRulebook = (
  tools: Tools,
  draft: unknown,
  by: Person,
): { kind: 'proposed' } | Invalid | Forbidden => {
  if (!may(by, 'adopt-rulebook')) return onlyAdministrators;
  const parsed = parseForm(Draft, draft);
  if (parsed.kind === 'invalid') return parsed;
  const { reason, digest } = parsed.value;
  const unseen = unseenOf(tools, digest);
  if (unseen !== null) return unseen;
  const { archive, now, log } = tools;
  return archive.write((pen) => {
    const at = now().toISOString();
    const open = archive.rulebookProposal();
    if (open?.digest === digest)
      return forbid('Ce recueil est déjà proposé : il attend un autre administrateur que celui qui l’a proposé.');
    // What was proposed before is no longer what the software ships: nobody can adopt it.
    if (open) pen.rulebooks.end(open.id, { end: 'withdrawn', by: by.email, at });
    pen.rulebooks.propose({ digest, reason, by: by.email, at });
    log('rulebook.proposed', { digest });
    return { kind: 'proposed' };
  });
};

/** A second administrator confirms what the first proposed; both names and the reason are kept. */
export const adopt = (tools: Tools, draft: unknown, by: Person): Adopted | Invalid | Forbidden => {
  if (!may(by, 'adopt-rulebook')) return onlyAdministrators;
  const parsed = parseForm(Confirmation, draft);
  if (parsed.kind === 'invalid') return parsed;
  const { digest } = parsed.value;
  const unseen = unseenOf(tools, digest);
  if (unseen !== null) return unseen;
  const { archive, rulebooks, rolesOf, now, log } = tools;
  return archive.write((pen) => {
    const proposal = archive.rulebookProposal();
    if (proposal?.digest !== digest) return forbid('Personne ne propose ce recueil. Proposez-le d’abord.');
    if (proposal.by === by.email)
      return forbid('Vous avez proposé ce recueil : un autre administrateur doit le confirmer.');
    if (!rolesOf(proposal.by).includes('administrator'))
      return forbid('L’auteur de la proposition n’est plus administrateur. Retirez-la, puis faites-en une autre.');
    pen.rulebooks.end(proposal.id, { end: 'adopted', by: by.email, at: now().toISOString() });
    const adoption = rulebooks.adopt(proposal.reason, `${proposal.by}, ${by.email}`);
    if (adoption === null) throw new Error('The candidate went away between two lines.');
    log('rulebook.adopted', { digest });
    return { kind: 'adopted', adoption };
  });
};

export const withdrawRulebook = ({ archive, now, log }: Tools, by: Person): { kind: 'withdrawn' } | Forbidden => {
  if (!may(by, 'adopt-rulebook')) return onlyAdministrators;
  return archive.write((pen) => {
    const proposal = archive.rulebookProposal();
    if (proposal === null) return forbid('Aucun recueil n’est proposé.');
    pen.rulebooks.end(proposal.id, { end: 'withdrawn', by: by.email, at: now().toISOString() });
    log('rulebook.withdrawn', { digest: proposal.digest });
    return { kind: 'withdrawn' };
  });
};

/** Nobody proposes or adopts a rulebook without having seen what it changes. */
const unseenOf = ({ rulebooks, simulation }: Tools, digest: string): Forbidden | null => {
  if (rulebooks.candidate()?.digest !== digest)
    return forbid('Ce recueil n’est plus celui qui est proposé. Relisez la simulation, puis décidez.');
  const shown = simulation.state();
  return shown.kind === 'done' && shown.digest === digest
    ? null
    : forbid('Lancez d’abord la simulation : on n’adopte pas un recueil sans voir ce qu’il change.');
};

/** Starts the simulation of the candidate; nothing happens when there is none, or when one runs. */
export const simulate = ({ rulebooks, simulation, replayPlaces }: Tools): void => {
  const candidate = rulebooks.candidate();
  if (candidate === null) return;
  const current = rulebooks.currentFolders();
  simulation.start(candidate.digest, { ...replayPlaces, current, candidate: rulebooks.candidateFolders() });
};

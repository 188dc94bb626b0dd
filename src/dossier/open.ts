/** Opens the desk: each act of the doors bound to the rooms that it combines. */
import { adopt, proposeRulebook, simulate, withdrawRulebook } from './adopt.ts';
import { closeTask } from './close-task.ts';
import { decide } from './decide.ts';
import type { Desk } from './desk.ts';
import { openIdentityDesk } from './identity-desk.ts';
import { replaceJourney, withdrawJourney } from './journey.ts';
import { recheck } from './recheck.ts';
import { atDoor, sessionOf, signOut } from './session.ts';
import { consumeLink, requestLink } from './sign-in.ts';
import { submit } from './submit.ts';
import type { Tools } from './tools.ts';

export const openDesk = (tools: Tools): Desk => ({
  submit: (form, journey) => submit(tools, form, journey),
  replaceJourney: (key, form) => replaceJourney(tools, key, form),
  withdrawJourney: (key) => withdrawJourney(tools, key),
  recheck: (key, by) => recheck(tools, key, by),
  decide: (request) => decide(tools, request),
  rulebook: () => ({
    adoptions: tools.rulebooks.adoptions(),
    candidate: tools.rulebooks.candidate(),
    simulation: tools.simulation.state(),
    proposal: tools.archive.rulebookProposal(),
  }),
  simulate: () => simulate(tools),
  proposeRulebook: (draft, by) => proposeRulebook(tools, draft, by),
  adopt: (draft, by) => adopt(tools, draft, by),
  withdrawRulebook: (by) => withdrawRulebook(tools, by),
  closeTask: (closing) => closeTask(tools, closing),
  requestLink: (email) => requestLink(tools, email),
  consumeLink: (link) => consumeLink(tools, link),
  session: (sessionId) => sessionOf(tools, sessionId),
  atDoor: (sessionId) => atDoor(tools, sessionId),
  identity: openIdentityDesk(tools),
  signOut: (sessionId) => signOut(tools, sessionId),
  listen: tools.progress.listen,
});

/** Opens the desk: each act of the doors bound to the rooms that it combines. */
import { adopt, simulate } from './adopt.ts';
import { closeTask } from './close-task.ts';
import { decide } from './decide.ts';
import type { Desk } from './desk.ts';
import { replaceJourney, withdrawJourney } from './journey.ts';
import { recheck } from './recheck.ts';
import { consumeLink, requestLink, sessionOf, signOut } from './sign-in.ts';
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
  }),
  simulate: () => simulate(tools),
  adopt: (draft, by) => adopt(tools, draft, by),
  closeTask: (closing) => closeTask(tools, closing),
  requestLink: (email) => requestLink(tools, email),
  consumeLink: (link) => consumeLink(tools, link),
  session: (sessionId) => sessionOf(tools, sessionId),
  signOut: (sessionId) => signOut(tools, sessionId),
  listen: tools.progress.listen,
});

/** Opens the desk: each act of the doors bound to the rooms that it combines. */
import { decide } from './decide.ts';
import type { Desk } from './desk.ts';
import { recheck } from './recheck.ts';
import { consumeLink, requestLink, sessionOf, signOut } from './sign-in.ts';
import { submit } from './submit.ts';
import type { Tools } from './tools.ts';

export const openDesk = (tools: Tools): Desk => ({
  submit: (form) => submit(tools, form),
  recheck: (key, by) => recheck(tools, key, by),
  decide: (request) => decide(tools, request),
  requestLink: (email) => requestLink(tools, email),
  consumeLink: (link) => consumeLink(tools, link),
  session: (sessionId) => sessionOf(tools, sessionId),
  signOut: (sessionId) => signOut(tools, sessionId),
  listen: tools.progress.listen,
});

/** Signing in by a one-time link: who may ask, what is mailed, and what the answers never tell. */
import * as v from 'valibot';
import { askLink, useLink } from '../identity/links.ts';
import { isAgent, normalEmail } from '../identity/roles.ts';
import { hashOf } from '../identity/secrets.ts';
import { beginSession, findSession, longestSessionMs } from '../identity/sessions.ts';
import type { Desk, Session } from './desk.ts';
import { post, signInLetter } from './letters.ts';
import { invalid } from './problems.ts';
import type { Tools } from './tools.ts';

const Email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());

/**
 * The answer and the writes are the same for a known and an unknown address; only the mail differs, and it leaves
 * after the answer. No account is made: an address is known when it is the commission's or has submitted a tool.
 */
export const requestLink = async (tools: Tools, email: string): ReturnType<Desk['requestLink']> => {
  const parsed = v.safeParse(Email, email);
  if (!parsed.success)
    return invalid({
      field: 'email',
      message: 'Donnez une adresse électronique complète, par exemple nom@exemple.fr.',
    });
  const address = normalEmail(parsed.output);
  const at = tools.now();
  const link = tools.archive.write(() => {
    const rested = new Date(at.getTime() - longestSessionMs).toISOString();
    tools.signIns.forget({ links: at.toISOString(), sessions: rested });
    return askLink(tools.signIns, address, tools.random, at);
  });
  if (link.send && isKnown(tools, address)) post(tools, signInLetter(address, link.token, tools.publicUrl));
  return { kind: 'asked', nonce: link.nonce };
};

export const consumeLink = (tools: Tools, link: { token: string; nonce: string }): ReturnType<Desk['consumeLink']> =>
  tools.archive.write(() => {
    const email = useLink(tools.signIns, link, tools.now());
    if (email === null)
      return {
        kind: 'forbidden',
        message:
          'Ce lien a déjà servi, a plus de dix minutes, ou a été demandé dans un autre navigateur. Demandez-en un autre.',
      };
    const person = { email, roles: tools.rolesOf(email) };
    return { kind: 'signed-in', ...beginSession(tools.signIns, person, tools.random, tools.now()) };
  });

export const sessionOf = (tools: Tools, sessionId: string): Session | null =>
  findSession(tools.signIns, sessionId, tools.rolesOf, tools.now());

export const signOut = (tools: Tools, sessionId: string): void => tools.signIns.endSession(hashOf(sessionId));

const isKnown = ({ archive, rolesOf }: Tools, email: string): boolean =>
  isAgent(rolesOf(email)) || archive.dossiers.ofVendor(email, 1).length > 0;

/** Signing in by a one-time link: who may ask, what is mailed, and what the answers never tell. */
import * as v from 'valibot';
import { askLink, useLink } from '../identity/links.ts';
import { isAgent, normalEmail } from '../identity/roles.ts';
import { longestSessionMs } from '../identity/sessions.ts';
import type { Desk } from './desk.ts';
import { post, signInLetter } from './letters.ts';
import { invalid } from './problems.ts';
import { openSession } from './session.ts';
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

type LinkUse = { token: string; nonce: string; browser?: string | null };

export const consumeLink = (tools: Tools, link: LinkUse): ReturnType<Desk['consumeLink']> =>
  tools.archive.write((pen) => {
    const email = useLink(tools.signIns, link, tools.now());
    if (email === null)
      return {
        kind: 'forbidden',
        message:
          'Ce lien a déjà servi, a plus de dix minutes, ou a été demandé dans un autre navigateur. Demandez-en un autre.',
      };
    const at = tools.now().toISOString();
    return openSession(tools, pen.accounts.address(email, at, at), { browser: link.browser ?? null, idToken: null });
  });

const isKnown = ({ archive, rolesOf }: Tools, email: string): boolean =>
  isAgent(rolesOf(email)) ||
  archive.accounts.ofAddress(email) !== null ||
  archive.dossiers.ofVendor(email, 1).length > 0;

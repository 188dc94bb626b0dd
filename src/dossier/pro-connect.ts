/** An agent signs in by ProConnect: who they are comes from there, what they may do only from our own grants. */
import type { Forbidden, SignedIn } from './answers.ts';
import { openSession } from './session.ts';
import type { Tools } from './tools.ts';

/** `browser` goes in a cookie (HttpOnly, SameSite=Lax, 10 minutes): the answer is only good there. */
export type ProConnectAsked = { kind: 'asked'; url: string; browser: string };
/** The address under which ProConnect sent the person back, and the cookie. */
export type ProConnectAnswer = { url: URL; cookie: string; browser: string | null };

const none: Forbidden = {
  kind: 'forbidden',
  message: 'ProConnect n’est pas configuré ici. Demandez un lien par courriel.',
};

export const beginProConnect = async ({ proConnect, log }: Tools): Promise<ProConnectAsked | Forbidden> => {
  if (proConnect === null) return none;
  const begun = await proConnect.begin();
  if (begun.kind === 'asked') return begun;
  log('security.proconnect', { fault: begun.fault });
  return {
    kind: 'forbidden',
    message: 'ProConnect ne répond pas. Réessayez dans quelques minutes, ou demandez un lien par courriel.',
  };
};

/** Each refusal is one line of the security log: the fault by its code, no address and no token. */
export const finishProConnect = async (tools: Tools, answer: ProConnectAnswer): Promise<SignedIn | Forbidden> => {
  const { proConnect, archive, log, now } = tools;
  if (proConnect === null) return none;
  const finished = await proConnect.finish(answer.url, answer.cookie);
  if (finished.kind === 'refused') {
    log('security.proconnect', { fault: finished.fault });
    return { kind: 'forbidden', message: finished.message };
  }
  return archive.write((pen) => {
    const account = pen.accounts.agent(finished.agent, now().toISOString());
    return openSession(tools, account, { browser: answer.browser, idToken: finished.idToken });
  });
};

/** Opens a session for an account and finds it again, with the roles that the account holds at that moment. */
import { hashOf } from '../identity/secrets.ts';
import { beginSession, findSession, type Opening } from '../identity/sessions.ts';
import type { Account } from '../model/account.ts';
import type { AtDoor, Session, SignedIn } from './answers.ts';
import { markOfSession } from './own-sessions.ts';
import { holderOf } from './roles.ts';
import type { Tools } from './tools.ts';

/** Inside the caller's transaction. */
export const openSession = (tools: Tools, account: Account, opening: Opening): SignedIn => {
  const holder = holderOf(tools, account);
  const { sessionId, expires } = beginSession(tools.signIns, holder, opening, tools.random, tools.ageNow());
  const { email, roles } = holder;
  const session = { email, roles, account: account.id, expires, mark: markOfSession(sessionId), name: nameOf(account) };
  return { kind: 'signed-in', sessionId, session };
};

export const atDoor = (tools: Tools, sessionId: string): AtDoor => {
  const { archive, signIns, random, ageNow } = tools;
  const holderOfId = (id: number) => {
    const account = archive.accounts.account(id);
    return account && holderOf(tools, account);
  };
  const found = findSession(signIns, sessionId, holderOfId, random, ageNow());
  if (found.kind === 'unknown') return found;
  if (found.kind === 'ended') {
    // A role was lost: nothing that was opened under it stays open anywhere.
    if (found.lost && found.accountId !== null) signIns.endSessionsOf(found.accountId);
    return { kind: 'ended', account: found.accountId };
  }
  const { row, expires, renewed } = found;
  const account = row.accountId === null ? null : archive.accounts.account(row.accountId);
  if (account === null) return { kind: 'unknown' };
  const mark = markOfSession(renewed ?? sessionId);
  const session = { email: row.email, roles: row.roles ?? [], account: account.id, expires, mark };
  return { kind: 'open', session: { ...session, name: nameOf(account) }, renewed };
};

export const sessionOf = (tools: Tools, sessionId: string): Session | null => {
  const found = atDoor(tools, sessionId);
  return found.kind === 'open' ? found.session : null;
};

/** Ends it here; answers the proof that ProConnect asks to end its own session too, when it opened this one. */
export const signOut = ({ signIns }: Tools, sessionId: string): { idToken: string | null } => {
  const idHash = hashOf(sessionId);
  const idToken = signIns.session(idHash)?.idToken ?? null;
  signIns.endSession(idHash);
  return { idToken };
};

const nameOf = ({ name, email }: Account): string => name || email;

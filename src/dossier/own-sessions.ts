/** The sessions of one person: seen in a list, ended one by one or all but this one. */
import { hashOf } from '../identity/secrets.ts';
import { expiryOf } from '../identity/sessions.ts';
import type { Session } from './answers.ts';
import type { Tools } from './tools.ts';

/** `mark` names a session to its owner: it opens nothing. */
export type OwnSession = {
  mark: string;
  browser: string | null;
  createdAt: string;
  seenAt: string;
  expires: string;
  current: boolean;
};

/** Enough of a hash of 256 bits to tell one’s own sessions apart. */
const markOf = (idHash: string): string => idHash.slice(0, 16);

export const ownSessions = ({ signIns, ageNow }: Tools, { account, mark }: Session): OwnSession[] =>
  signIns
    .sessionsOf(account)
    .map((row) => ({ ...row, mark: markOf(row.idHash), expires: expiryOf(row) }))
    .filter(({ expires }) => expires > ageNow().toISOString())
    .map((row) => ({
      ...{ mark: row.mark, browser: row.browser, createdAt: row.createdAt, seenAt: row.seenAt, expires: row.expires },
      current: row.mark === mark,
    }));

/** Ends one session of this person, or all the others when `mark` is null. */
export const endOwn = ({ signIns }: Tools, own: Session, mark: string | null): void => {
  for (const { idHash } of signIns.sessionsOf(own.account)) {
    const its = markOf(idHash);
    if (mark === null ? its !== own.mark : its === mark) signIns.endSession(idHash);
  }
};

export const markOfSession = (sessionId: string): string => markOf(hashOf(sessionId));

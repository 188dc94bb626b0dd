/** Keeps one-time links and sessions by hash; a person's access ends when its row does. */
import { and, count, desc, eq, gt, gte, lt, ne } from 'drizzle-orm';
import type { Base } from './base.ts';
import { loginToken, session } from './schema.ts';

type Link = typeof loginToken.$inferSelect;
type SessionRow = typeof session.$inferSelect;

export type SignIns = {
  addLink(link: Link): void;
  /** How many links were asked for this address since `since` (ISO). */
  linksSince(email: string, since: string): number;
  /** Removes and answers the link when both hashes fit and it has not expired: it works once, in one browser. */
  takeLink(link: { tokenHash: string; nonceHash: string; now: string }): { email: string } | null;
  addSession(row: SessionRow): void;
  session(idHash: string): SessionRow | null;
  touchSession(idHash: string, seenAt: string): void;
  endSession(idHash: string): void;
  /** Of one account, last seen first. */
  sessionsOf(accountId: number): SessionRow[];
  /** All of an account but the one given, when one is. */
  endSessionsOf(accountId: number, except?: string): void;
  /** Removes the links expired, and the sessions not seen, before `before`. */
  forget(before: { links: string; sessions: string }): void;
};

export const openSignIns = ({ db }: Base): SignIns => ({
  addLink: (link) => {
    db.insert(loginToken).values(link).run();
  },
  linksSince: (email, since) => {
    const asked = and(eq(loginToken.email, email), gte(loginToken.createdAt, since));
    return db.select({ count: count() }).from(loginToken).where(asked).get()?.count ?? 0;
  },
  takeLink: ({ tokenHash, nonceHash, now }) => {
    const fits = and(
      eq(loginToken.tokenHash, tokenHash),
      eq(loginToken.nonceHash, nonceHash),
      gt(loginToken.expiresAt, now),
    );
    return db.delete(loginToken).where(fits).returning({ email: loginToken.email }).get() ?? null;
  },
  addSession: (row) => {
    db.insert(session).values(row).run();
  },
  session: (idHash) => db.select().from(session).where(eq(session.idHash, idHash)).get() ?? null,
  touchSession: (idHash, seenAt) => {
    db.update(session).set({ seenAt }).where(eq(session.idHash, idHash)).run();
  },
  endSession: (idHash) => {
    db.delete(session).where(eq(session.idHash, idHash)).run();
  },
  sessionsOf: (accountId) =>
    db.select().from(session).where(eq(session.accountId, accountId)).orderBy(desc(session.seenAt)).all(),
  endSessionsOf: (accountId, except = '') => {
    const others = and(eq(session.accountId, accountId), ne(session.idHash, except));
    db.delete(session).where(others).run();
  },
  forget: (before) => {
    db.delete(loginToken).where(lt(loginToken.expiresAt, before.links)).run();
    db.delete(session).where(lt(session.seenAt, before.sessions)).run();
  },
});

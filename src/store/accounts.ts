/** Keeps the accounts and the grants of roles; every line of a grant has its leaf in the audit log. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Account, Agent } from '../model/account.ts';
import type { Grant } from '../model/grant.ts';
import { appendAudit, digestOf } from './audit.ts';
import type { Base } from './base.ts';
import type { Accounts, AccountsPen } from './identity-contract.ts';
import { account, roleGrant, roleGrantLine } from './tables/identity.ts';

export const openAccounts = (base: Base): Accounts => {
  const { db } = base;
  return {
    account: (id) => db.select(columns).from(account).where(eq(account.id, id)).get() ?? null,
    ofAddress: (email) =>
      db
        .select(columns)
        .from(account)
        .where(and(eq(account.kind, 'email'), eq(account.email, email)))
        .get() ?? null,
    withEmail: (email) => db.select(columns).from(account).where(eq(account.email, email)).all(),
    all: (limit) => db.select(columns).from(account).orderBy(desc(account.seenAt), desc(account.id)).limit(limit).all(),
    grant: (id) => withLines(base, db.select().from(roleGrant).where(eq(roleGrant.id, id)).all())[0] ?? null,
    grantsOf: (accounts) =>
      withLines(
        base,
        db
          .select()
          .from(roleGrant)
          .where(inArray(roleGrant.accountId, [...accounts]))
          .orderBy(asc(roleGrant.id))
          .all(),
      ),
    grants: (limit) => withLines(base, db.select().from(roleGrant).orderBy(desc(roleGrant.id)).limit(limit).all()),
  };
};

export const openAccountsPen = (base: Base): AccountsPen => ({
  address: (email, at, seenAt) => addressOf(base, email, at, seenAt),
  agent: (agent, at) => agentOf(base, agent, at),
  propose: ({ account: accountId, ...grant }) => {
    const { id } = base.db
      .insert(roleGrant)
      .values({ accountId, ...grant })
      .returning({ id: roleGrant.id })
      .get();
    const payload = digestOf({ id, accountId, ...grant });
    appendAudit(base, { kind: 'grant-propose', subject: `grant:${id}`, payload, at: grant.proposedAt });
    return id;
  },
  line: (grantId, line) => {
    base.db
      .insert(roleGrantLine)
      .values({ grantId, ...line })
      .run();
    const payload = digestOf({ grantId, ...line });
    appendAudit(base, { kind: `grant-${line.act}`, subject: `grant:${grantId}`, payload, at: line.at });
  },
});

const columns = {
  ...{ id: account.id, kind: account.kind, email: account.email, name: account.name, siret: account.siret },
  ...{ issuer: account.issuer, idpId: account.idpId, createdAt: account.createdAt, seenAt: account.seenAt },
};

const withLines = ({ db }: Base, rows: (typeof roleGrant.$inferSelect)[]): Grant[] => {
  const ids = rows.map(({ id }) => id);
  const lines = db
    .select()
    .from(roleGrantLine)
    .where(inArray(roleGrantLine.grantId, ids))
    .orderBy(asc(roleGrantLine.id))
    .all();
  return rows.map(({ accountId, ...row }) => ({
    ...row,
    account: accountId,
    lines: lines
      .filter(({ grantId }) => grantId === row.id)
      .map(({ act, by, reason, at }) => ({ act, by, reason, at })),
  }));
};

const addressOf = ({ db }: Base, email: string, at: string, seenAt: string | null): Account => {
  const kept = db
    .insert(account)
    .values({ kind: 'email', email, createdAt: at, seenAt })
    .onConflictDoNothing()
    .returning(columns)
    .get();
  if (kept) return kept;
  const mine = and(eq(account.kind, 'email'), eq(account.email, email));
  return seenAt === null
    ? one(db.select(columns).from(account).where(mine).get())
    : one(db.update(account).set({ seenAt }).where(mine).returning(columns).get());
};

const agentOf = ({ db }: Base, { issuer, idpId, sub, ...said }: Agent, at: string): Account => {
  const mine = and(eq(account.issuer, issuer), eq(account.idpId, idpId), eq(account.sub, sub));
  const known = db.select(columns).from(account).where(mine).get();
  if (!known) {
    const row = { kind: 'proconnect', issuer, idpId, sub, ...said, createdAt: at, seenAt: at } as const;
    return db.insert(account).values(row).returning(columns).get();
  }
  // What two administrators read when they gave a role must not change under them.
  const named = db.select({ id: roleGrant.id }).from(roleGrant).where(eq(roleGrant.accountId, known.id)).get();
  const changes = named ? { seenAt: at } : { ...said, seenAt: at };
  return one(db.update(account).set(changes).where(mine).returning(columns).get());
};

const one = (row: Account | undefined): Account => {
  if (!row) throw new Error('An account went away.');
  return row;
};

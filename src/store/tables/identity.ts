/** Accounts, the roles granted to them by two people, and the rulebooks proposed; all but the accounts is append-only. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { grantActs, grantableRoles } from '../../model/grant.ts';

const oneOf = (column: string, words: readonly string[]) =>
  sql.raw(`"${column}" IN (${words.map((each) => `'${each}'`).join(', ')})`);

const accountKinds = ['email', 'proconnect'] as const;

/** Triggers refuse a change of what an account is keyed on, and any deletion. */
export const account = sqliteTable(
  'account',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind', { enum: accountKinds }).notNull(),
    issuer: text('issuer'),
    idpId: text('idp_id'),
    sub: text('sub'),
    email: text('email').notNull(),
    name: text('name'),
    siret: text('siret'),
    createdAt: text('created_at').notNull(),
    seenAt: text('seen_at'),
  },
  (at) => [
    check('account_kind', oneOf('kind', accountKinds)),
    check(
      'account_key',
      sql.raw(
        `CASE "kind" WHEN 'proconnect' THEN "issuer" IS NOT NULL AND "idp_id" IS NOT NULL AND "sub" IS NOT NULL ELSE "issuer" IS NULL AND "idp_id" IS NULL AND "sub" IS NULL END`,
      ),
    ),
    unique('account_subject').on(at.issuer, at.idpId, at.sub),
    uniqueIndex('account_address').on(at.email).where(sql.raw(`"kind" = 'email'`)),
    index('account_by_email').on(at.email),
  ],
);

export const roleGrant = sqliteTable(
  'role_grant',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id),
    role: text('role', { enum: grantableRoles }).notNull(),
    from: text('from_day').notNull(),
    until: text('until_day').notNull(),
    reason: text('reason').notNull(),
    proposedBy: text('proposed_by').notNull(),
    proposedAt: text('proposed_at').notNull(),
  },
  (at) => [
    check('role_grant_role', oneOf('role', grantableRoles)),
    check('role_grant_days', sql.raw('"from_day" <= "until_day"')),
    index('role_grant_by_account').on(at.accountId),
  ],
);

/** Once each: nobody confirms, refuses or revokes the same grant twice. */
export const roleGrantLine = sqliteTable(
  'role_grant_line',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    grantId: integer('grant_id')
      .notNull()
      .references(() => roleGrant.id),
    act: text('act', { enum: grantActs }).notNull(),
    by: text('by').notNull(),
    reason: text('reason').notNull(),
    at: text('at').notNull(),
  },
  (at) => [
    check('role_grant_line_act', oneOf('act', grantActs)),
    unique('role_grant_line_once').on(at.grantId, at.act),
  ],
);

export const rulebookProposal = sqliteTable('rulebook_proposal', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  digest: text('digest').notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  at: text('at').notNull(),
});

const proposalEnds = ['adopted', 'withdrawn'] as const;

export const rulebookProposalEnd = sqliteTable(
  'rulebook_proposal_end',
  {
    proposalId: integer('proposal_id')
      .primaryKey()
      .references(() => rulebookProposal.id),
    end: text('end', { enum: proposalEnds }).notNull(),
    by: text('by').notNull(),
    at: text('at').notNull(),
  },
  () => [check('rulebook_proposal_end_end', oneOf('end', proposalEnds))],
);

/** The tables of the archive; states are closed by CHECKs, and nothing is ever deleted by cascade. Whole in one file: drizzle-kit compares it with the migrations. */
import { sql } from 'drizzle-orm';
import { blob, check, index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { type Decision, opinions } from '../model/decision.ts';
import type { Declaration } from '../model/declaration.ts';
import { dossierEvents, dossierStates } from '../model/dossier.ts';
import type { Entry } from '../model/entry.ts';
import type { Journey } from '../model/journey.ts';
import type { Role } from '../model/person.ts';
import { checkOutcomes, type Report } from '../model/report.ts';
import { type Task, taskKinds } from '../model/task.ts';
import type { Tool } from '../model/tool.ts';
import type { SearchHit } from './archive.ts';

const roles = ['vendor', 'commission'] as const;

const oneOf = (column: string, words: readonly string[]) =>
  sql.raw(`"${column}" IN (${words.map((each) => `'${each}'`).join(', ')})`);

const id = () => integer('id').primaryKey({ autoIncrement: true });

export const tool = sqliteTable('tool', {
  id: id(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  vendor: text('vendor').notNull(),
  url: text('url').notNull(),
  tool: text('tool', { mode: 'json' }).$type<Tool>().notNull(),
});

export const dossier = sqliteTable(
  'dossier',
  {
    id: id(),
    number: text('number').notNull().unique(),
    key: text('key').notNull().unique(),
    toolId: integer('tool_id')
      .notNull()
      .references(() => tool.id),
    email: text('email').notNull(),
    declaration: text('declaration', { mode: 'json' }).$type<Declaration>().notNull(),
    state: text('state', { enum: dossierStates }).notNull(),
    createdAt: text('created_at').notNull(),
    movedAt: text('moved_at').notNull(),
  },
  (at) => [
    check('dossier_state', oneOf('state', dossierStates)),
    index('dossier_by_state').on(at.state, at.movedAt),
    index('dossier_by_email').on(at.email, at.createdAt),
  ],
);

/** Append-only: triggers of the second migration refuse UPDATE and DELETE. */
export const dossierEvent = sqliteTable(
  'dossier_event',
  {
    id: id(),
    dossierId: integer('dossier_id')
      .notNull()
      .references(() => dossier.id),
    event: text('event', { enum: dossierEvents }).notNull(),
    actor: text('actor').notNull(),
    reason: text('reason').notNull(),
    at: text('at').notNull(),
    from: text('from_state', { enum: dossierStates }),
    to: text('to_state', { enum: dossierStates }).notNull(),
  },
  (at) => [
    check('dossier_event_event', oneOf('event', dossierEvents)),
    check('dossier_event_to', oneOf('to_state', dossierStates)),
    index('dossier_event_by_dossier').on(at.dossierId, at.at),
  ],
);

/** What was seen; append-only. */
export const visit = sqliteTable(
  'visit',
  {
    id: id(),
    dossierId: integer('dossier_id')
      .notNull()
      .references(() => dossier.id),
    at: text('at').notNull(),
    evidence: text('evidence'),
    evidenceDate: text('evidence_date'),
    browser: text('browser'),
  },
  (at) => [
    check('visit_evidence', sql`"evidence" IS NULL OR length("evidence") = 64`),
    index('visit_by_dossier').on(at.dossierId),
  ],
);

/** What was concluded from a visit under one rulebook: a new rulebook adds a row and changes none; append-only. */
export const judgement = sqliteTable(
  'judgement',
  {
    id: id(),
    visitId: integer('visit_id')
      .notNull()
      .references(() => visit.id),
    at: text('at').notNull(),
    outcome: text('outcome', { enum: checkOutcomes }).notNull(),
    rulebookVersion: text('rulebook_version').notNull(),
    rulebookDigest: text('rulebook_digest').notNull(),
    report: text('report', { mode: 'json' }).$type<Report>().notNull(),
  },
  (at) => [
    check('judgement_outcome', oneOf('outcome', checkOutcomes)),
    unique('judgement_once').on(at.visitId, at.rulebookDigest),
  ],
);

/** Append-only: a decision is followed by another, never changed. `author` is the member who signed. */
export const decision = sqliteTable(
  'decision',
  {
    id: id(),
    dossierId: integer('dossier_id')
      .notNull()
      .references(() => dossier.id),
    opinion: text('opinion', { enum: opinions }).notNull(),
    decision: text('decision', { mode: 'json' }).$type<Decision>().notNull(),
    author: text('author').notNull(),
    at: text('at').notNull(),
  },
  (at) => [check('decision_opinion', oneOf('opinion', opinions)), index('decision_by_dossier').on(at.dossierId)],
);

/** A projection that can be rebuilt: one published entry a tool. `card` is the entry without its findings. */
export const entry = sqliteTable(
  'entry',
  {
    id: id(),
    slug: text('slug')
      .notNull()
      .unique()
      .references(() => tool.slug),
    number: text('number')
      .notNull()
      .references(() => dossier.number),
    host: text('host').notNull(),
    sortName: text('sort_name').notNull(),
    publishedAt: text('published_at').notNull(),
    card: text('card', { mode: 'json' }).$type<SearchHit>().notNull(),
    entry: text('entry', { mode: 'json' }).$type<Entry>().notNull(),
  },
  (at) => [
    index('entry_by_name').on(at.sortName),
    index('entry_by_date').on(at.publishedAt),
    index('entry_by_number').on(at.number),
    index('entry_by_host').on(at.host),
  ],
);

/** `kind` is level, subject, or verdict:CONTEXT. */
export const entryFacet = sqliteTable(
  'entry_facet',
  {
    entryId: integer('entry_id')
      .notNull()
      .references(() => entry.id),
    kind: text('kind').notNull(),
    code: text('code').notNull(),
  },
  (at) => [
    primaryKey({ columns: [at.kind, at.code, at.entryId] }),
    // Holds all that a count needs: the table itself is not read.
    index('entry_facet_by_entry').on(at.entryId, at.kind, at.code),
  ],
);

/** Hash chain over publications; append-only. */
export const audit = sqliteTable('audit', {
  seq: integer('seq').primaryKey(),
  kind: text('kind').notNull(),
  subject: text('subject').notNull(),
  payload: text('payload').notNull(),
  previous: text('previous').notNull(),
  hash: text('hash').notNull().unique(),
  at: text('at').notNull(),
});

/** What other systems must be told, keyed by the audit sequence so that a second telling is recognised. */
export const outbox = sqliteTable('outbox', {
  seq: integer('seq')
    .primaryKey()
    .references(() => audit.seq),
  kind: text('kind').notNull(),
  subject: text('subject').notNull(),
  at: text('at').notNull(),
  sentAt: text('sent_at'),
});

/** What only people can settle; append-only, as its closing is. */
export const task = sqliteTable(
  'task',
  {
    id: id(),
    dossierId: integer('dossier_id')
      .notNull()
      .references(() => dossier.id),
    kind: text('kind', { enum: taskKinds }).notNull(),
    openedAt: text('opened_at').notNull(),
    detail: text('detail', { mode: 'json' }).$type<Pick<Task, 'differences' | 'announced' | 'ordinary'>>().notNull(),
  },
  (at) => [check('task_kind', oneOf('kind', taskKinds)), index('task_by_dossier').on(at.dossierId)],
);

export const taskClosing = sqliteTable('task_closing', {
  taskId: integer('task_id')
    .primaryKey()
    .references(() => task.id),
  author: text('author').notNull(),
  reason: text('reason').notNull(),
  at: text('at').notNull(),
});

/** The journey of a dossier as its vendor wrote it, emptied when it is withdrawn; its version never goes back. */
export const journey = sqliteTable(
  'journey',
  {
    dossierId: integer('dossier_id')
      .primaryKey()
      .references(() => dossier.id),
    version: integer('version').notNull(),
    text: text('text'),
    journey: text('journey', { mode: 'json' }).$type<Journey>(),
    at: text('at').notNull(),
  },
  () => [check('journey_whole', sql`("text" IS NULL) = ("journey" IS NULL)`)],
);

/** Only what was sealed: the key is not in the base, and dossier, name and version are bound to the box. */
export const journeySecret = sqliteTable(
  'journey_secret',
  {
    dossierId: integer('dossier_id')
      .notNull()
      .references(() => dossier.id),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    keyId: text('key_id').notNull(),
    nonce: blob('nonce', { mode: 'buffer' }).notNull(),
    box: blob('box', { mode: 'buffer' }).notNull(),
    at: text('at').notNull(),
  },
  (at) => [primaryKey({ columns: [at.dossierId, at.name] })],
);

/** Which rulebook judged from when, and why; append-only. */
export const adoption = sqliteTable('adoption', {
  id: id(),
  digest: text('digest').notNull(),
  version: text('version').notNull(),
  rules: integer('rules').notNull(),
  reason: text('reason').notNull(),
  author: text('author').notNull(),
  at: text('at').notNull(),
});

/** One-time links; only hashes are kept. */
export const loginToken = sqliteTable(
  'login_token',
  {
    tokenHash: text('token_hash').primaryKey(),
    nonceHash: text('nonce_hash').notNull(),
    email: text('email').notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (at) => [index('login_token_by_email').on(at.email, at.createdAt)],
);

export const session = sqliteTable(
  'session',
  {
    idHash: text('id_hash').primaryKey(),
    email: text('email').notNull(),
    role: text('role', { enum: roles }).notNull(),
    createdAt: text('created_at').notNull(),
    seenAt: text('seen_at').notNull(),
    /** Of tables/identity.ts, which no column of this file may import; null in sessions older than the accounts, which then end. */
    accountId: integer('account_id'),
    /** What was held when it opened: more gives another identifier, less ends it. */
    roles: text('roles', { mode: 'json' }).$type<Role[]>(),
    /** Such as « Firefox sur Linux », for the list that the person reads. */
    browser: text('browser'),
    /** Given back to ProConnect to sign out there too. */
    idToken: text('id_token'),
  },
  (at) => [check('session_role', oneOf('role', roles)), index('session_by_account').on(at.accountId)],
);

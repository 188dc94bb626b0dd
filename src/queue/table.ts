/** The table of the embedded queue: one row a job, kept after its end so that a dead one can be seen and replayed. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const jobStates = ['waiting', 'running', 'done', 'dead'] as const;

export const job = sqliteTable(
  'job',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind').notNull(),
    /** What the job is about, such as the number of a dossier. */
    subject: text('subject').notNull(),
    state: text('state', { enum: jobStates }).notNull(),
    attempts: integer('attempts').notNull(),
    /** Milliseconds since 1970, as all times of this table: they are compared, not shown. */
    nextAt: integer('next_at').notNull(),
    leaseUntil: integer('lease_until'),
    leaseToken: text('lease_token'),
    idempotencyKey: text('idempotency_key').unique(),
    lastError: text('last_error'),
    /** What only one job at a time may hold, such as a site; null for a job that disturbs nobody. */
    exclusive: text('exclusive'),
    createdAt: integer('created_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (at) => [
    check('job_state', sql`"state" IN ('waiting', 'running', 'done', 'dead')`),
    check('job_attempts', sql`"attempts" >= 0`),
    check('job_lease', sql`("state" = 'running') = ("lease_token" IS NOT NULL)`),
    index('job_by_turn').on(at.state, at.nextAt),
  ],
);

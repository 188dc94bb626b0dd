/** The embedded queue: a lease table in the service's own base, claimed by compare-and-swap. */
import type Database from 'better-sqlite3';
import { and, asc, count, eq, gte, lte, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Claim, DeadJob, Queue } from './queue.ts';
import { job } from './table.ts';

export type LeaseSettings = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** From 0 (included) to 1 (excluded). */
  random: () => number;
  /** A new unguessable lease token. */
  token: () => string;
  leaseMs: number;
  attempts: number;
  /** Wait before the second attempt; doubled for each one after. */
  backoffMs: number;
};

/** Three attempts; a lease of 30 s that a living worker renews every 10 s. */
export const usualLease = { leaseMs: 30_000, attempts: 3, backoffMs: 5_000 } as const;

/** The longest error kept: a stack trace is for the log. */
const errorLength = 500;

export const openLeaseTable = (sqlite: Database.Database, settings: LeaseSettings): Queue => {
  const db = drizzle(sqlite);
  const { now } = settings;
  const ours = (claim: Claim) => and(eq(job.id, claim.id), eq(job.leaseToken, claim.leaseToken));
  return {
    enqueue: ({ kind, subject, idempotencyKey, notBefore, exclusive }) => {
      const at = now();
      db.insert(job)
        .values({
          kind,
          subject,
          idempotencyKey,
          state: 'waiting',
          attempts: 0,
          nextAt: notBefore ?? at,
          exclusive: exclusive ?? null,
          createdAt: at,
        })
        .onConflictDoNothing({ target: job.idempotencyKey })
        .run();
      const row = db.select({ id: job.id }).from(job).where(eq(job.idempotencyKey, idempotencyKey)).get();
      if (!row) throw new Error('A job just added is not in the table.');
      return row.id;
    },
    claim: () => claimNext(db, settings),
    heartbeat: (claim) =>
      db
        .update(job)
        .set({ leaseUntil: now() + settings.leaseMs })
        .where(ours(claim))
        .run().changes === 1,
    complete: (claim) =>
      db
        .update(job)
        .set({ ...ended('done', now()), lastError: null })
        .where(ours(claim))
        .run().changes === 1,
    fail: (claim, error) => {
      const lastError = error.slice(0, errorLength);
      const over = claim.attempts >= settings.attempts;
      const change = over ? ended('dead', now()) : { ...freed, nextAt: now() + wait(claim.attempts, settings) };
      const { changes } = db
        .update(job)
        .set({ ...change, lastError })
        .where(ours(claim))
        .run();
      if (changes === 0) return 'late';
      return over ? 'dead' : 'retried';
    },
    release: (claim) =>
      db
        .update(job)
        .set({ ...freed, nextAt: now(), attempts: claim.attempts - 1 })
        .where(ours(claim))
        .run().changes === 1,
    sweep: () => sweep(db, settings),
    dead: (limit) =>
      db.select().from(job).where(eq(job.state, 'dead')).orderBy(asc(job.endedAt)).limit(limit).all().map(deadOf),
    replay: (id) =>
      db
        .update(job)
        .set({ ...freed, attempts: 0, nextAt: now(), endedAt: null })
        .where(and(eq(job.id, id), eq(job.state, 'dead')))
        .run().changes === 1,
    counts: () => counts(db),
  };
};

type Db = ReturnType<typeof drizzle>;

const freed = { state: 'waiting', leaseUntil: null, leaseToken: null } as const;
const ended = (state: 'done' | 'dead', endedAt: number) => ({ state, endedAt, leaseUntil: null, leaseToken: null });

/**
 * One statement, so two workers cannot take the same job, nor two jobs that exclude each other. The attempt is counted
 * here, before the work: a job that kills its worker must not be tried for ever.
 */
const claimNext = (db: Db, { now, token, leaseMs, attempts }: LeaseSettings): Claim | null => {
  const at = now();
  const next = sql`(SELECT id FROM job
    WHERE ((state = 'waiting' AND next_at <= ${at})
        OR (state = 'running' AND lease_until <= ${at} AND attempts < ${attempts}))
      AND (exclusive IS NULL OR exclusive NOT IN (SELECT exclusive FROM job
        WHERE state = 'running' AND lease_until > ${at} AND exclusive IS NOT NULL))
    ORDER BY next_at, id LIMIT 1)`;
  const row = db
    .update(job)
    .set({ state: 'running', attempts: sql`${job.attempts} + 1`, leaseUntil: at + leaseMs, leaseToken: token() })
    .where(eq(job.id, next))
    .returning()
    .get();
  // drizzle types `get` as always finding a row; there is none when no job waits.
  if ((row as typeof row | undefined) === undefined || row.leaseToken === null) return null;
  return { id: row.id, kind: row.kind, subject: row.subject, attempts: row.attempts, leaseToken: row.leaseToken };
};

/** Doubles at each attempt, with up to half more by chance: jobs that failed together do not come back together. */
const wait = (attempts: number, { backoffMs, random }: LeaseSettings): number =>
  Math.round(backoffMs * 2 ** (attempts - 1) * (1 + random() / 2));

const sweep = (db: Db, { now, attempts }: LeaseSettings): DeadJob[] =>
  db
    .update(job)
    .set({ ...ended('dead', now()), lastError: 'Le contrôle a été interrompu à chaque tentative.' })
    .where(and(eq(job.state, 'running'), lte(job.leaseUntil, now()), gte(job.attempts, attempts)))
    .returning()
    .all()
    .map(deadOf);

const deadOf = ({ id, kind, subject, attempts, lastError, endedAt }: typeof job.$inferSelect): DeadJob => ({
  id,
  kind,
  subject,
  attempts,
  lastError: lastError ?? '',
  endedAt: endedAt ?? 0,
});

const counts = (db: Db): ReturnType<Queue['counts']> => {
  const rows = db.select({ state: job.state, count: count() }).from(job).groupBy(job.state).all();
  const of = (state: 'waiting' | 'running' | 'dead') => rows.find((row) => row.state === state)?.count ?? 0;
  return { waiting: of('waiting'), running: of('running'), dead: of('dead') };
};

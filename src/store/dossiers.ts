/** Reads dossiers with their history, visits and decision. */
import { and, asc, count, desc, eq, gte, inArray, type SQL } from 'drizzle-orm';
import type { DossierSheet, DossierSummary, Dossiers, VisitRecord } from './archive.ts';
import type { Base } from './base.ts';
import { journeyOf } from './journeys.ts';
import { decision, dossier, dossierEvent, entry, judgement, tool, visit } from './schema.ts';
import { tasksOf } from './tasks.ts';

export const openDossiers = (base: Base): Dossiers => {
  const { db } = base;
  return {
    byKey: (key) => sheetOf(base, eq(dossier.key, key)),
    byNumber: (number) => sheetOf(base, eq(dossier.number, number)),
    inStates: (states, limit) =>
      summaries(base)
        .where(inArray(dossier.state, [...states]))
        .orderBy(asc(dossier.movedAt))
        .limit(limit)
        .all(),
    ofVendor: (email, limit) =>
      summaries(base).where(eq(dossier.email, email)).orderBy(desc(dossier.createdAt)).limit(limit).all(),
    submittedSince: (email, since) =>
      db
        .select({ count: count() })
        .from(dossier)
        .where(and(eq(dossier.email, email), gte(dossier.createdAt, since)))
        .get()?.count ?? 0,
    eventsSince: (number, event, since) =>
      db
        .select({ count: count() })
        .from(dossierEvent)
        .innerJoin(dossier, eq(dossier.id, dossierEvent.dossierId))
        .where(and(eq(dossier.number, number), eq(dossierEvent.event, event), gte(dossierEvent.at, since)))
        .get()?.count ?? 0,
    slugTaken: (slug) => db.select({ id: tool.id }).from(tool).where(eq(tool.slug, slug)).get() !== undefined,
  };
};

const summary = {
  number: dossier.number,
  key: dossier.key,
  tool: tool.tool,
  state: dossier.state,
  createdAt: dossier.createdAt,
  movedAt: dossier.movedAt,
};

const summaries = ({ db }: Base) => db.select(summary).from(dossier).innerJoin(tool, eq(tool.id, dossier.toolId));

const sheetOf = (base: Base, where: SQL): DossierSheet | null => {
  const row = base.db
    .select({ ...summary, id: dossier.id, email: dossier.email, declaration: dossier.declaration })
    .from(dossier)
    .innerJoin(tool, eq(tool.id, dossier.toolId))
    .where(where)
    .get();
  if (!row) return null;
  const { id, ...rest } = row;
  return {
    ...(rest satisfies DossierSummary & Pick<DossierSheet, 'email' | 'declaration'>),
    lines: linesOf(base, id),
    visits: visitsOf(base, id, row.number),
    decision: lastDecision(base, id),
    tasks: tasksOf(base, id),
    journey: journeyOf(base, id),
    publishedSlug: publishedSlug(base, row.number),
  };
};

const linesOf = ({ db }: Base, id: number): DossierSheet['lines'] =>
  db
    .select({
      event: dossierEvent.event,
      actor: dossierEvent.actor,
      reason: dossierEvent.reason,
      at: dossierEvent.at,
      from: dossierEvent.from,
      to: dossierEvent.to,
    })
    .from(dossierEvent)
    .where(eq(dossierEvent.dossierId, id))
    .orderBy(asc(dossierEvent.id))
    .all();

/** A page never needs more visits than a person can compare. */
const mostVisits = 20;

/** Reports kept before these sets were counted do not have them. */
const laterSets = { accessibility: [], weights: [] };

/** Newest first, each with its newest judgement. */
const visitsOf = ({ db }: Base, id: number, number: string): VisitRecord[] => {
  const rows = db
    .select()
    .from(visit)
    .innerJoin(judgement, eq(judgement.visitId, visit.id))
    .where(eq(visit.dossierId, id))
    .orderBy(desc(visit.id), desc(judgement.id))
    .limit(mostVisits)
    .all();
  const newest = rows.filter((row, index) => rows.findIndex((other) => other.visit.id === row.visit.id) === index);
  return newest.map(({ visit: seen, judgement: judged }) => ({
    id: seen.id,
    dossier: number,
    at: seen.at,
    outcome: judged.outcome,
    report: { ...laterSets, ...judged.report },
    evidence: seen.evidence,
    evidenceDate: seen.evidenceDate,
    browser: seen.browser,
    rulebook: { version: judged.rulebookVersion, digest: judged.rulebookDigest },
  }));
};

const lastDecision = ({ db }: Base, id: number) =>
  db
    .select({ decision: decision.decision })
    .from(decision)
    .where(eq(decision.dossierId, id))
    .orderBy(desc(decision.id))
    .limit(1)
    .get()?.decision ?? null;

const publishedSlug = ({ db }: Base, number: string): string | null =>
  db.select({ slug: entry.slug }).from(entry).where(eq(entry.number, number)).get()?.slug ?? null;

/** Walks the dossiers that hold evidence, a few at a time, for whoever judges them again. */
import { asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { Decision } from '../model/decision.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Entry } from '../model/entry.ts';
import type { Report } from '../model/report.ts';
import type { Tool } from '../model/tool.ts';
import type { Base } from './base.ts';
import { decision, dossier, entry, judgement, tool, visit } from './schema.ts';

/** A dossier with its newest sealed visit and the newest judgement of it. */
export type SealedDossier = {
  id: number;
  number: string;
  tool: Tool;
  declaration: Declaration;
  decision: Decision | null;
  /** What is published of it; null when nothing is. */
  entry: Entry | null;
  evidence: string;
  evidenceDate: string;
  report: Report;
  rulebook: { version: string; digest: string };
};

/**
 * At most `limit` dossiers after `id`, in the order of their ids: a walk of 10,000 never holds more than a handful.
 * `share` keeps one in `share.of`, so that several threads walk the same base without meeting.
 */
export const sealedAfter = (
  { db }: Base,
  id: number,
  limit: number,
  share: { index: number; of: number } = { index: 0, of: 1 },
): SealedDossier[] => {
  const rows = db
    .select({
      id: dossier.id,
      number: dossier.number,
      tool: tool.tool,
      declaration: dossier.declaration,
      entry: entry.entry,
      evidence: visit.evidence,
      evidenceDate: visit.evidenceDate,
      report: judgement.report,
      version: judgement.rulebookVersion,
      digest: judgement.rulebookDigest,
    })
    .from(dossier)
    .innerJoin(tool, eq(tool.id, dossier.toolId))
    .innerJoin(visit, eq(visit.id, lastSealedVisit))
    .innerJoin(judgement, eq(judgement.id, lastJudgement))
    .leftJoin(entry, eq(entry.number, dossier.number))
    .where(sql`${gt(dossier.id, id)} AND ${dossier.id} % ${share.of} = ${share.index}`)
    .orderBy(asc(dossier.id))
    .limit(limit)
    .all();
  return rows.flatMap(({ evidence, evidenceDate, version, digest, ...row }) =>
    evidence === null || evidenceDate === null
      ? []
      : [{ ...row, evidence, evidenceDate, rulebook: { version, digest }, decision: lastDecision(db, row.id) }],
  );
};

const lastSealedVisit = sql`(SELECT max(sealed.id) FROM visit sealed WHERE sealed.dossier_id = ${dossier.id} AND sealed.evidence IS NOT NULL)`;
const lastJudgement = sql`(SELECT max(judged.id) FROM judgement judged WHERE judged.visit_id = ${visit.id})`;

const lastDecision = (db: Base['db'], id: number): Decision | null =>
  db
    .select({ decision: decision.decision })
    .from(decision)
    .where(eq(decision.dossierId, id))
    .orderBy(desc(decision.id))
    .limit(1)
    .get()?.decision ?? null;

/** The chain of publications: each row's hash covers its content and the hash before it, so an edit shows. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { asc, desc } from 'drizzle-orm';
import type { Audit, AuditRow } from './archive.ts';
import type { Base } from './base.ts';
import { audit } from './schema.ts';

const origin = '0'.repeat(64);

export const openAudit = ({ db }: Base): Audit => {
  const rows = () => db.select().from(audit).orderBy(asc(audit.seq)).all();
  return { rows, verify: () => verifyRows(rows()) };
};

/** SHA-256 of the canonical JSON (RFC 8785) of a value. */
export const digestOf = (value: unknown): string => sha256(canonicalize(value) ?? '');

/** Adds one row after the last one and answers its sequence number; the caller holds the transaction. */
export const appendAudit = ({ db }: Base, row: Pick<AuditRow, 'kind' | 'subject' | 'payload' | 'at'>): number => {
  const last = db.select({ seq: audit.seq, hash: audit.hash }).from(audit).orderBy(desc(audit.seq)).limit(1).get();
  const linked = { ...row, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? origin };
  db.insert(audit)
    .values({ ...linked, hash: hashOf(linked) })
    .run();
  return linked.seq;
};

/** Detects an edit, a removal or a swap anywhere but at the end: a cut end needs a head that is kept elsewhere. */
export const verifyRows = (rows: AuditRow[]): ReturnType<Audit['verify']> => {
  let previous = origin;
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) return { kind: 'broken', seq: index + 1, what: 'ligne absente' };
    if (row.previous !== previous) return { kind: 'broken', seq: row.seq, what: 'lien avec la ligne précédente' };
    if (row.hash !== hashOf(row)) return { kind: 'broken', seq: row.seq, what: 'contenu' };
    previous = row.hash;
  }
  return { kind: 'intact', rows: rows.length, head: previous };
};

const hashOf = ({ seq, kind, subject, payload, previous, at }: Omit<AuditRow, 'hash'>): string =>
  digestOf({ seq, kind, subject, payload, previous, at });

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

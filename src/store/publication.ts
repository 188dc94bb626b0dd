/** Puts one entry in the catalogue: sheet, facets, search row, audit row and outbox row, in the caller's transaction. */
import { eq } from 'drizzle-orm';
import type { Entry } from '../model/entry.ts';
import type { SearchHit } from './archive.ts';
import { appendAudit, digestOf } from './audit.ts';
import type { Base } from './base.ts';
import { fold, stemOf, wordsOf } from './french.ts';
import { bareHost } from './match.ts';
import { entry as entries, entryFacet, outbox } from './schema.ts';

/** Replaces what the catalogue said of this tool before. */
export const putEntry = (base: Base, entry: Entry): void => {
  const id = putSheet(base, entry);
  putFacets(base, id, entry);
  putWords(base, id, entry);
  const told = { kind: 'publish', subject: entry.tool.slug, at: entry.publishedAt };
  const seq = appendAudit(base, { ...told, payload: digestOf(entry) });
  base.db
    .insert(outbox)
    .values({ seq, ...told })
    .run();
};

const putSheet = ({ db }: Base, entry: Entry): number => {
  const columns = {
    number: entry.dossier,
    host: bareHost(entry.tool.url),
    sortName: wordsOf(entry.tool.name).map(fold).join(' '),
    publishedAt: entry.publishedAt,
    card: cardOf(entry),
    entry,
  };
  return db
    .insert(entries)
    .values({ slug: entry.tool.slug, ...columns })
    .onConflictDoUpdate({ target: entries.slug, set: columns })
    .returning({ id: entries.id })
    .get().id;
};

const cardOf = (entry: Entry): SearchHit => ({
  tool: entry.tool,
  labels: entry.labels,
  directives: entry.directives,
  demonstration: entry.decision.demonstration,
  publishedAt: entry.publishedAt,
  evidenceDate: entry.evidence.date,
  expires: entry.expires,
});

const putFacets = ({ db }: Base, entryId: number, { tool, directives }: Entry): void => {
  db.delete(entryFacet).where(eq(entryFacet.entryId, entryId)).run();
  const rows = [
    ...[...new Set(tool.levels)].map((code) => ({ entryId, kind: 'level', code })),
    ...[...new Set(tool.subjects)].map((code) => ({ entryId, kind: 'subject', code })),
    ...directives.map(({ context, verdict }) => ({ entryId, kind: `verdict:${context}`, code: verdict })),
  ];
  if (rows.length > 0) db.insert(entryFacet).values(rows).run();
};

const putWords = ({ sqlite }: Base, id: number, { tool }: Entry): void => {
  const folded = (text: string) => wordsOf(text).map(fold).join(' ');
  const text = [tool.summary, tool.description, ...tool.levels, ...tool.subjects].join(' ');
  const stems = wordsOf(`${tool.name} ${tool.vendor} ${text}`).map(stemOf).join(' ');
  sqlite.prepare('DELETE FROM entry_search WHERE rowid = ?').run(id);
  sqlite
    .prepare('INSERT INTO entry_search (rowid, name, vendor, words, stems) VALUES (?, ?, ?, ?, ?)')
    .run(id, folded(tool.name), folded(tool.vendor), folded(text), stems);
};

/** The published catalogue: search in French, facets, sheets. Reads only. */
import { desc, eq, type SQL } from 'drizzle-orm';
import type { Catalog, FacetCount, SearchHit, SearchQuery, SearchResult } from './archive.ts';
import type { Base } from './base.ts';
import { hostOf, matchOf } from './match.ts';
import { entry } from './schema.ts';

export const hitsPerPage = 20;

/** Ranking 104,000 matches took 77 ms, ranking the first 2,000 took 4.7 ms: nobody reads the hundredth page. */
const ranked = 2000;
/** The list by name is read from an index: it may be longer. */
const listed = 10_000;
const facetValues = 200;

export const openCatalog = ({ sqlite, db }: Base): Catalog => {
  const sheet = (where: SQL) => db.select({ entry: entry.entry }).from(entry).where(where).get()?.entry ?? null;
  return {
    search: (query) => search({ sqlite, db }, query),
    entry: (slug) => sheet(eq(entry.slug, slug)),
    entryOfDossier: (number) => sheet(eq(entry.number, number)),
    latest: (limit) => {
      const rows = db.select({ card: entry.card }).from(entry).orderBy(desc(entry.publishedAt), desc(entry.id));
      return rows
        .limit(limit)
        .all()
        .map((row) => row.card);
    },
    slugs: () => sqlite.prepare<[], string>('SELECT slug FROM entry ORDER BY slug').pluck().all(),
  };
};

type Filter = { kind: string; code: string };
/** Entries in the order of the answer, before any filter; `everything` spares naming each of them again. */
type Candidates = { ids: number[]; capped: boolean; everything: boolean };

const search = (base: Base, query: SearchQuery): SearchResult => {
  const candidates = candidatesOf(base, query.words);
  const filters = filtersOf(query);
  const found = narrowed(base, candidates, filters).ids;
  const pages = Math.max(1, Math.ceil(found.length / hitsPerPage));
  const page = Math.min(Math.max(1, Math.trunc(query.page) || 1), pages);
  // Counted under the other filters only: choosing one level must not empty the list of levels.
  const count = (kind: string) => {
    const others = filters.filter((filter) => filter.kind !== kind);
    return facetOf(base, narrowed(base, candidates, others), kind);
  };
  return {
    hits: cardsOf(base, found.slice((page - 1) * hitsPerPage, page * hitsPerPage)),
    total: found.length,
    capped: candidates.capped,
    page,
    pages,
    facets: {
      levels: count('level'),
      subjects: count('subject'),
      verdicts: query.context === null ? [] : count(`verdict:${query.context}`),
    },
  };
};

/** A pasted address asks for its host; when no tool lives there, its words are searched like any others. */
const candidatesOf = (base: Base, words: string): Candidates => {
  if (words.trim() === '') return { ...idsOf(base, byName, listed), everything: true };
  const host = hostOf(words);
  if (host !== null) {
    const atHost = idsOf(base, byHost, ranked, host);
    if (atHost.ids.length > 0) return { ...atHost, everything: false };
  }
  const match = matchOf(words);
  // Nothing but punctuation: that is in no tool.
  if (match === null) return { ids: [], capped: false, everything: false };
  return { ...idsOf(base, byRank, ranked, match), everything: false };
};

const byName = `SELECT id FROM entry ORDER BY sort_name, id LIMIT ${listed}`;

/** The host itself, a host above it, or one below it. */
const byHost = `SELECT id FROM entry, (SELECT ? AS asked)
  WHERE host = asked OR asked LIKE '%.' || host OR host LIKE '%.' || asked ORDER BY sort_name, id LIMIT ${ranked}`;

/** The inner LIMIT keeps SQLite from ranking more than it must. */
const byRank = `SELECT id FROM (SELECT rowid AS id, bm25(entry_search, 10, 4, 2, 1) AS rank FROM entry_search
  WHERE entry_search MATCH ? LIMIT ${ranked}) ORDER BY rank, id`;

const idsOf = ({ sqlite }: Base, sql: string, most: number, ...values: string[]): Omit<Candidates, 'everything'> => {
  const ids = sqlite
    .prepare<string[], number>(sql)
    .pluck()
    .all(...values);
  return { ids, capped: ids.length === most };
};

const filtersOf = (query: SearchQuery): Filter[] => [
  ...(query.level === null ? [] : [{ kind: 'level', code: query.level }]),
  ...(query.subject === null ? [] : [{ kind: 'subject', code: query.subject }]),
  ...(query.context === null || query.verdict === null
    ? []
    : [{ kind: `verdict:${query.context}`, code: query.verdict }]),
];

const narrowed = ({ sqlite }: Base, candidates: Candidates, filters: Filter[]): Candidates => {
  const bearing = sqlite
    .prepare<[string, string], number>('SELECT entry_id FROM entry_facet WHERE kind = ? AND code = ?')
    .pluck();
  let { ids } = candidates;
  for (const { kind, code } of filters) {
    const kept = new Set(bearing.all(kind, code));
    ids = ids.filter((id) => kept.has(id));
  }
  return { ...candidates, ids, everything: candidates.everything && filters.length === 0 };
};

const facetOf = ({ sqlite }: Base, { ids, capped, everything }: Candidates, kind: string): FacetCount[] => {
  const counted = `GROUP BY code ORDER BY count DESC, code LIMIT ${facetValues}`;
  if (everything && !capped) {
    const all = `SELECT code, count(*) AS count FROM entry_facet WHERE kind = ? ${counted}`;
    return sqlite.prepare<[string], FacetCount>(all).all(kind);
  }
  // CROSS JOIN fixes the order: SQLite chose to read the list once for each facet row, 1,700 ms instead of 10.
  const some = `SELECT code, count(*) AS count FROM json_each(?) CROSS JOIN entry_facet ON entry_id = value AND kind = ? ${counted}`;
  return sqlite.prepare<[string, string], FacetCount>(some).all(JSON.stringify(ids), kind);
};

const cardsOf = ({ sqlite }: Base, ids: number[]): SearchHit[] => {
  const card = sqlite.prepare<[number], string>('SELECT card FROM entry WHERE id = ?').pluck();
  return ids.flatMap((id) => {
    const text = card.get(id);
    return text === undefined ? [] : [JSON.parse(text) as SearchHit];
  });
};

/** Applies the generated migrations without the trap of drizzle's own migrator, which empties child tables. */
import type { Database } from 'better-sqlite3';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { BaseProblem } from './problem.ts';

const ledger = '__drizzle_migrations';

/**
 * A generated table rebuild starts with `PRAGMA foreign_keys=OFF`, which does nothing inside the transaction that
 * drizzle opens: rows that refer to the rebuilt table were lost without an error. Here the switch is thrown outside,
 * and references and row counts are checked before the commit. All pending migrations pass, or none.
 */
export const migrate = (sqlite: Database, folder: string, now: Date): void => {
  const known = readMigrationFiles({ migrationsFolder: folder });
  const applied = appliedHashes(sqlite);
  refuseNewer(applied, known);
  const pending = known.slice(applied.length);
  if (pending.length === 0) return;
  if (applied.length > 0) backUp(sqlite, now);
  sqlite.pragma('foreign_keys = OFF');
  try {
    sqlite.transaction(() => applyAll(sqlite, pending, now)).exclusive();
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
};

const appliedHashes = (sqlite: Database): string[] => {
  const there = sqlite.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(ledger);
  if (!there) return [];
  return sqlite.prepare<[], string>(`SELECT hash FROM ${ledger} ORDER BY id`).pluck().all();
};

/** The base must be a prefix of what this version knows; anything else was made by a newer or another Préau. */
const refuseNewer = (applied: string[], known: MigrationMeta[]): void => {
  if (applied.every((hash, index) => known[index]?.hash === hash)) return;
  throw new BaseProblem(
    'newer-schema',
    'La base vient d’une version plus récente de Préau. Mettez Préau à jour, ou restaurez la sauvegarde de cette version.',
  );
};

const backUp = (sqlite: Database, now: Date): void => {
  if (sqlite.memory) return;
  const copy = `${sqlite.name}.avant-${now.toISOString().replaceAll(/[^0-9]/g, '')}`;
  try {
    sqlite.prepare('VACUUM INTO ?').run(copy);
  } catch (error) {
    throw new BaseProblem(
      'backup',
      `La copie de sûreté ${copy} a échoué (${String(error)}). Libérez de la place, puis relancez.`,
    );
  }
};

const applyAll = (sqlite: Database, pending: MigrationMeta[], now: Date): void => {
  const before = rowCounts(sqlite);
  sqlite.exec(`CREATE TABLE IF NOT EXISTS ${ledger} (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, created_at NUMERIC)`);
  const note = sqlite.prepare(`INSERT INTO ${ledger} (hash, created_at) VALUES (?, ?)`);
  for (const migration of pending) {
    for (const statement of migration.sql) sqlite.exec(statement);
    note.run(migration.hash, now.getTime());
  }
  refuseLoss(before, rowCounts(sqlite));
  const [orphan] = sqlite.pragma('foreign_key_check') as { table: string; parent: string }[];
  if (orphan) throw refusal(`des lignes de ${orphan.table} ne retrouvent plus ${orphan.parent}`);
};

const refuseLoss = (before: Map<string, number>, after: Map<string, number>): void => {
  for (const [table, count] of before) {
    const left = after.get(table);
    if (left !== undefined && left < count) throw refusal(`${table} passerait de ${count} à ${left} lignes`);
  }
};

const refusal = (what: string) =>
  new BaseProblem('migration', `Migration refusée : ${what}. Rien n’a été changé. Signalez-le aux auteurs de Préau.`);

const rowCounts = (sqlite: Database): Map<string, number> => {
  const tables = sqlite
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )
    .pluck()
    .all();
  return new Map(
    tables.map((name) => [name, sqlite.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0]),
  );
};

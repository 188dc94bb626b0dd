/** One browser at a time for a site, whatever the number of workers: two in one process, two processes on one base. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { siteKey } from '../../src/dossier/one-at-a-time.ts';
import { work } from '../../src/dossier/work.ts';
import { openLeaseTable, usualLease } from '../../src/queue/lease-table.ts';
import { openBase } from '../../src/store/base.ts';
import { aBundle, openHouse, submitted } from './house.ts';

it.each([
  ['https://www.outil.fr/a', 'site:outil.fr'],
  ['http://aide.outil.fr:8080/', 'site:outil.fr'],
  ['https://a.github.io/', 'site:a.github.io'],
  ['http://127.0.0.1:8000/', 'site:127.0.0.1:8000'],
  ['http://[::1]/', 'site:[::1]'],
])('%s is %s', (url, key) => expect(siteKey(url)).toBe(key));

it('two workers never visit one site together, and do visit two sites together', async () => {
  const house = openHouse();
  const sites = ['https://www.un.fr/', 'https://aide.un.fr/', 'https://deux.fr/', 'https://un.fr/x'];
  for (const [place, url] of sites.entries()) await submitted(house, { name: `Outil ${place}`, url });
  const open = new Map<string, number>();
  let [most, done] = [0, 0];
  const stop = new AbortController();
  house.visits.answer = async ({ url }) => {
    const key = siteKey(url);
    open.set(key, (open.get(key) ?? 0) + 1);
    expect(open.get(key)).toBe(1);
    most = Math.max(
      most,
      [...open.values()].reduce((one, other) => one + other, 0),
    );
    await sleep(40);
    open.set(key, 0);
    done += 1;
    if (done === sites.length) stop.abort();
    return aBundle();
  };
  const pace = { idleMs: 2, beatMs: 1_000 };
  await Promise.all([work(house.tools, pace, stop.signal), work(house.tools, pace, stop.signal)]);
  house.close();
  expect({ done, most }).toEqual({ done: 4, most: 2 });
}, 60_000);

type Line = { what: 'began' | 'ended'; subject: string; at: number };

/** One process: ready when it has opened the base, then its lines once it has ended. */
const startWorker = async (base: string) => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../queue/worker-child.ts'), base], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  return {
    begin: () => child.stdin.write('go\n'),
    lines: async (): Promise<Line[]> => {
      await closed;
      return said
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line): Line => JSON.parse(line));
    },
  };
};

it('two processes on one base never visit one site together', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'preau-one-at-a-time-'));
  const file = path.join(folder, 'preau.db');
  const { sqlite } = openBase(file, () => new Date());
  const queue = openLeaseTable(sqlite, { ...usualLease, now: Date.now, random: Math.random, token: String });
  // Those of one site first: workers that did not mind would take them together.
  for (const job of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const site = job < 4 ? '0' : '1';
    queue.enqueue({ kind: 'check', subject: site, idempotencyKey: `${job}`, exclusive: site });
  }
  const workers = await Promise.all([startWorker(file), startWorker(file)]);
  for (const worker of workers) worker.begin();
  const lines = (await Promise.all(workers.map((worker) => worker.lines()))).flat();
  sqlite.close();
  rmSync(folder, { recursive: true });
  expect(lines).toHaveLength(16);
  for (const subject of ['0', '1']) {
    const ofSite = lines
      .filter((line) => line.subject === subject)
      .toSorted((one, other) => one.at - other.at || (one.what === 'ended' ? -1 : 1));
    expect(ofSite.map(({ what }) => what)).toEqual(Array(4).fill(['began', 'ended']).flat());
  }
}, 120_000);

/** The scanner process, from outside: what it hands over, what it leaves, and how it ends. */
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/collect/digest.ts';
import { followTree } from '../../src/collect/process-tree.ts';
import type { Job, ScanEvent } from '../../src/collect/raw-visit.ts';
import { scan, usualBudget } from '../../src/collect/scan.ts';
import { seal } from '../../src/collect/seal.ts';
import type { Site } from '../kit/site.ts';
import { serve } from '../site/served.ts';
import { browserCache, quickPace } from './stage.ts';

const jobFor = (target: string, changes: Partial<Job> = {}): Job => ({
  preau: '0.1.0',
  target,
  proxyUrl: null,
  browser: { setting: null, cache: browserCache },
  acceptNoSandbox: false,
  settings: { resolver: null, allowNets: [], chromiumArgs: [] },
  pace: quickPace,
  ...changes,
});
const none = { kind: 'collected' as const, records: [] };

/** Processes whose command line names one of our work folders: the browsers of these scans. */
const browsersLeft = async (folders: string[]): Promise<string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => folders.some((folder) => line.includes(folder)));
};
const scanFolders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('preau-scan-'));
const profileOf = (commandLine: string[]) =>
  /preau-scan-[^/]+/.exec(commandLine.find((each) => each.startsWith('--user-data-dir')) ?? '')?.[0] ?? 'none';

describe('a scan', () => {
  let site: Site | null = null;
  afterEach(async () => site?.close());

  it('visits in three phases in its own process, sandboxed, and leaves nothing behind', async () => {
    site = await serve('bandeau');
    const events: ScanEvent[] = [];
    const result = await scan(jobFor(site.url), { tell: (event) => events.push(event) });
    if (result.kind !== 'visited') throw new Error(result.detail);
    const { raw, files, circumstances } = result;
    expect(
      Object.values(raw.phases)
        .map((state) => state.kind)
        .slice(0, 3),
    ).toEqual(Array(3).fill('observed'));
    expect(raw.selfTest).toEqual({ thirdPartyCookie: true, serviceWorker: true, webSocket: true });
    expect(raw.browser.sandbox).toBe('on');
    expect(raw.browser.commandLine).not.toContain('--no-sandbox');
    expect(events.map((event) => event.phase)).toContain('after-acceptance');
    expect([...files].map(([name, bytes]) => name === sha256(bytes))).toEqual(raw.files.map(() => true));
    expect(raw.files.length).toBeGreaterThan(0);
    expect(seal(raw, none, none).digest).toMatch(/^[0-9a-f]{64}$/);
    expect(circumstances.profile.map((file) => file.path)).toEqual(['Default/Preferences']);
    expect(circumstances).toMatchObject({ guard: null, browser: { bytes: expect.any(Number) } });
    const har = raw.files.find((file) => file.what === 'har');
    const { entries } = JSON.parse(Buffer.from(files.get(har?.sha256 ?? '') ?? []).toString()).log;
    const pages = entries.filter((each: { request: { url: string } }) => each.request.url === site?.url);
    expect(new Set(pages.map((each: { pageref: string }) => each.pageref))).toEqual(
      new Set(['before-choice', 'after-refusal', 'after-acceptance']),
    );
    const folder = profileOf(raw.browser.commandLine);
    expect(await scanFolders()).not.toContain(folder);
    expect(await browsersLeft([folder])).toEqual([]);
  });

  it('is cut at its wall budget, with every process that it started', async () => {
    site = await serve('sans-fin');
    const before = new Set(await scanFolders());
    const folders: string[] = [];
    const note = async () => folders.push(...(await scanFolders()).filter((name) => !before.has(name)));
    const target = site.url;
    const pace = { ...quickPace, capMs: 50_000 };
    const result = await scan(jobFor(target, { pace }), {
      // Each sample, not each step: on a machine under load the first step comes after the end.
      weigh: () => void note(),
      budget: { ...usualBudget, wallMs: 6_000 },
    });
    expect(result).toMatchObject({ kind: 'failed', reason: 'timeout' });
    expect(folders.length).toBeGreaterThan(0);
    expect(await browsersLeft(folders.slice(0, 1))).toEqual([]);
  });

  it('is cut when its tree holds too much memory', async () => {
    site = await serve('honnete');
    const result = await scan(jobFor(site.url), { budget: { ...usualBudget, rssBytes: 50_000_000, sampleMs: 50 } });
    expect(result).toMatchObject({ kind: 'failed', reason: 'crashed' });
  });

  it('says what to do when the browser asked for does not exist', async () => {
    const result = await scan(
      jobFor('http://127.0.0.1:9/', { browser: { setting: '/nulle/part', cache: browserCache } }),
    );
    expect(result).toMatchObject({ kind: 'failed', reason: 'no-browser' });
    expect(result.kind === 'failed' && result.detail).toContain('PREAU_CHROMIUM');
  });

  it('is a failure of ours, worth another attempt, when its process dies', async () => {
    site = await serve('honnete');
    const tree = followTree(process.pid);
    const others = new Set(await tree.left());
    const killed: number[] = [];
    const result = await scan(jobFor(site.url), {
      tell: async ({ phase }) => {
        if (phase === null || killed.length > 0) return;
        killed.push(...(await tree.left()).filter((pid) => !others.has(pid)).slice(0, 1));
        for (const pid of killed) process.kill(pid, 'SIGKILL');
      },
    });
    expect(result).toMatchObject({ kind: 'failed', reason: 'technical' });
    expect((await tree.left()).filter((pid) => !others.has(pid))).toEqual([]);
  });

  it('stops when asked', async () => {
    site = await serve('honnete');
    const stop = new AbortController();
    const result = await scan(jobFor(site.url), { signal: stop.signal, tell: () => stop.abort() });
    expect(result).toMatchObject({ kind: 'failed', reason: 'technical' });
  });
});

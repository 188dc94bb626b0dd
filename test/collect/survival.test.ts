/** Hostile pages through a real scan: each ends in time, with an honest word, within its memory, and leaves no process. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followTree } from '../../src/collect/process-tree.ts';
import { type ScanResult, scan, usualBudget } from '../../src/collect/scan.ts';
import { patientMs } from '../kit/bounds.ts';
import { type HostileSite, serveHostile } from './hostile-site.ts';
import { browserCache, quickPace } from './stage.ts';

/** The whole list takes half an hour (test/bench/hostile.ts): here is one of each kind, at a quick pace. */
const pace = { ...quickPace, commitMs: 4_000, capMs: 4_000, bannerMs: 300, observeMs: 300, budgetMs: 15_000 };
const budget = { ...usualBudget, wallMs: 40_000 };

type Ended = { result: ScanResult; seconds: number; peak: number };

const scanOne = async (target: string): Promise<Ended> => {
  const began = performance.now();
  let peak = 0;
  const result = await scan(
    {
      ...{ preau: '0.1.0', target, proxyUrl: null, acceptNoSandbox: false, pace },
      browser: { setting: null, cache: browserCache },
      settings: { resolver: null, allowNets: [], chromiumArgs: [] },
    },
    {
      budget,
      weigh: (bytes) => {
        peak = Math.max(peak, bytes);
      },
    },
  );
  return { result, peak, seconds: (performance.now() - began) / 1000 };
};

const wordOf = ({ result }: Ended): string => {
  if (result.kind === 'failed') return `failed ${result.reason}`;
  const state = result.raw.phases['before-choice'];
  return state.kind === 'observed' ? 'observed' : state.reason;
};

const expected = {
  'js-while': ['timeout'],
  'js-while-late': ['timeout', 'observed'],
  'alert-loop': ['timeout'],
  // « timeout » on a machine under load: as honest, and as short.
  'popup-storm': ['observed', 'timeout'],
  'gzip-html': ['timeout', 'crashed', 'failed crashed', 'failed timeout'],
  'title-huge': ['observed', 'timeout'],
  'headers-drip': ['timeout'],
  'unread-body': ['observed'],
  'sw-never-answers': ['observed', 'timeout'],
  'redirect-12': ['refused'],
  'status-204': ['unreachable', 'blank-page'],
  'http-garbage': ['unreachable', 'blank-page'],
  'tls-plain': ['unreachable'],
} as const;
type Name = keyof typeof expected;

describe('a hostile page', () => {
  let hostile: HostileSite;
  const ended = new Map<string, Ended>();
  let left: number[] = [];

  beforeAll(async () => {
    hostile = await serveHostile();
    const tree = followTree(process.pid);
    const before = new Set(await tree.left());
    const names = Object.keys(expected);
    const watch = setInterval(() => void tree.sample(), 500);
    const walk = async () => {
      for (let name = names.pop(); name !== undefined; name = names.pop())
        ended.set(name, await scanOne(hostile.urlOf(name)));
    };
    await Promise.all([walk(), walk()]);
    clearInterval(watch);
    const patience = Date.now() + patientMs;
    const stayed = async () => (await tree.left()).filter((pid) => !before.has(pid));
    for (left = await stayed(); left.length > 0 && Date.now() < patience; left = await stayed()) await sleep(250);
  }, 300_000);
  afterAll(() => hostile.close());

  const endOf = (name: string): Ended => {
    const end = ended.get(name);
    if (!end) throw new Error(`${name} was not scanned.`);
    return end;
  };

  it.each(Object.entries(expected))('%s comes to one of %j, in time and in memory', (name, words) => {
    const end = endOf(name);
    expect(words).toContain(wordOf(end));
    expect(end.seconds).toBeLessThan((budget.wallMs + patientMs) / 1_000);
    expect(end.peak).toBeLessThan(3_000_000_000);
  });

  it('leaves no process of any of them', () => expect(left).toEqual([]));

  it('is never shown by a picture of the browser’s own words', () => {
    const unseen: Name[] = ['js-while', 'redirect-12', 'status-204', 'http-garbage', 'tls-plain'];
    for (const name of unseen) {
      const { result } = endOf(name);
      if (result.kind === 'failed' || result.raw.pages.kind === 'unavailable') throw new Error(name);
      for (const page of result.raw.pages.records) expect(page).toMatchObject({ loaded: false, screenshot: null });
    }
  });

  it('tells what was cut', () => {
    const { result } = endOf('popup-storm');
    expect(result.kind === 'visited' && result.raw.truncated).toContainEqual({ what: 'popup', at: 5 });
  });
});

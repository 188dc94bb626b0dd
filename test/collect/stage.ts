/** One real browser for a test file, and visits in it at a quicker pace than usual. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '../../src/collect/browser/find.ts';
import { openSandboxed } from '../../src/collect/browser/launch.ts';
import type { Pace } from '../../src/collect/limits.ts';
import { openPageList, type PageList } from '../../src/collect/page-list.ts';
import { type PhaseOutcome, runPhase } from '../../src/collect/phase.ts';
import type { RawVisit } from '../../src/collect/raw-visit.ts';
import { openRobots, type ReadRobots, type Robots } from '../../src/collect/robots.ts';
import type { Polls } from '../../src/collect/settle.ts';
import { visit } from '../../src/collect/visit.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { JourneyLock, JourneyOrder } from '../../src/model/journey.ts';
import type { Phase } from '../../src/model/phase.ts';
import type { Hold } from '../../src/model/plan.ts';
import { serve } from '../site/served.ts';

export const quickPace: Pace = {
  commitMs: 4_000,
  quietMs: 300,
  capMs: 5_000,
  bannerMs: 800,
  observeMs: 600,
  budgetMs: 60_000,
};

export const browserCache = path.join(tmpdir(), `preau-test-browser-${process.getuid?.() ?? 0}`);

type Given = { list?: PageList; robots?: Robots; journey?: JourneyOrder; hold?: Hold; polls?: Polls };

/** The browser is shared by the file; contexts keep the visits apart. */
export const openStage = async (
  browserWish: { extraArgs?: string[]; proxyUrl?: string; as?: 'announced' | 'ordinary' } = {},
) => {
  const workDir = await mkdtemp(path.join(tmpdir(), 'preau-test-visit-'));
  const found = await findBrowser({ setting: null, cache: browserCache });
  if (found.kind === 'no-browser') throw new Error(found.message);
  const wish = { found, proxyUrl: null, extraArgs: [], workDir, ...browserWish };
  const browser = await openSandboxed(wish, { loopbackOnly: true, acceptNoSandbox: false });
  if (browser.kind !== 'open') throw new Error(browser.detail);

  const kept = new Map<string, Uint8Array>();
  const play = async (
    target: string,
    phase: Phase,
    pace = quickPace,
    { hold, polls, ...given }: Given = {},
  ): Promise<PhaseOutcome & { cuts: RawVisit['truncated'] }> => {
    const cuts: RawVisit['truncated'] = [];
    const keep = async () => 'f'.repeat(64);
    const newContext = () => browser.newContext();
    const shared = { hold: hold ?? 'off', polls: polls ?? new Set() };
    const stage = { phase, pace, cuts, clock: () => new Date(), keep, newContext, ...shared };
    return {
      ...(await runPhase({
        target,
        stage,
        tell: () => {},
        late: () => false,
        list: openPageList(target),
        robots: openRobots(null),
        journey: null,
        ...given,
      })),
      cuts,
    };
  };
  const playJourney = (target: string, journey: JourneyOrder) => play(target, 'journey', quickPace, { journey });
  const visitWhole = (target: string, readRobots?: ReadRobots, locked?: JourneyLock): Promise<RawVisit> =>
    visit({
      job: {
        ...{ preau: '0.1.0', target, settings: { resolver: null, allowNets: [], chromiumArgs: [] }, pace: quickPace },
        ...(locked ? { locked } : {}),
      },
      browser,
      selfTest: { thirdPartyCookie: true, serviceWorker: true, webSocket: true },
      write: async (digest, bytes) => {
        kept.set(digest, bytes);
      },
      tell: () => {},
      now: () => new Date(),
      ...(readRobots ? { readRobots } : {}),
    });
  const close = async () => {
    await browser.close();
    await rm(workDir, { recursive: true, force: true });
  };
  return { newContext: () => browser.newContext(), play, playJourney, visitWhole, kept, close };
};

/** Serves one of test/site and plays one phase on it. */
export const playSite = async (
  stage: Awaited<ReturnType<typeof openStage>>,
  name: string,
  phase: Phase = 'before-choice',
  pace: Pace = quickPace,
) => {
  const site = await serve(name);
  try {
    return { site, ...(await stage.play(site.url, phase, pace)) };
  } finally {
    await site.close();
  }
};

export const recordsOf = <Rec>(set: Collected<Rec>): Rec[] => {
  if (set.kind === 'unavailable') throw new Error(set.reason);
  return set.records;
};

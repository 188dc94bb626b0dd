/** One phase on stage: a context that shares nothing with the others, one page in it, and its network log. */
import type { BrowserContext, Page } from 'playwright-core';
import type { Phase } from '../model/phase.ts';
import type { Hold } from '../model/plan.ts';
import type { ConsentRecord, PageRole, StepRecord } from '../model/records.ts';
import { type Held, holdBeacons } from './hold.ts';
import type { Now, Stop } from './hop.ts';
import type { SeenDocument } from './inside/document.ts';
import type { Cut, Pace } from './limits.ts';
import type { LoadTrouble } from './loading.ts';
import { meetTarget } from './meet-target.ts';
import { type Listener, overhear } from './overhear.ts';
import type { Polls, Settled } from './settle.ts';
import type { Typed } from './typed.ts';
import { openWire, type Wire } from './wire.ts';
import { within } from './within.ts';

/** A page opened, waited for and judged. */
export type Visited = {
  stop: Stop;
  roles: PageRole[];
  status: number | null;
  headers: Record<string, string>;
  settledBy: Settled['by'] | 'failed';
  trouble: LoadTrouble | null;
  document: SeenDocument | null;
};

export type Scene = {
  phase: Phase;
  context: BrowserContext;
  page: Page;
  wire: Wire;
  /** Measurements answered in place of their collector. */
  held: Held;
  /** Adds an ear to the network events, beside the log. */
  hear: (listener: Listener) => void;
  now: Now;
  signs: { crashed: boolean; download: boolean };
  /** Filled by the act of the phase. */
  consent: ConsentRecord | null;
  /** Filled by the act of the journey. */
  steps: StepRecord[];
  /** Addresses of the pages where a person could type, in the order of the visit. */
  fillable: string[];
  /** Filled once everything else is recorded. */
  typed: Typed;
  pace: Pace;
  polls: Polls;
  cuts: Cut[];
  clock: () => Date;
  /** Keeps a file of the bundle, and gives its SHA-256. */
  keep: (bytes: Uint8Array, mediaType: string, what: string) => Promise<string>;
  close: () => Promise<void>;
};

export type Stage = Pick<Scene, 'phase' | 'pace' | 'cuts' | 'clock' | 'keep'> & {
  newContext: () => Promise<BrowserContext>;
  /** Nothing is held when absent. */
  hold?: Hold;
  /** Shared by the phases of a visit. */
  polls?: Polls;
};

/** Opens an empty page with every ear to it; nothing has left the browser yet. */
export const openScene = async (stage: Stage): Promise<Scene> => {
  const { newContext, hold = 'off', polls = new Set(), ...given } = stage;
  const context = await newContext();
  const now: Now = { stop: { requestedUrl: 'about:blank', url: 'about:blank' }, act: 0 };
  const wire = openWire(now);
  const ears: Listener[] = [wire.take];
  const deaf = listen(context, (event) => {
    for (const ear of ears) ear(event);
  });
  const held = await holdBeacons(context, hold);
  const page = await context.newPage();
  await keepCallers(context, page);
  const signs = { crashed: false, download: false };
  page.on('crash', () => {
    signs.crashed = true;
  });
  page.on('download', () => {
    signs.download = true;
  });
  const close = async () => {
    // A context whose page is stuck may never close: the parent ends the process anyway.
    deaf();
    await within(5_000, Promise.all([held.stop(), context.close()])).catch(() => {});
  };
  const hear = (listener: Listener) => {
    ears.push(listener);
  };
  const filled: Pick<Scene, 'consent' | 'steps' | 'fillable' | 'typed'> = {
    consent: null,
    steps: [],
    fillable: [],
    typed: { kind: 'nothing' },
  };
  return { ...given, polls, context, page, wire, held, hear, now, signs, ...filled, close };
};

/**
 * Asynchronous callers (a timer, a promise) of the page itself, asked on a line of our own: on Playwright's, asked
 * before the runtime is enabled, the depth was lost in two runs of two on a calm machine.
 */
const keepCallers = async (context: BrowserContext, page: Page): Promise<void> => {
  const session = await context.newCDPSession(page);
  await session.send('Runtime.enable');
  await session.send('Runtime.setAsyncCallStackDepth', { maxDepth: 8 });
};

const listen = (context: BrowserContext, take: Listener): (() => void) => {
  const browser = context.browser();
  if (!browser) throw new Error('A context without a browser cannot be listened to.');
  return overhear(browser, take, meetTarget);
};

/** One phase on stage: a context that shares nothing with the others, one page in it, and its network log. */
import type { BrowserContext, Page } from 'playwright-core';
import type { ConsentRecord, PageRole, Phase } from '../model/evidence.ts';
import type { Now, Stop } from './hop.ts';
import type { SeenDocument } from './inside/document.ts';
import type { Cut, Pace } from './limits.ts';
import type { LoadTrouble } from './loading.ts';
import { overhear } from './overhear.ts';
import type { Settled } from './settle.ts';
import { listenToSharedWorkers } from './shared-workers.ts';
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
  now: Now;
  signs: { crashed: boolean; download: boolean };
  /** Filled by the act of the phase. */
  consent: ConsentRecord | null;
  pace: Pace;
  cuts: Cut[];
  clock: () => Date;
  /** Keeps a file of the bundle, and gives its SHA-256. */
  keep: (bytes: Uint8Array, mediaType: string, what: string) => Promise<string>;
  close: () => Promise<void>;
};

export type Stage = Pick<Scene, 'phase' | 'pace' | 'cuts' | 'clock' | 'keep'> & {
  newContext: () => Promise<BrowserContext>;
};

/** Opens an empty page with every ear to it; nothing has left the browser yet. */
export const openScene = async (stage: Stage): Promise<Scene> => {
  const { newContext, ...given } = stage;
  const context = await newContext();
  const now: Now = { stop: { requestedUrl: 'about:blank', url: 'about:blank' }, act: 0 };
  const wire = openWire(now);
  const deaf = await listen(context, wire);
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
    await within(5_000, Promise.all([deaf(), context.close()])).catch(() => {});
  };
  return { ...given, context, page, wire, now, signs, consent: null, close };
};

const listen = async (context: BrowserContext, wire: Wire): Promise<() => Promise<void>> => {
  const browser = context.browser();
  if (!browser) throw new Error('A context without a browser cannot be listened to.');
  const stop = overhear(browser, wire.take);
  const session = await browser.newBrowserCDPSession();
  await listenToSharedWorkers(session, wire.take);
  return async () => {
    stop();
    await session.detach();
  };
};

/** Asynchronous callers (a timer, a promise) are part of « who asked »: tag managers always load through one. */
const keepCallers = async (context: BrowserContext, page: Page): Promise<void> => {
  const session = await context.newCDPSession(page);
  await session.send('Runtime.enable');
  await session.send('Runtime.setAsyncCallStackDepth', { maxDepth: 8 });
};

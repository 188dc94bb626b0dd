/** One phase on stage: a context that shares nothing with the others, one page in it, and its network log. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import type { ConsentRecord, PageRole, Phase } from '../model/evidence.ts';
import type { Now, Stop } from './hop.ts';
import type { SeenDocument } from './inside/document.ts';
import type { Cut, Pace } from './limits.ts';
import { listenToPage, listenToSharedWorkers } from './line.ts';
import type { LoadTrouble } from './loading.ts';
import type { Settled } from './settle.ts';
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
  const page = await context.newPage();
  await listenToPage(context, page, wire.take);
  const ears = await listenToBrowser(context.browser(), wire);
  const signs = { crashed: false, download: false };
  page.on('crash', () => {
    signs.crashed = true;
  });
  page.on('download', () => {
    signs.download = true;
  });
  const close = async () => {
    // A context whose page is stuck may never close: the parent ends the process anyway.
    await within(5_000, Promise.all([ears?.detach(), context.close()])).catch(() => {});
  };
  return { ...given, context, page, wire, now, signs, consent: null, close };
};

const listenToBrowser = async (browser: Browser | null, wire: Wire): Promise<CDPSession | null> => {
  const session = (await browser?.newBrowserCDPSession()) ?? null;
  if (session) await listenToSharedWorkers(session, wire.take);
  return session;
};

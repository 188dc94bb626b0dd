/** A real browser behind a real guard, as a visit has it: what the vectors are shot with. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '../../src/collect/browser/find.ts';
import { type OpenBrowser, openSandboxed } from '../../src/collect/browser/launch.ts';
import { browserCache } from '../collect/stage.ts';

export type Marksman = { browser: OpenBrowser; stop(): Promise<void> };

/** @param proxyUrl the passage; null for a browser that nothing holds back. */
export const openMarksman = async (proxyUrl: string | null): Promise<Marksman> => {
  const workDir = await mkdtemp(path.join(tmpdir(), 'preau-guard-'));
  const found = await findBrowser({ setting: null, cache: browserCache });
  if (found.kind !== 'found') throw new Error(found.message);
  const wish = { found, proxyUrl, extraArgs: [], workDir };
  const browser = await openSandboxed(wish, { loopbackOnly: true, acceptNoSandbox: false });
  if (browser.kind !== 'open') throw new Error(browser.detail);
  const stop = async () => {
    await browser.close();
    await rm(workDir, { recursive: true, force: true });
  };
  return { browser, stop };
};

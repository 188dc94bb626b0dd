/** Proves, before the first visit of a process, that this browser shows what a tracker does. */
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import type { SelfTest } from '../../model/evidence.ts';
import type { OpenBrowser } from './launch.ts';
import { type PlantedSite, plantSite } from './planted-site.ts';

/**
 * Visits a page of our own that plants a third-party cookie, a request of a service worker and a WebSocket, and says
 * which of them were seen. Some builds of Chromium drop third-party cookies without a word: a site full of them would
 * look clean. The context is made like those of a visit, but for its proxy: the guard rightly refuses loopback, so
 * the planted site is its own proxy. Measured here: 0.4 s.
 */
export const selfTest = async (browser: Pick<OpenBrowser, 'newContext'>): Promise<SelfTest> => {
  const site = await plantSite();
  const context = await browser.newContext({ proxyUrl: site.proxyUrl });
  try {
    return await observe(context, site);
  } finally {
    await context.close();
    await site.close();
  }
};

/** French sentence that names what the browser hides and what to do, or null when it hides nothing. */
export const hidden = (test: SelfTest): string | null => {
  const missing = [
    test.thirdPartyCookie ? [] : ['les cookies tiers'],
    test.serviceWorker ? [] : ['les requêtes des service workers'],
    test.webSocket ? [] : ['les WebSockets'],
  ].flat();
  if (missing.length === 0) return null;
  return (
    `Ce navigateur cache ${list.format(missing)} : un contrôle dirait « rien vu » à tort, il est donc refusé. ` +
    'Installez chromium-headless-shell, ou indiquez un autre navigateur dans PREAU_CHROMIUM.'
  );
};

/** Milliseconds; fifty times what it takes on a quiet machine, since giving up means refusing every check. */
const patience = 20_000;

const list = new Intl.ListFormat('fr');

const observe = async (context: BrowserContext, site: PlantedSite): Promise<SelfTest> => {
  const seen: SelfTest = { thirdPartyCookie: false, serviceWorker: false, webSocket: false };
  context.on('request', (request) => {
    if (request.serviceWorker() && request.url() === site.workerFetch) seen.serviceWorker = true;
  });
  const page = await context.newPage();
  page.on('websocket', (socket) => {
    if (socket.url() === site.webSocket) seen.webSocket = true;
  });
  const reached = await page.goto(site.page, { timeout: patience }).catch(() => null);
  // A page that fails leaves everything unseen, and the visit is refused: no need to know why.
  if (!reached) return seen;
  await page.waitForFunction("document.title === 'fini'", null, { timeout: patience }).catch(() => {});
  // Events come by another way than the title: late by up to a second on a machine under load.
  for (let turn = 0; turn < 40; turn += 1) {
    const kept = (await context.cookies(site.thirdParty)).some((each) => each.name === site.cookie);
    // Kept is not enough: a browser may keep a cookie and never send it back.
    seen.thirdPartyCookie = kept && site.cookieCameBack();
    if (seen.thirdPartyCookie && seen.serviceWorker && seen.webSocket) break;
    await wait(50);
  }
  return seen;
};

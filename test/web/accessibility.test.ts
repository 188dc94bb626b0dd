/** Every page in a real Chromium: axe finds nothing, nothing scrolls sideways, nothing is refused by our own policy. */
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/collect/browser/find.ts';
import { readConfig } from '../../src/config.ts';
import { openTestHouse, reference } from './house.ts';
import { noon } from './samples.ts';
import { check, file, publish, signIn } from './story.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const house = openTestHouse();
const published = await publish(house);
const waiting = await file(house, { name: 'Atlas' });
const journey = 'name: x\nsteps:\n  - fill: { field: Code, secret: code }';
const secret = { 'journey.secrets.0.name': 'code', 'journey.secrets.0.value': 'un code' };
const checked = await check(house, { name: 'Carnet', 'journey.steps': journey, ...secret });
const [name = '', value = ''] = (await signIn(house)).split('=');

const addresses = [
  ...[
    '/',
    '/outils',
    '/outils?contexte=eleves-sans-compte',
    '/outils?q=zzz',
    '/outils/geometrie-libre',
    '/outils/rien',
  ],
  ...['/regles', `/regles/${reference.rulebook.rules[0]?.id}`, `/decisions/${published.number}`, '/deposer'],
  ...[`/depots/${waiting.key}`, `/depots/${checked.key}`, '/connexion', '/commission'],
  ...[`/commission/dossiers/${checked.number}`, '/accessibilite', '/mentions-legales', '/donnees-personnelles'],
  ...['/plan-du-site', '/visiteur', '/introuvable', '/engagements', '/regles/versions', '/commission/simulation'],
  ...['/parcours', `/depots/${checked.key}/parcours`, '/qui-decide', '/compte', '/compte/sessions'],
];

let browser: Browser;
let site: string;
const server = serve({ fetch: house.app.fetch, port: 0, hostname: '127.0.0.1' });

beforeAll(async () => {
  const config = readConfig();
  const cache = 'cache' in config ? config.cache : path.join(tmpdir(), 'preau');
  const found = await findBrowser({ setting: process.env['PREAU_CHROMIUM'] ?? null, cache });
  if (found.kind !== 'found') throw new Error(found.message);
  // Only our own pages are opened here, and the tests may run as root, where no sandbox can be had.
  browser = await chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.env },
    chromiumSandbox: false,
  });
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await browser?.close();
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
});

const openContext = async (options: { width: number; dark: boolean }): Promise<BrowserContext> => {
  const context = await browser.newContext({
    viewport: { width: options.width, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    // axe is a script of the test, not of the page.
    bypassCSP: true,
  });
  await context.addCookies([{ name, value, url: site }]);
  return context;
};

const widths = [
  { width: 360, dark: true },
  { width: 1280, dark: false },
];

describe.each(widths)('At $width pixels, dark: $dark', (options) => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await openContext(options);
  });
  afterAll(async () => context?.close());

  it.each(addresses)('%s has no fault that axe can see and fits the screen', async (address) => {
    const page = await context.newPage();
    await page.goto(`${site}${address}`, { waitUntil: 'domcontentloaded' });
    // Folded parts are read too.
    await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
    await page.addScriptTag({ path: axe });
    const seen = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
    const faults = seen.violations.map(
      (each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`,
    );
    const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    await page.close();
    // A run that looked at nothing would find nothing.
    expect(seen.passes.length).toBeGreaterThan(10);
    expect(faults).toEqual([]);
    expect(sideways).toBeLessThanOrEqual(0);
  });
});

describe('In a browser that applies our own policy', () => {
  it('a form is sent and comes back with its problems, without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site}/deposer`);
    await page.fill('[name=name]', 'Un outil');
    await page.click('button[type=submit] >> text=Demander le contrôle');
    expect(await page.title()).toMatch(/^À corriger/);
    expect(await page.inputValue('[name=name]')).toBe('Un outil');
    await page.click('.summary a >> nth=0');
    expect(page.url()).toContain('#champ-');
    await context.close();
  });

  it('the first key leads to the skip link, and the link to the content', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(site);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Aller au contenu');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('contenu');
    await context.close();
  });

  it('progress is told as it comes, and the page changes when the check ends', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const refused: string[] = [];
    page.on('console', (message) => message.text().includes('Content Security Policy') && refused.push(message.text()));
    house.progress.tell(waiting.number, { kind: 'state', state: 'checking', at: noon });
    house.progress.tell(waiting.number, { kind: 'step', text: 'Première étape', at: noon });
    await page.goto(`${site}/depots/${waiting.key}`);
    await page.waitForSelector('[data-live] li >> text=Première étape');
    house.progress.tell(waiting.number, { kind: 'step', text: 'Deuxième étape', at: noon });
    await page.waitForSelector('[data-live] li >> text=Deuxième étape');
    const act = (event: 'start-check' | 'fail-check') =>
      house.tools.archive.write((pen) => pen.move(waiting.number, { event, actor: 'robot', reason: '', at: noon }));
    act('start-check');
    act('fail-check');
    house.progress.tell(waiting.number, { kind: 'state', state: 'check-inconclusive', at: noon });
    await page.waitForSelector('.badge >> text=Contrôle non concluant');
    expect(refused).toEqual([]);
    await context.close();
  });
});

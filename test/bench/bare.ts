/** The floor of the benchmark: the same browser, three contexts, the page opened in each, a second of settling, a screenshot. */
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '../../src/collect/browser/find.ts';
import { openBrowser } from '../../src/collect/browser/launch.ts';
import { dropPrivileges, isRoot } from '../../src/privileges.ts';

const [, , url = ''] = process.argv;
const cache = isRoot()
  ? '/var/cache/preau'
  : path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'preau');
const found = await findBrowser({ setting: process.env['PREAU_CHROMIUM'] ?? null, cache });
if (found.kind === 'no-browser') throw new Error(found.message);
dropPrivileges();
const workDir = mkdtempSync(path.join(tmpdir(), 'preau-bare-'));
const browser = await openBrowser({ found, proxyUrl: null, extraArgs: [], sandbox: 'on', workDir });
if (browser.kind !== 'open') throw new Error(browser.detail);
for (let each = 0; each < 3; each += 1) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForTimeout(1000);
  await page.screenshot();
  await context.close();
}
await browser.close();
rmSync(workDir, { recursive: true, force: true });

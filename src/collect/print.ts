/** Prints a page of our own as a tagged PDF: no script, no network, in a browser that opens nothing else. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSandboxed } from './browser/launch.ts';
import { type Message, type PrintOrder, printResult, printSource } from './messages.ts';
import { within } from './within.ts';

/** Nothing listens there: what the page would ask goes nowhere. */
const deadEnd = 'http://127.0.0.1:9';

/** Runs in the scanner process; the page quotes hostile sites, so it gets the same care as they do. */
export const printPage = async ({ found, workDir }: PrintOrder): Promise<Message> => {
  const wish = { found, proxyUrl: deadEnd, extraArgs: [], workDir };
  const opened = await openSandboxed(wish, { loopbackOnly: true, acceptNoSandbox: false });
  if (opened.kind !== 'open') return { kind: 'failed', reason: 'no-browser', detail: opened.detail };
  const context = await opened.newContext();
  await context.setOffline(true);
  const page = await context.newPage();
  const html = await readFile(path.join(workDir, printSource), 'utf8');
  await page.setContent(html, { waitUntil: 'load', timeout: 20_000 });
  const pdf = await within(40_000, page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, format: 'A4' }));
  await writeFile(path.join(workDir, printResult), pdf);
  return { kind: 'done' };
};

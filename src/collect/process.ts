/** The scanner process: gives up root, opens the browser, checks it, makes one visit, writes it down and ends. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { BrowserIdentity } from '../model/evidence.ts';
import { dropPrivileges } from '../privileges.ts';
import { type OpenBrowser, openSandboxed } from './browser/launch.ts';
import { hidden, selfTest } from './browser/self-test.ts';
import { type Message, Order, visitFile } from './messages.ts';
import type { Tell } from './raw-visit.ts';
import { visit } from './visit.ts';

const say = (message: Message): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};
const tell: Tell = (event) => say({ kind: 'event', event });

const work = async ({ job, found, workDir }: Order): Promise<Message> => {
  tell({ phase: null, step: 'Ouverture du navigateur' });
  const opened = await openSandboxed(
    { found, proxyUrl: job.proxyUrl, extraArgs: job.settings.chromiumArgs, workDir, contact: job.contact ?? null },
    { loopbackOnly: isLoopback(job.target), acceptNoSandbox: job.acceptNoSandbox },
  );
  if (opened.kind === 'no-sandbox') return { kind: 'failed', reason: 'no-sandbox', detail: opened.detail };
  if (opened.kind === 'no-launch') return { kind: 'failed', reason: 'no-browser', detail: opened.detail };
  tell({ phase: null, step: introduction(opened.identity) });
  tell({ phase: null, step: 'Essai du navigateur' });
  const test = await selfTest(opened);
  const complaint = hidden(test);
  if (complaint !== null) return { kind: 'failed', reason: 'self-test', detail: complaint };
  return visitWith(opened, { job, found, workDir }, test);
};

const origins = {
  setting: 'choisi par PREAU_CHROMIUM',
  'system-headless-shell': 'du système, sans écran',
  carried: 'transporté par npm',
  system: 'du système',
} as const satisfies Record<BrowserIdentity['origin'], string>;

const sandboxes = {
  on: 'bac à sable actif',
  'off-loopback-only': 'ATTENTION : SANS BAC À SABLE, pages de cette machine seulement',
  'off-accepted': 'ATTENTION : SANS BAC À SABLE, accepté par réglage',
} as const satisfies Record<BrowserIdentity['sandbox'], string>;

/** Vendors read this live: the place of the file on our disk is for the evidence only. */
const introduction = ({ version, origin, sandbox }: BrowserIdentity): string =>
  `Chromium ${version} ${origins[origin]}, ${sandboxes[sandbox]}`;

const visitWith = async (
  browser: OpenBrowser,
  { job, workDir }: Order,
  test: Awaited<ReturnType<typeof selfTest>>,
): Promise<Message> => {
  const write = (name: string, bytes: Uint8Array) => writeFile(path.join(workDir, name), bytes);
  const raw = await visit({ job, browser, selfTest: test, write, tell, now: () => new Date() });
  await writeFile(path.join(workDir, visitFile), JSON.stringify(raw));
  return { kind: 'done' };
};

const isLoopback = (target: string): boolean =>
  /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.parse(target)?.hostname ?? '');

const lines = createInterface({ input: process.stdin });
// The parent holds our input open: when it dies, so do we, and Chromium with us (its pipe breaks).
lines.once('close', () => process.exit(1));
lines.once('line', async (line) => {
  // Everything is loaded by now: the project may lie where the unprivileged account cannot read.
  dropPrivileges();
  const message = await work(v.parse(Order, JSON.parse(line))).catch((error: unknown): Message => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    return {
      kind: 'failed',
      reason: 'technical',
      detail: 'Le contrôle a échoué pour une raison technique de notre fait.',
    };
  });
  // The browser is left to the parent, which kills the whole tree: a stuck page can make `close` last for ever.
  process.stdout.write(`${JSON.stringify(message)}\n`, () => process.exit(0));
});

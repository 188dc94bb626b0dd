/** The scanner process: gives up root, opens the browser, checks it, makes one visit (or prints one page) and ends. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { BrowserIdentity } from '../model/evidence.ts';
import { dropPrivileges } from '../privileges.ts';
import { type OpenBrowser, openSandboxed } from './browser/launch.ts';
import { hidden, selfTest } from './browser/self-test.ts';
import { harType, mostEntries, openHarRecorder } from './bundle/har-recorder.ts';
import { sha256 } from './digest.ts';
import { fetchRobots } from './fetch-robots.ts';
import { type Redactor, redactor } from './journey/redact.ts';
import { withhold } from './journey/withhold.ts';
import { type Pace, usualPace } from './limits.ts';
import { type HandedOver, type Message, Order, type VisitOrder, visitFile } from './messages.ts';
import { printPage } from './print.ts';
import type { RawVisit, Tell } from './raw-visit.ts';
import { visit } from './visit.ts';

const say = (message: Message): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};
/** Hides the secrets of the order that was given, in all that leaves this process. */
let hide: Redactor = redactor({});
const tell: Tell = (event) => say({ kind: 'event', event: hide(event) });

const work = async (order: Order): Promise<Message> => (order.kind === 'print' ? printPage(order) : visitAlone(order));

const visitAlone = async (order: VisitOrder): Promise<Message> => {
  const { job, found, workDir } = order;
  tell({ phase: null, step: 'Ouverture du navigateur' });
  const opened = await openSandboxed(
    {
      found,
      proxyUrl: job.proxyUrl,
      extraArgs: job.settings.chromiumArgs,
      workDir,
      contact: job.contact ?? null,
      as: job.as ?? 'announced',
    },
    { loopbackOnly: isLoopback(job.target), acceptNoSandbox: job.acceptNoSandbox },
  );
  if (opened.kind === 'no-sandbox') return { kind: 'failed', reason: 'no-sandbox', detail: opened.detail };
  if (opened.kind === 'no-launch') return { kind: 'failed', reason: 'no-browser', detail: opened.detail };
  tell({ phase: null, step: introduction(opened.identity) });
  tell({ phase: null, step: 'Essai du navigateur' });
  const test = await selfTest(opened);
  const complaint = hidden(test);
  if (complaint !== null) return { kind: 'failed', reason: 'self-test', detail: complaint };
  return visitWith(opened, order, test);
};

const origins = {
  setting: 'choisi par PREAU_CHROMIUM',
  'system-headless-shell': 'du système, sans écran',
  carried: 'transporté par npm',
  system: 'du système',
  imported: 'd’un fichier importé',
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
  { job, workDir }: VisitOrder,
  test: Awaited<ReturnType<typeof selfTest>>,
): Promise<Message> => {
  const now = () => new Date();
  const write = (name: string, bytes: Uint8Array) => writeFile(path.join(workDir, name), bytes);
  const recorder = openHarRecorder();
  browser.overhear(recorder.take);
  const tellAndTurn: Tell = (event) => {
    if (event.phase) recorder.enter(event.phase, now().toISOString());
    tell(event);
  };
  const readRobots = job.proxyUrl === null ? {} : { readRobots: fetchRobots(job.proxyUrl, browser.userAgent) };
  const inTime = { ...job, pace: afterLaunch(job.pace ?? usualPace) };
  const seen = await visit({ job: inTime, browser, selfTest: test, write, tell: tellAndTurn, now, ...readRobots });
  const raw = withhold(seen, job.journey?.secrets ?? {});
  const { har, cut } = recorder.write({ preau: job.preau, browser: browser.identity.version });
  const handed: HandedOver = { raw: await withHar(raw, hide(har), cut, write), profile: browser.profile };
  await writeFile(path.join(workDir, visitFile), JSON.stringify(handed));
  return { kind: 'done' };
};

/** The launch takes its time from the visit: on a machine under load it took 12 s, and the parent counts from the order. */
const afterLaunch = (pace: Pace): Pace => ({
  ...pace,
  budgetMs: Math.max(pace.budgetMs / 2, pace.budgetMs - Math.round(performance.now())),
});

const withHar = async (
  raw: RawVisit,
  har: string,
  cut: boolean,
  write: (name: string, bytes: Uint8Array) => Promise<void>,
): Promise<RawVisit> => {
  const bytes = Buffer.from(har);
  const digest = sha256(bytes);
  await write(digest, bytes);
  const file = { sha256: digest, bytes: bytes.length, mediaType: harType, what: 'har' };
  const truncated = cut ? [...raw.truncated, { what: 'har', at: mostEntries }] : raw.truncated;
  return { ...raw, truncated, files: [...raw.files, file] };
};

const isLoopback = (target: string): boolean =>
  /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.parse(target)?.hostname ?? '');

const lines = createInterface({ input: process.stdin });
// The parent holds our input open: when it dies, so do we, and Chromium with us (its pipe breaks).
lines.once('close', () => process.exit(1));
lines.once('line', async (line) => {
  // Everything is loaded by now: the project may lie where the unprivileged account cannot read.
  dropPrivileges();
  const order = v.parse(Order, JSON.parse(line));
  if (order.kind === 'visit') hide = redactor(order.job.journey?.secrets ?? {});
  const message = await work(order).catch((error: unknown): Message => {
    process.stderr.write(`${hide(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
    return {
      kind: 'failed',
      reason: 'technical',
      detail: 'Le contrôle a échoué pour une raison technique de notre fait.',
    };
  });
  // The browser is left to the parent, which kills the whole tree: a stuck page can make `close` last for ever.
  process.stdout.write(`${JSON.stringify(message)}\n`, () => process.exit(0));
});

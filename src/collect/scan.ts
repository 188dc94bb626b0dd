/** One scan seen from the service: a process of its own, watched, killed at its budget, nothing left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { beside, isRoot, unprivilegedId } from '../privileges.ts';
import { type FoundBrowser, findBrowser } from './browser/find.ts';
import { sha256 } from './digest.ts';
import { type Failure, Message, type Order, visitFile } from './messages.ts';
import { followTree } from './process-tree.ts';
import { type Job, RawVisit, type Tell } from './raw-visit.ts';

export type Visited = {
  kind: 'visited';
  raw: RawVisit;
  /** Files of the bundle by SHA-256, as listed in `raw.files`. */
  files: ReadonlyMap<string, Uint8Array>;
};
export type ScanResult = Visited | Failure;

export type Budget = {
  /** The whole scan, launch included. The visit itself stops opening pages after 80 s. */
  wallMs: number;
  /** Sum over the tree; 11 processes of Chromium already weigh 1.1 GB in that count, where shared pages count often. */
  rssBytes: number;
  sampleMs: number;
};
export const usualBudget: Budget = { wallMs: 100_000, rssBytes: 2_600_000_000, sampleMs: 250 };

export type ScanOptions = { tell?: Tell; budget?: Budget; signal?: AbortSignal };

/**
 * Visits `job.target` and gives the raw visit with its files, or why there is none, in French.
 * When it resolves, no process and no file of the scan remains.
 */
export const scan = async (job: Job, options: ScanOptions = {}): Promise<ScanResult> => {
  const found = await findBrowser(job.browser);
  if (found.kind === 'no-browser') return { kind: 'failed', reason: 'no-browser', detail: found.message };
  const workDir = await mkdtemp(path.join(tmpdir(), 'preau-scan-'));
  try {
    if (isRoot()) await chown(workDir, unprivilegedId, unprivilegedId);
    return await run({ job, found, workDir }, options);
  } finally {
    await rm(workDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
};

const run = async (order: Order & { found: FoundBrowser }, options: ScanOptions): Promise<ScanResult> => {
  const child = spawn(process.execPath, [beside(import.meta.url, 'process')], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
    // Not our environment: it may hold the mail password.
    env: { PATH: '/usr/bin:/bin', HOME: order.workDir, LANG: 'fr_FR.UTF-8' },
  });
  const tree = followTree(child.pid ?? 0);
  try {
    const outcome = await follow(child, order, tree.sample, options);
    return outcome.kind === 'done' ? await readVisit(order.workDir) : outcome;
  } finally {
    await tree.kill();
  }
};

type Ending = { kind: 'done' } | Failure;

/** Resolves with the first of: the process's last word, its end, the end of its budget, our own stop. */
const follow = (
  child: ChildProcess,
  order: Order,
  sample: () => Promise<number>,
  { tell, budget = usualBudget, signal }: ScanOptions,
): Promise<Ending> => {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  const fail = (reason: Failure['reason'], detail: string) => resolve({ kind: 'failed', reason, detail });
  const stop = () => fail('technical', 'Le contrôle a été interrompu. Il peut être redemandé.');
  const wall = setTimeout(() => fail('timeout', 'Le contrôle n’a pas fini dans le temps imparti.'), budget.wallMs);
  const watch = setInterval(async () => {
    if ((await sample()) > budget.rssBytes)
      fail('crashed', 'La page demande plus de mémoire que le contrôle n’en permet.');
  }, budget.sampleMs);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();

  const words = lastWords(child);
  child.once('error', () => fail('technical', 'Le processus de contrôle n’a pas pu démarrer.'));
  child.once('close', () => fail('technical', `Le processus de contrôle s’est arrêté sans réponse. ${words()}`.trim()));
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = v.safeParse(v.pipe(v.string(), v.parseJson(), Message), line);
      if (!message.success) return;
      if (message.output.kind === 'event') tell?.(message.output.event);
      else resolve(message.output);
    });
  }
  // A child that dies at once breaks the pipe; its end is told by `close`.
  child.stdin?.on('error', () => {});
  child.stdin?.write(`${JSON.stringify(order)}\n`);
  return promise.finally(() => {
    clearTimeout(wall);
    clearInterval(watch);
    signal?.removeEventListener('abort', stop);
  });
};

/** The end of what the process wrote on its standard error, for the operator. */
const lastWords = (child: ChildProcess): (() => string) => {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(-2_000);
  });
  return () => words.trim().split('\n').at(0) ?? '';
};

/** The process met hostile pages: what it leaves is read like anything that comes from outside. */
const readVisit = async (workDir: string): Promise<ScanResult> => {
  const raw = v.parse(RawVisit, JSON.parse(await readFile(path.join(workDir, visitFile), 'utf8')));
  const files = new Map<string, Uint8Array>();
  for (const { sha256: digest } of raw.files) {
    const bytes = await readFile(path.join(workDir, digest));
    if (sha256(bytes) !== digest) throw new Error(`File ${digest} does not have its digest.`);
    files.set(digest, bytes);
  }
  return { kind: 'visited', raw, files };
};

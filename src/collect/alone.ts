/** One process of ours alone with a browser: given an order, watched, killed at its budget, nothing of it left running. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { beside } from '../privileges.ts';
import { type Failure, Message, type Order } from './messages.ts';
import { followTree } from './process-tree.ts';
import type { Tell } from './raw-visit.ts';

export type Budget = {
  /** The whole work, launch included. A visit itself stops opening pages after 80 s. */
  wallMs: number;
  /** Sum over the tree; 11 processes of Chromium already weigh 1.1 GB in that count, where shared pages count often. */
  rssBytes: number;
  sampleMs: number;
};
export const usualBudget: Budget = { wallMs: 100_000, rssBytes: 2_600_000_000, sampleMs: 250 };

export type Watch = {
  tell?: Tell;
  budget?: Budget;
  signal?: AbortSignal;
  /** Told each sample of the memory of the whole tree, in bytes. */
  weigh?: (rssBytes: number) => void;
};

export type Ending = { kind: 'done' } | Failure;

/** Resolves when the work is over and no process of it remains; what it wrote may then be read without a race. */
export const alone = async (order: Order, watch: Watch): Promise<Ending> => {
  const child = spawn(process.execPath, [beside(import.meta.url, 'process')], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
    // Not our environment: it may hold the mail password.
    env: { PATH: '/usr/bin:/bin', HOME: order.workDir, LANG: 'fr_FR.UTF-8' },
  });
  const tree = followTree(child.pid ?? 0);
  try {
    return await follow(child, order, tree.sample, watch);
  } finally {
    await tree.kill();
  }
};

/** Resolves with the first of: the process's last word, its end, the end of its budget, our own stop. */
const follow = (
  child: ChildProcess,
  order: Order,
  sample: () => Promise<number>,
  { tell, budget = usualBudget, signal, weigh }: Watch,
): Promise<Ending> => {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  const fail = (reason: Failure['reason'], detail: string) => resolve({ kind: 'failed', reason, detail });
  const stop = () => fail('technical', 'Le contrôle a été interrompu. Il peut être redemandé.');
  const wall = setTimeout(() => fail('timeout', 'Le contrôle n’a pas fini dans le temps imparti.'), budget.wallMs);
  const watch = setInterval(async () => {
    const weight = await sample();
    weigh?.(weight);
    if (weight > budget.rssBytes) fail('crashed', 'La page demande plus de mémoire que le contrôle n’en permet.');
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

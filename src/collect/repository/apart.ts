/** A repository read in a process of its own: it asks, the service fetches through the guard; killed at its bounds. */
import { type ChildProcess, fork } from 'node:child_process';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import type { RepositoryRecord } from '../../model/records.ts';
import { beside, isRoot, unprivilegedId } from '../../privileges.ts';
import { bounds } from './bounds.ts';
import { type Answer, type Order, type Request, Said } from './messages.ts';

export type Apart =
  | { kind: 'done'; records: RepositoryRecord[] }
  /** `detail` is for the operator; `why` is told in French. */
  | { kind: 'failed'; why: 'not-read' | 'too-long' | 'too-big'; detail: string };

/** When it settles, no process and no file of the reading remains. Rejects only with what `fetch` throws. */
export const readApart = async (
  order: Omit<Order, 'workDir'>,
  fetch: (request: Request) => Promise<Answer>,
): Promise<Apart> => {
  const workDir = await mkdtemp(path.join(tmpdir(), 'preau-repository-'));
  try {
    if (isRoot()) await chown(workDir, unprivilegedId, unprivilegedId);
    return await run({ ...order, workDir }, fetch);
  } finally {
    await rm(workDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
};

const run = async (order: Order, fetch: (request: Request) => Promise<Answer>): Promise<Apart> => {
  const child = fork(beside(import.meta.url, 'process'), {
    cwd: '/',
    // Not our environment: it may hold the mail password.
    env: { PATH: '/usr/bin:/bin', HOME: order.workDir },
    execArgv: ['--max-old-space-size=400'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = new Promise((done) => child.once('close', done));
  try {
    return await follow(child, order, fetch);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
};

/** Resident memory of the process, in bytes; it starts no other. 0 where there is no /proc. */
const memoryOf = async (child: ChildProcess): Promise<number> => {
  const [, pages = '0'] = (await readFile(`/proc/${child.pid}/statm`, 'utf8').catch(() => '')).split(' ');
  return Number(pages) * 4096;
};

const follow = (child: ChildProcess, order: Order, fetch: (request: Request) => Promise<Answer>): Promise<Apart> => {
  const { promise, resolve, reject } = Promise.withResolvers<Apart>();
  const fail = (why: Extract<Apart, { kind: 'failed' }>['why'], detail: string) =>
    resolve({ kind: 'failed', why, detail });
  const wall = setTimeout(() => fail('too-long', `${bounds.wallMs} ms`), bounds.wallMs);
  const watch = setInterval(async () => {
    if ((await memoryOf(child)) > bounds.rssBytes) fail('too-big', 'memory');
  }, bounds.sampleMs);
  child.once('error', (error) => fail('not-read', error.message));
  child.once('exit', (code) => fail('not-read', `exit ${code}`));
  const hear = async (message: unknown): Promise<void> => {
    const read = v.safeParse(Said, message);
    if (!read.success) return fail('not-read', 'a message that is none');
    const said = read.output;
    if (said.kind === 'done') return resolve(said);
    if (said.kind === 'failed') return fail('not-read', said.detail);
    const answer = await fetch(said.request);
    if (child.connected) child.send({ number: said.number, answer });
  };
  // What throws here is the guard that is gone: the check must know.
  child.on('message', (message) => void hear(message).catch(reject));
  child.send(order);
  return promise.finally(() => {
    clearTimeout(wall);
    clearInterval(watch);
  });
};

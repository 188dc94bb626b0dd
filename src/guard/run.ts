/** One process of the guard, from its start to its end. */
import { fork } from 'node:child_process';
import { beside } from '../privileges.ts';
import { type Ask, openLine } from './line.ts';
import type { Policy } from './policy.ts';

export type Running = {
  ask: Ask;
  pid: number;
  /** Aborted as soon as the process ends: no way out is left. */
  gone: AbortSignal;
  /** Its exit code, or null when a signal killed it. */
  exited: Promise<number | null>;
  stop(): Promise<void>;
};

/** The process leaves within 20 ms when it is told; one that does not is stuck. */
const patienceMs = 5_000;

/** Resolves once the process is ready; throws when it ended before. */
export const run = async (policy: Policy): Promise<Running> => {
  const child = fork(beside(import.meta.url, 'process'), {
    // Nothing of the service's environment: no secret may be read there. getaddrinfo blocks one thread for each name,
    // and Node's four would let four slow names hold up a whole visit.
    env: { UV_THREADPOOL_SIZE: '16' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const end = new AbortController();
  const exited = new Promise<number | null>((done) => {
    child.once('exit', done);
    // A process that could not be started has no exit.
    child.on('error', () => child.pid === undefined && done(null));
  });
  void exited.then(() => end.abort());
  const ask = openLine(child, end.signal);
  await ask({ kind: 'start', policy }, 'started');
  const stop = async () => {
    if (child.connected) child.disconnect();
    const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await exited;
    clearTimeout(late);
  };
  return { ask, pid: child.pid ?? 0, gone: end.signal, exited, stop };
};

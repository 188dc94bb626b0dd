/** The service's side of the guard: starts its process, asks for passages, and notices when it is gone. */
import { fork } from 'node:child_process';
import type { ExchangeRecord } from '../model/evidence.ts';
import { beside } from '../privileges.ts';
import { type Fetch, guardedFetch } from './fetch.ts';
import type { Checked } from './gate.ts';
import { type Ask, openLine } from './line.ts';
import { type Limits, readPolicy, type Staging } from './policy.ts';

/** The way out of one visit. Every method throws once the guard is gone: nothing may go around it. */
export type Passage = {
  /** `http://127.0.0.1:PORT`, an HTTP proxy that serves this visit only. */
  proxyUrl: string;
  /** Judges an address that a person submits, name resolution included; at most 6 s. */
  check(rawUrl: string): Promise<Checked>;
  /** The only fetch of the service. */
  fetch: Fetch;
  /** Cuts what is still open; the journal comes sorted, each line once. */
  close(): Promise<ExchangeRecord[]>;
};

export type Guard = {
  open(): Promise<Passage>;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
  /** Resolves when the process ends, with its exit code, or null when a signal killed it. */
  exited: Promise<number | null>;
  pid: number;
};

/** The process leaves within 20 ms when it is told; one that does not is stuck. */
const patienceMs = 5_000;

/**
 * Starts the guard's process under these staging settings and waits until it is ready.
 * Throws on settings that `readPolicy` would refuse: read them first where a person waits for the answer.
 */
export const startGuard = async (staging: Staging, limits: Partial<Limits> = {}): Promise<Guard> => {
  const read = readPolicy(staging, limits);
  if (read.kind === 'refused') throw new Error(read.messages.join('\n'));
  const child = fork(beside(import.meta.url, 'process'), {
    // Nothing of the service's environment: no secret may be read there. getaddrinfo blocks one thread for each name,
    // and Node's four would let four slow names hold up a whole visit.
    env: { UV_THREADPOOL_SIZE: '16' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise<number | null>((done) => child.once('exit', done));
  const ask = openLine(child, exited);
  await ask({ kind: 'start', policy: read.policy }, 'started');
  return {
    exited,
    pid: child.pid ?? 0,
    open: () => openPassage(ask),
    stop: async () => {
      if (child.connected) child.disconnect();
      const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await exited;
      clearTimeout(late);
    },
  };
};

const openPassage = async (ask: Ask): Promise<Passage> => {
  const { passage, port } = await ask({ kind: 'open' }, 'opened');
  const proxyUrl = `http://127.0.0.1:${port}`;
  let closing: Promise<ExchangeRecord[]> | null = null;

  const check = async (url: string): Promise<Checked> => {
    if (closing) throw new Error('This passage is closed.');
    return (await ask({ kind: 'check', passage, url }, 'checked')).result;
  };
  const close = async () => (await ask({ kind: 'close', passage }, 'closed')).exchanges;

  return {
    proxyUrl,
    check,
    fetch: guardedFetch(proxyUrl, check),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};

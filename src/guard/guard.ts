/** The service's side of the guard: keeps one process of it alive, asks for passages, and notices when it is gone. */
import type { ExchangeRecord } from '../model/records.ts';
import { type Fetch, guardedFetch } from './fetch.ts';
import type { Checked } from './gate.ts';
import { GuardGone } from './line.ts';
import { type Limits, type Policy, readPolicy, type Staging } from './policy.ts';
import { type Running, run } from './run.ts';

export { GuardGone } from './line.ts';

/** The way out of one visit. Every method throws GuardGone once the guard is gone: nothing may go around it. */
export type Passage = {
  /** `http://127.0.0.1:PORT`, an HTTP proxy that serves this visit only. */
  proxyUrl: string;
  /** Aborted when the guard's process ends: what goes on behind this passage sees nothing any more. */
  gone: AbortSignal;
  /** Judges an address that a person submits, name resolution included; at most 6 s. */
  check(rawUrl: string): Promise<Checked>;
  /** The only fetch of the service. */
  fetch: Fetch;
  /** Cuts what is still open; the journal comes sorted, each line once. */
  close(): Promise<ExchangeRecord[]>;
};

export type Guard = {
  /** Starts another process when the last one died: one check is lost with it, not those after. */
  open(): Promise<Passage>;
  /** Ends the process and waits for its end; nothing opens any more. */
  stop(): Promise<void>;
  /** Resolves when the process of this moment ends, with its exit code, or null when a signal killed it. */
  readonly exited: Promise<number | null>;
  /** Of the process of this moment. */
  readonly pid: number;
};

/**
 * Starts the guard's process under these staging settings and waits until it is ready.
 * Throws on settings that `readPolicy` would refuse: read them first where a person waits for the answer.
 * @param lost told when a process ended that nobody stopped, with its exit code, or null when a signal killed it.
 */
export const startGuard = async (
  staging: Staging,
  limits: Partial<Limits> = {},
  lost: (code: number | null) => void = () => {},
): Promise<Guard> => {
  const read = readPolicy(staging, limits);
  if (read.kind === 'refused') throw new Error(read.messages.join('\n'));
  const relay = await keepRunning(read.policy, lost);
  return {
    get exited() {
      return relay.last().exited;
    },
    get pid() {
      return relay.last().pid;
    },
    stop: relay.stop,
    open: async () => {
      const running = await relay.alive();
      try {
        return await openPassage(running);
      } catch (error) {
        // It died before a word went out through it: the next one may be asked instead.
        if (!(error instanceof GuardGone)) throw error;
        await running.exited;
        return openPassage(await relay.alive());
      }
    },
  };
};

/** One process at a time, the next one only when somebody needs it: a guard that dies at once is not started in a loop. */
const keepRunning = async (policy: Policy, lost: (code: number | null) => void) => {
  let stopped = false;
  let last: Running;
  let starting: Promise<Running> | null = null;

  const start = async (): Promise<Running> => {
    const running = await run(policy);
    void running.exited.then((code) => stopped || lost(code));
    if (stopped) await running.stop();
    last = running;
    return running;
  };
  last = await start();

  const alive = async (): Promise<Running> => {
    if (stopped) throw new GuardGone();
    if (!last.gone.aborted) return last;
    starting ??= start().finally(() => {
      starting = null;
    });
    return starting;
  };
  const stop = async () => {
    stopped = true;
    await starting?.catch(() => {});
    await last.stop();
  };
  return { alive, stop, last: () => last };
};

const openPassage = async ({ ask, gone }: Running): Promise<Passage> => {
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
    gone,
    check,
    fetch: guardedFetch(proxyUrl, check),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};

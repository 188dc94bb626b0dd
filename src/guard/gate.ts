/** One visit's way out: its budgets, its journal, and the only place that hands over a connection. */
import type { Socket } from 'node:net';
import type { ExchangeRecord } from '../model/records.ts';
import type { Refusal } from '../model/refusal.ts';
import { readAddress, refuse } from './address.ts';
import { type Decision, decide } from './decide.ts';
import { type Dialled, dial } from './dial.ts';
import { type Journal, openJournal } from './journal.ts';
import { openMeter } from './meter.ts';
import { pinned } from './pin.ts';
import type { Policy } from './policy.ts';
import type { Resolve } from './resolve.ts';

/** A stop is `refused` when the guard said no and `failed` when the other end did not answer. */
export type Reached = { kind: 'connected'; socket: Socket } | { kind: 'refused' | 'failed'; reason: string };
export type Checked = { kind: 'accepted'; url: string } | Refusal;

export type Gate = {
  /** Decides, dials, writes the journal. `host` is `URL.hostname`. */
  reach(host: string, port: number): Promise<Reached>;
  /** Judges a submitted address, name resolution included, without connecting. */
  check(raw: string): Promise<Checked>;
  /** Cuts every connection and gives the journal. */
  close(): ExchangeRecord[];
};

export const openGate = (policy: Policy, ask: Resolve): Gate => {
  const { limits } = policy;
  const resolve = pinned(ask);
  const journal = openJournal(limits.exchanges);
  const meter = openMeter(limits.bytes);
  let dialling = 0;
  let closed = false;

  const spent = (): string | null => {
    if (closed) return 'passage-closed';
    if (meter.spent()) return 'byte-budget';
    if (journal.full()) return 'exchange-budget';
    return meter.open() + dialling >= limits.connections ? 'connection-budget' : null;
  };

  const settle = (decision: Decision, dialled: Dialled): Reached => {
    if (dialled.kind === 'failed') {
      journal.write(lineOf(decision, 'failed', null, dialled.reason));
      return dialled;
    }
    const { socket, address } = dialled;
    socket.on('error', () => socket.destroy());
    socket.setTimeout(limits.idleMs, () => socket.destroy());
    meter.watch(socket, () => journal.write(lineOf(decision, 'failed', address, 'byte-budget')));
    journal.write(lineOf(decision, 'allowed', address, null));
    if (closed) socket.destroy();
    return { kind: 'connected', socket };
  };

  const reach = async (host: string, port: number): Promise<Reached> => {
    const reason = spent();
    if (reason !== null) {
      journal.write({ host, port, answers: [], cnames: [], address: null, verdict: 'refused', reason });
      return { kind: 'refused', reason };
    }
    dialling += 1;
    try {
      const decision = await decide(host, port, policy, resolve);
      if (decision.kind === 'refused') return stop(journal, decision);
      const addresses = decision.answers.map(({ address }) => address);
      return settle(decision, await dial(addresses, port, limits.connectMs));
    } finally {
      dialling -= 1;
    }
  };

  const check = async (raw: string): Promise<Checked> => {
    const address = readAddress(raw, policy);
    if (address.kind === 'refused') return address;
    const decision = await decide(address.url.hostname, address.port, policy, resolve);
    if (decision.kind === 'allowed') return { kind: 'accepted', url: address.url.href };
    stop(journal, decision);
    return refuse(decision.reason, raw);
  };

  const close = (): ExchangeRecord[] => {
    closed = true;
    meter.cut();
    return journal.read();
  };

  return { reach, check, close };
};

const stop = (journal: Journal, decision: Decision & { kind: 'refused' }): Reached => {
  // A name without answer was not forbidden: it failed.
  const verdict = decision.reason === 'unresolvable' ? 'failed' : 'refused';
  journal.write(lineOf(decision, verdict, null, decision.reason));
  return { kind: 'refused', reason: decision.reason };
};

const lineOf = (
  { host, port, answers, cnames }: Decision,
  verdict: ExchangeRecord['verdict'],
  address: string | null,
  reason: string | null,
): ExchangeRecord => ({ host, port, answers, cnames, address, verdict, reason });

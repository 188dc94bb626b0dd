/** The network log of one phase, hop by hop, as Chromium's network service tells it: page scripts cannot lie to it. */
import * as v from 'valibot';
import {
  Extra,
  Failed,
  Finished,
  type Hop,
  hopOf,
  lowerCased,
  type Now,
  Received,
  type Response,
  Sent,
  Socket,
  SocketError,
  setCookiesOf,
  socketHop,
} from './hop.ts';
import type { WireEvent } from './overhear.ts';

export type Wire = {
  hops: Hop[];
  /** Requests still without response headers. */
  waiting(): number;
  /** How many network events were heard: two equal readings mean that nothing moved. */
  heard(): number;
  take(event: WireEvent): void;
};

/** The guard answers plain http refusals itself: its word is no status of the site. */
export const guardHeader = 'x-preau-guard';

/** Starts an empty log. */
export const openWire = (now: Now): Wire => {
  const log: Log = { now, hops: [], chains: new Map(), early: new Map(), waiting: new Set() };
  let heard = 0;
  return {
    hops: log.hops,
    waiting: () => log.waiting.size,
    heard: () => heard,
    take: (event) => {
      const handler = handlers[event.method];
      if (!handler) return;
      heard += 1;
      handler(log, event);
    },
  };
};

type Log = {
  now: Now;
  hops: Hop[];
  /** Hops of each request. Identifiers are only unique within a target: the key holds both. */
  chains: Map<string, Hop[]>;
  /** Extra info come before the hop that it speaks of: another process sends it, often ahead of the rest. */
  early: Map<string, Extra[]>;
  waiting: Set<Hop>;
};

const handlers: Record<string, (log: Log, event: WireEvent) => void> = {
  'Network.requestWillBeSent': (log, event) => {
    const sent = v.parse(Sent, event.params);
    // data: and blob: addresses never leave the machine.
    if (!/^https?:/.test(sent.request.url)) return;
    const key = keyOf(event, sent.requestId);
    const before = sent.redirectResponse ? lastOf(log, key) : undefined;
    if (sent.redirectResponse) answer(log, before, sent.redirectResponse);
    if (before && !sent.redirectHasExtraInfo) before.extra = true;
    const hop = hopOf(event, sent, before?.url ?? null, log.now);
    log.waiting.add(hop);
    add(log, key, hop);
    for (const extra of log.early.get(key)?.splice(0) ?? []) pair(log, key, extra);
  },
  'Network.responseReceived': (log, event) => {
    const received = v.parse(Received, event.params);
    answer(log, lastOf(log, keyOf(event, received.requestId)), received.response);
  },
  'Network.responseReceivedExtraInfo': (log, event) => {
    const extra = v.parse(Extra, event.params);
    pair(log, keyOf(event, extra.requestId), extra);
  },
  'Network.loadingFailed': (log, event) => {
    const failed = v.parse(Failed, event.params);
    fail(log, lastOf(log, keyOf(event, failed.requestId)), failed.blockedReason ?? failed.errorText);
  },
  'Network.loadingFinished': (log, event) => {
    const hop = lastOf(log, keyOf(event, v.parse(Finished, event.params).requestId));
    if (hop) log.waiting.delete(hop);
  },
  'Network.webSocketCreated': (log, event) => {
    const socket = v.parse(Socket, event.params);
    add(log, keyOf(event, socket.requestId), socketHop(event, socket, log.now));
  },
  'Network.webSocketHandshakeResponseReceived': (log, event) => {
    const shaken = v.parse(Received, event.params);
    answer(log, lastOf(log, keyOf(event, shaken.requestId)), shaken.response);
  },
  'Network.webSocketFrameError': (log, event) => {
    const error = v.parse(SocketError, event.params);
    fail(log, lastOf(log, keyOf(event, error.requestId)), error.errorMessage);
  },
};

const keyOf = (event: WireEvent, id: string): string => `${event.target.id} ${id}`;

const lastOf = (log: Log, key: string): Hop | undefined => log.chains.get(key)?.at(-1);

const add = (log: Log, key: string, hop: Hop): void => {
  log.hops.push(hop);
  log.chains.set(key, [...(log.chains.get(key) ?? []), hop]);
};

/** Extra info comes in the order of the hops: the first hop without any is the one it speaks of. */
const pair = (log: Log, key: string, extra: Extra): void => {
  const hop = log.chains.get(key)?.find((each) => !each.extra);
  if (!hop) {
    log.early.set(key, [...(log.early.get(key) ?? []), extra]);
    return;
  }
  hop.extra = true;
  hop.setCookies.push(...setCookiesOf(extra));
  // An answer that the page may not read (ORB, CORS) has no other trace than this one.
  if (hop.status === null) answer(log, hop, { status: extra.statusCode, headers: extra.headers });
};

const answer = (log: Log, hop: Hop | undefined, response: v.InferOutput<typeof Response>): void => {
  if (!hop) return;
  log.waiting.delete(hop);
  hop.headers = lowerCased(response.headers);
  const guard = hop.headers[guardHeader];
  if (guard === undefined) hop.status = response.status;
  else hop.failure = `guard: ${guard}`;
};

const fail = (log: Log, hop: Hop | undefined, failure: string): void => {
  if (!hop) return;
  log.waiting.delete(hop);
  hop.failure ??= failure;
};

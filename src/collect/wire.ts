/** The network log of one phase, hop by hop, as Chromium's network service tells it: page scripts cannot lie to it. */
import * as v from 'valibot';
import type { Initiator } from '../model/evidence.ts';
import { initiatorOf, RawInitiator } from './initiator.ts';
import type { WireEvent } from './line.ts';

/** A page opened on purpose; every record made during it quotes its final address. */
export type Stop = { requestedUrl: string; url: string };

export type SetCookie = { line: string; blocked: string | null };

/** One hop: a redirect makes two of them. */
export type Hop = {
  stop: Stop;
  /** Which act of the phase it belongs to: see `Now`. */
  act: number;
  url: string;
  method: string;
  type: string;
  source: string;
  sourceUrl: string;
  frame: string | null;
  initiator: Initiator;
  redirectedFrom: string | null;
  status: number | null;
  failure: string | null;
  setCookies: SetCookie[];
  /** Response headers, names in lower case. */
  headers: Record<string, string>;
};

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

const Headers = v.optional(v.record(v.string(), v.string()), {});
const Response = v.object({ status: v.number(), headers: Headers });
const Sent = v.object({
  requestId: v.string(),
  documentURL: v.optional(v.string(), ''),
  frameId: v.optional(v.string()),
  request: v.object({ url: v.string(), method: v.string() }),
  type: v.optional(v.string(), 'Other'),
  initiator: RawInitiator,
  redirectResponse: v.optional(Response),
});
const Received = v.object({ requestId: v.string(), response: Response });
const Extra = v.object({
  requestId: v.string(),
  statusCode: v.number(),
  headers: Headers,
  blockedCookies: v.optional(
    v.array(v.object({ blockedReasons: v.array(v.string()), cookieLine: v.optional(v.string(), '') })),
    [],
  ),
});
const Failed = v.object({
  requestId: v.string(),
  errorText: v.string(),
  blockedReason: v.optional(v.string()),
});
const Socket = v.object({ requestId: v.string(), url: v.string(), initiator: v.optional(RawInitiator) });
const Handshake = v.object({ requestId: v.string(), response: v.object({ status: v.number(), headers: Headers }) });
const SocketError = v.object({ requestId: v.string(), errorMessage: v.string() });

/**
 * Where the visit stands, read at each event. A click opens a new act, and only records of the last act count in the
 * phase: what left before the click belongs to the first phase, where it was seen already.
 */
export type Now = { stop: Stop; act: number };

/** Starts an empty log. */
export const openWire = (now: Now): Wire => {
  const hops: Hop[] = [];
  /** Hops of each request, by target and request: identifiers are only unique within a target. */
  const chains = new Map<string, Hop[]>();
  const extras = new Map<string, number>();
  const waiting = new Set<Hop>();
  let heard = 0;
  const keyOf = (event: WireEvent, id: string) => `${event.target.id} ${id}`;
  const lastOf = (key: string) => chains.get(key)?.at(-1);

  const add = (key: string, hop: Hop) => {
    hops.push(hop);
    chains.set(key, [...(chains.get(key) ?? []), hop]);
  };
  const answer = (hop: Hop | undefined, response: v.InferOutput<typeof Response>) => {
    if (!hop) return;
    waiting.delete(hop);
    hop.headers = lowerCased(response.headers);
    const guard = hop.headers[guardHeader];
    if (guard === undefined) hop.status = response.status;
    else hop.failure = `guard: ${guard}`;
  };
  const fail = (hop: Hop | undefined, failure: string) => {
    if (!hop) return;
    waiting.delete(hop);
    hop.failure ??= failure;
  };

  const handlers: Record<string, (event: WireEvent) => void> = {
    'Network.requestWillBeSent': (event) => {
      const sent = v.parse(Sent, event.params);
      // data: and blob: addresses never leave the machine.
      if (!/^https?:/.test(sent.request.url)) return;
      const key = keyOf(event, sent.requestId);
      const before = sent.redirectResponse ? lastOf(key) : undefined;
      if (sent.redirectResponse) answer(before, sent.redirectResponse);
      const hop = hopOf(event, sent, before?.url ?? null, now);
      waiting.add(hop);
      add(key, hop);
    },
    'Network.responseReceived': (event) => {
      const received = v.parse(Received, event.params);
      answer(lastOf(keyOf(event, received.requestId)), received.response);
    },
    'Network.responseReceivedExtraInfo': (event) => {
      const extra = v.parse(Extra, event.params);
      const key = keyOf(event, extra.requestId);
      const place = extras.get(key) ?? 0;
      extras.set(key, place + 1);
      // These come in the order of the hops, but may come before the hop's own answer.
      const hop = chains.get(key)?.[place];
      hop?.setCookies.push(...setCookiesOf(extra));
      // An answer that the page may not read (ORB, CORS) has no other trace than this one.
      if (hop?.status === null) answer(hop, { status: extra.statusCode, headers: extra.headers });
    },
    'Network.loadingFailed': (event) => {
      const failed = v.parse(Failed, event.params);
      fail(lastOf(keyOf(event, failed.requestId)), failed.blockedReason ?? failed.errorText);
    },
    'Network.loadingFinished': (event) => {
      const hop = lastOf(keyOf(event, String(event.params['requestId'])));
      if (hop) waiting.delete(hop);
    },
    'Network.webSocketCreated': (event) => {
      const socket = v.parse(Socket, event.params);
      add(keyOf(event, socket.requestId), socketHop(event, socket, now));
    },
    'Network.webSocketHandshakeResponseReceived': (event) => {
      const shaken = v.parse(Handshake, event.params);
      answer(lastOf(keyOf(event, shaken.requestId)), shaken.response);
    },
    'Network.webSocketFrameError': (event) => {
      const error = v.parse(SocketError, event.params);
      fail(lastOf(keyOf(event, error.requestId)), error.errorMessage);
    },
  };
  return {
    hops,
    waiting: () => waiting.size,
    heard: () => heard,
    take: (event) => {
      const handler = handlers[event.method];
      if (!handler) return;
      heard += 1;
      handler(event);
    },
  };
};

const hopOf = (event: WireEvent, sent: v.InferOutput<typeof Sent>, redirectedFrom: string | null, now: Now): Hop => {
  const { target } = event;
  const ofPage = target.type === 'page' && (sent.frameId === undefined || sent.frameId === target.id);
  const fallback = sent.documentURL || target.url || null;
  return {
    ...emptyHop(event, sent.request.url, now),
    method: sent.request.method,
    type: sent.type.toLowerCase(),
    frame: ofPage || !sent.documentURL || target.type.includes('worker') ? null : sent.documentURL,
    initiator: initiatorOf(sent.initiator, sent.type === 'Document' ? null : fallback),
    redirectedFrom,
  };
};

const socketHop = (event: WireEvent, socket: v.InferOutput<typeof Socket>, now: Now): Hop => ({
  ...emptyHop(event, socket.url, now),
  type: 'websocket',
  initiator: initiatorOf(socket.initiator ?? { type: 'other' }, event.target.url),
});

const emptyHop = (event: WireEvent, url: string, now: Now): Hop => ({
  stop: now.stop,
  act: now.act,
  url,
  method: 'GET',
  type: 'other',
  source: event.target.type,
  sourceUrl: event.target.url,
  frame: null,
  initiator: { type: 'other', url: null, line: null, chain: [] },
  redirectedFrom: null,
  status: null,
  failure: null,
  setCookies: [],
  headers: {},
});

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Chromium joins several Set-Cookie lines with a line feed, and lists the refused ones apart, again. */
const setCookiesOf = (extra: v.InferOutput<typeof Extra>): SetCookie[] => {
  const refused = new Map(extra.blockedCookies.map((each) => [each.cookieLine.trim(), each.blockedReasons.join(' ')]));
  const lines = (lowerCased(extra.headers)['set-cookie'] ?? '').split('\n').map((line) => line.trim());
  return [...new Set([...lines, ...refused.keys()])]
    .filter(Boolean)
    .map((line) => ({ line, blocked: refused.get(line) ?? null }));
};

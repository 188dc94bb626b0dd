/** The network log of one phase, hop by hop, as Chromium's network service tells it: page scripts cannot lie to it. */
import * as v from 'valibot';
import { bodyOf } from './body.ts';
import { type Callers, isWeb, type Kind, remember } from './callers.ts';
import { Hints, hintedHops } from './hints.ts';
import {
  Data,
  Extra,
  Failed,
  Finished,
  type Hop,
  hopOf,
  isReport,
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
import { initiatorOf, isBare } from './initiator.ts';
import type { WireEvent } from './overhear.ts';
import { openReports, type Reports } from './reports.ts';

export type Wire = {
  hops: Hop[];
  /** Requests still without response headers. */
  waiting(): ReadonlySet<Hop>;
  /** How many network events were heard: two equal readings mean that nothing moved. */
  heard(): number;
  /** Who brought each script, frame and worker. */
  callers: Callers;
  take(event: WireEvent): void;
};

/** The guard answers plain http refusals itself: its word is no status of the site. */
export const guardHeader = 'x-preau-guard';

/** Starts an empty log. */
export const openWire = (now: Now): Wire => {
  const log: Log = {
    now,
    hops: [],
    chains: new Map(),
    early: new Map(),
    waiting: new Set(),
    callers: new Map(),
    reports: openReports(),
  };
  let heard = 0;
  return {
    hops: log.hops,
    waiting: () => log.waiting,
    heard: () => heard,
    callers: log.callers,
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
  callers: Callers;
  reports: Reports;
};

const handlers: Record<string, (log: Log, event: WireEvent) => void> = {
  'Network.requestWillBeSent': (log, event) => {
    const sent = v.parse(Sent, event.params);
    const { url } = sent.request;
    // Its address is the only way from a worker made of text to the script that made it.
    if (url.startsWith('blob:')) remember(log.callers, url, initiatorOf(sent.initiator, sent.documentURL), 'other');
    // data: and blob: addresses never leave the machine.
    if (!isWeb(url)) return;
    const key = keyOf(event, sent.requestId);
    const before = sent.redirectResponse ? lastOf(log, key) : undefined;
    if (sent.redirectResponse) answer(log, before, sent.redirectResponse);
    if (before && !sent.redirectHasExtraInfo) before.extra = true;
    const hop = hopOf(event, sent, before?.url ?? null, log.now);
    hop.initiator = askerOf(log, hop, sent, before);
    remember(log.callers, url, hop.initiator, kindOf(hop));
    log.waiting.add(hop);
    add(log, key, hop);
    for (const extra of log.early.get(key)?.splice(0) ?? []) pair(log, key, extra);
    if (sent.request.hasPostData && hop.body === null && !isReport(sent.request.headers))
      fetchBody(event, sent.requestId, hop);
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
    const hop = lastOf(log, keyOf(event, failed.requestId));
    if (hop?.status === null && /^(csp|mixed-content)$/.test(failed.blockedReason ?? '')) hop.stayed = true;
    fail(log, hop, failed.blockedReason ?? failed.errorText);
  },
  'Network.dataReceived': (log, event) => {
    const data = v.parse(Data, event.params);
    const hop = lastOf(log, keyOf(event, data.requestId));
    if (hop) hop.received += data.dataLength;
  },
  'Network.loadingFinished': (log, event) => {
    const hop = lastOf(log, keyOf(event, v.parse(Finished, event.params).requestId));
    if (!hop) return;
    log.waiting.delete(hop);
    // A stream ends when it likes: at one visit before we leave, at the next one after.
    if (hop.type !== 'eventsource') hop.bytes = hop.received;
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
  'Network.responseReceivedEarlyHints': (log, event) => {
    const hints = v.parse(Hints, event.params);
    const page = lastOf(log, keyOf(event, hints.requestId));
    if (page) log.hops.push(...hintedHops(event, hints, page));
  },
  'Network.reportingApiEndpointsChangedForOrigin': (log, event) => log.reports.place(event),
  'Network.reportingApiReportAdded': (log, event) => {
    const hop = log.reports.hop(event, log.now);
    if (hop) log.hops.push(hop);
  },
};

/** A redirect goes on for whoever asked first; so does an EventSource that calls again, of which nothing is told. */
const askerOf = (log: Log, hop: Hop, sent: v.InferOutput<typeof Sent>, before: Hop | undefined): Hop['initiator'] => {
  if (before) return before.initiator;
  const again = hop.type === 'eventsource' && isBare(sent.initiator) ? log.callers.get(hop.url) : undefined;
  return again?.initiator ?? hop.initiator;
};

const kindOf = ({ type, frame }: Hop): Kind =>
  type === 'eventsource' ? 'stream' : type === 'document' && frame === null ? 'page' : 'other';

const Posted = v.object({ postData: v.string(), base64Encoded: v.optional(v.boolean(), false) });

/** Files and blobs are not in the event: the browser gives them when asked, as long as the page is there. */
const fetchBody = (event: WireEvent, requestId: string, hop: Hop): void => {
  void event.ask?.('Network.getRequestPostData', { requestId }).then((answered) => {
    const posted = v.safeParse(Posted, answered);
    if (!posted.success) return;
    const { postData, base64Encoded } = posted.output;
    hop.body = bodyOf(Buffer.from(postData, base64Encoded ? 'base64' : 'utf8'));
  });
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
  if (hop.status === null) answer(log, hop, { status: extra.statusCode, headers: extra.headers, protocol: '' });
};

const answer = (log: Log, hop: Hop | undefined, response: v.InferOutput<typeof Response>): void => {
  if (!hop) return;
  log.waiting.delete(hop);
  hop.headers = lowerCased(response.headers);
  if (response.protocol !== '') hop.link = { protocol: response.protocol, security: response.securityDetails ?? null };
  const guard = hop.headers[guardHeader];
  if (guard === undefined) hop.status = response.status;
  else hop.failure = `guard: ${guard}`;
};

const fail = (log: Log, hop: Hop | undefined, failure: string): void => {
  if (!hop) return;
  log.waiting.delete(hop);
  hop.failure ??= failure;
};

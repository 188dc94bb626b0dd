/** One hop of a request (a redirect makes two), as DevTools tells it in several messages. */
import * as v from 'valibot';
import type { Initiator, RequestRecord } from '../model/records.ts';
import { bodyOf } from './body.ts';
import { initiatorOf, RawInitiator } from './initiator.ts';
import type { WireEvent } from './overhear.ts';

/** A page opened on purpose; every record made during it quotes its final address. */
export type Stop = { requestedUrl: string; url: string };

/**
 * Where the visit stands, read at each event. A click opens a new act, and only records of the last act count in the
 * phase: what left before the click belongs to the first phase, where it was seen already.
 */
export type Now = { stop: Stop; act: number };

export type SetCookie = { line: string; blocked: string | null };

export type Hop = {
  stop: Stop;
  /** Which act of the phase it belongs to: see `Now`. */
  act: number;
  url: string;
  method: string;
  type: string;
  /** DevTools' type of the target that sent it (page, worker…), and the target's address. */
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
  /** Whether its extra info came, or never will (an answer from a cache has none). */
  extra: boolean;
  /** Asked ahead of need, by a tag, a header or an early hint. */
  ahead: boolean;
  /** The page's own policy stopped it, or the browser's against what is in clear: nothing left the browser. */
  stayed: boolean;
  /** Content received so far, decoded; null until it ends. */
  received: number;
  bytes: number | null;
  body: RequestRecord['body'];
  /** Protocol and certificate of the answer; null when none came from the network. */
  link: Link | null;
};

/** What DevTools tells of a connection; dates in seconds. */
export type Link = { protocol: string; security: v.InferOutput<typeof Security> | null };

const Headers = v.optional(v.record(v.string(), v.string()), {});
const seconds = v.optional(v.number(), 0);
export const Security = v.object({
  protocol: v.string(),
  cipher: v.optional(v.string(), ''),
  subjectName: v.optional(v.string(), ''),
  issuer: v.optional(v.string(), ''),
  sanList: v.optional(v.array(v.string()), []),
  validFrom: seconds,
  validTo: seconds,
});
export const Response = v.object({
  status: v.number(),
  headers: Headers,
  protocol: v.optional(v.string(), ''),
  securityDetails: v.optional(Security),
});
export const Sent = v.object({
  requestId: v.string(),
  documentURL: v.optional(v.string(), ''),
  frameId: v.optional(v.string()),
  request: v.object({
    url: v.string(),
    method: v.string(),
    headers: Headers,
    isLinkPreload: v.optional(v.boolean(), false),
    hasPostData: v.optional(v.boolean(), false),
    postDataEntries: v.optional(v.array(v.object({ bytes: v.optional(v.string()) })), []),
  }),
  type: v.optional(v.string(), 'Other'),
  initiator: RawInitiator,
  redirectResponse: v.optional(Response),
  redirectHasExtraInfo: v.optional(v.boolean(), true),
});
export const Received = v.object({ requestId: v.string(), response: Response });
/** What the network service adds to an answer: raw headers, and the cookies that it refused. */
export type Extra = v.InferOutput<typeof Extra>;
export const Extra = v.object({
  requestId: v.string(),
  statusCode: v.number(),
  headers: Headers,
  blockedCookies: v.optional(
    v.array(v.object({ blockedReasons: v.array(v.string()), cookieLine: v.optional(v.string(), '') })),
    [],
  ),
});
export const Failed = v.object({ requestId: v.string(), errorText: v.string(), blockedReason: v.optional(v.string()) });
export const Finished = v.object({ requestId: v.string() });
export const Data = v.object({ requestId: v.string(), dataLength: v.number() });
export const Socket = v.object({ requestId: v.string(), url: v.string(), initiator: v.optional(RawInitiator) });
export const SocketError = v.object({ requestId: v.string(), errorMessage: v.string() });

export const hopOf = (
  event: WireEvent,
  sent: v.InferOutput<typeof Sent>,
  redirectedFrom: string | null,
  now: Now,
): Hop => {
  const { target } = event;
  const ofPage = target.type === 'page' && (sent.frameId === undefined || sent.frameId === target.id);
  const fallback = sent.documentURL || target.url || null;
  return {
    ...emptyHop(event, sent.request.url, now),
    method: sent.request.method,
    type: isReport(sent.request.headers) ? 'cspviolationreport' : sent.type.toLowerCase(),
    ahead: sent.request.isLinkPreload || isPrefetch(sent.request.headers),
    body: carried(sent),
    frame: ofPage || !sent.documentURL || target.type.includes('worker') ? null : sent.documentURL,
    // Nobody asks for the page itself but the visit.
    initiator: initiatorOf(sent.initiator, sent.type === 'Document' ? null : fallback),
    redirectedFrom,
  };
};

export const socketHop = (event: WireEvent, socket: v.InferOutput<typeof Socket>, now: Now): Hop => ({
  ...emptyHop(event, socket.url, now),
  type: 'websocket',
  initiator: initiatorOf(socket.initiator ?? { type: 'other' }, event.target.url),
});

/** DevTools has a type for these and calls them « Other »: the media type is theirs alone. */
export const isReport = (headers: Record<string, string>): boolean =>
  lowerCased(headers)['content-type'] === 'application/csp-report';

/** Set by the browser, and no page may change it. */
const isPrefetch = (headers: Record<string, string>): boolean => /prefetch/.test(headers['Sec-Purpose'] ?? '');

/** The body when DevTools gives it whole; pieces that are files or blobs must be asked for. */
const carried = ({ request }: v.InferOutput<typeof Sent>): RequestRecord['body'] => {
  // Written by the browser, with or without a line number: 1 of 5 visits gave another text.
  if (isReport(request.headers)) return null;
  const pieces = request.postDataEntries.map(({ bytes }) =>
    bytes === undefined ? null : Buffer.from(bytes, 'base64'),
  );
  const whole = pieces.filter((piece) => piece !== null);
  return whole.length === 0 || whole.length < pieces.length ? null : bodyOf(Buffer.concat(whole));
};

export const emptyHop = (event: WireEvent, url: string, now: Now): Hop => ({
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
  extra: false,
  ahead: false,
  stayed: false,
  received: 0,
  bytes: null,
  body: null,
  link: null,
});

export const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Chromium joins several Set-Cookie lines with a line feed, and lists the refused ones apart, again. */
export const setCookiesOf = (extra: Extra): SetCookie[] => {
  const refused = new Map(extra.blockedCookies.map((each) => [each.cookieLine.trim(), each.blockedReasons.join(' ')]));
  const lines = (lowerCased(extra.headers)['set-cookie'] ?? '').split('\n').map((line) => line.trim());
  return [...new Set([...lines, ...refused.keys()])]
    .filter(Boolean)
    .map((line) => ({ line, blocked: refused.get(line) ?? null }));
};

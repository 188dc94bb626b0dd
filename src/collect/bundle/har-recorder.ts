/** Keeps every exchange of a visit with its times and headers, and writes them as one HAR 1.2 file, a page for each phase. */
import * as v from 'valibot';
import type { Phase } from '../../model/phase.ts';
import { phaseWords } from '../../model/phase.ts';
import type { WireEvent } from '../overhear.ts';
import { bodyOf, bounded, cookiesOf, type HarEntry, headersOf, queryOf } from './har-entry.ts';

/** Five phases of 500 requests: what the evidence itself may hold. */
export const mostEntries = 2_500;

/** No media type is registered for HAR: this one is what browsers and servers use. */
export const harType = 'application/har+json';

export type HarRecorder = {
  take(event: WireEvent): void;
  /** Everything from now on belongs to this phase; `at` is ISO 8601. */
  enter(phase: Phase, at: string): void;
  /** `cut` is true when there were more exchanges than the file holds. */
  write(creator: { preau: string; browser: string }): { har: string; cut: boolean };
};

const Headers = v.optional(v.record(v.string(), v.string()), {});
const Response = v.object({
  status: v.number(),
  statusText: v.optional(v.string(), ''),
  headers: Headers,
  mimeType: v.optional(v.string(), ''),
  protocol: v.optional(v.string(), ''),
});
const Sent = v.object({
  requestId: v.string(),
  request: v.object({ url: v.string(), method: v.string(), headers: Headers, postData: v.optional(v.string()) }),
  timestamp: v.number(),
  wallTime: v.number(),
  type: v.optional(v.string(), 'Other'),
  initiator: v.optional(v.object({ url: v.optional(v.string()) })),
  redirectResponse: v.optional(Response),
  redirectHasExtraInfo: v.optional(v.boolean(), false),
});
const Received = v.object({ requestId: v.string(), timestamp: v.number(), response: Response });
const Extra = v.object({ requestId: v.string(), headers: Headers });
const Ended = v.object({
  requestId: v.string(),
  timestamp: v.number(),
  encodedDataLength: v.optional(v.number()),
  errorText: v.optional(v.string()),
});

type Exchange = {
  phase: Phase;
  sent: v.InferOutput<typeof Sent>;
  /** Headers as they went on the wire; DevTools tells them apart, and not for every exchange. */
  sentHeaders: Record<string, string> | null;
  gotHeaders: Record<string, string> | null;
  /** Seconds of the browser's own clock. */
  answeredAt: number | null;
  response: v.InferOutput<typeof Response> | null;
  ended: v.InferOutput<typeof Ended> | null;
};
type Log = { phase: Phase; exchanges: Exchange[]; chains: Map<string, Exchange[]>; cut: boolean };

/** Opens an empty record. What does not parse is left out: the evidence has its own, stricter, log. */
export const openHarRecorder = (): HarRecorder => {
  const log: Log = { phase: 'before-choice', exchanges: [], chains: new Map(), cut: false };
  const pages = new Map<Phase, string>();
  return {
    take: (event) => handlers[event.method]?.(log, event),
    enter: (phase, at) => {
      log.phase = phase;
      if (!pages.has(phase)) pages.set(phase, at);
    },
    write: ({ preau, browser }) => ({ cut: log.cut, har: JSON.stringify(fileOf(log, pages, preau, browser), null, 1) }),
  };
};

const handlers: Record<string, (log: Log, event: WireEvent) => void> = {
  'Network.requestWillBeSent': (log, event) => {
    const parsed = v.safeParse(Sent, event.params);
    if (!parsed.success || !/^https?:/.test(parsed.output.request.url)) return;
    const sent = parsed.output;
    const before = chainOf(log, event, sent.requestId).at(-1);
    if (before && sent.redirectResponse) {
      before.response = sent.redirectResponse;
      before.answeredAt = sent.timestamp;
      before.ended = { requestId: sent.requestId, timestamp: sent.timestamp };
    }
    add(log, event, sent);
  },
  'Network.requestWillBeSentExtraInfo': (log, event) => {
    const extra = v.safeParse(Extra, event.params);
    const wanting = (each: Exchange) => each.sentHeaders === null;
    const exchange = extra.success ? chainOf(log, event, extra.output.requestId).find(wanting) : undefined;
    if (exchange && extra.success) exchange.sentHeaders = extra.output.headers;
  },
  'Network.responseReceivedExtraInfo': (log, event) => {
    const extra = v.safeParse(Extra, event.params);
    const wanting = (each: Exchange) => each.gotHeaders === null;
    const exchange = extra.success ? chainOf(log, event, extra.output.requestId).find(wanting) : undefined;
    if (exchange && extra.success) exchange.gotHeaders = extra.output.headers;
  },
  'Network.responseReceived': (log, event) => {
    const received = v.safeParse(Received, event.params);
    const exchange = received.success ? chainOf(log, event, received.output.requestId).at(-1) : undefined;
    if (!exchange || !received.success) return;
    exchange.response = received.output.response;
    exchange.answeredAt = received.output.timestamp;
  },
  'Network.loadingFinished': (log, event) => end(log, event),
  'Network.loadingFailed': (log, event) => end(log, event),
};

const end = (log: Log, event: WireEvent): void => {
  const ended = v.safeParse(Ended, event.params);
  const exchange = ended.success ? chainOf(log, event, ended.output.requestId).at(-1) : undefined;
  if (exchange && ended.success) exchange.ended = ended.output;
};

/** Identifiers are only unique within a target. */
const chainOf = (log: Log, { target }: WireEvent, id: string): Exchange[] => log.chains.get(`${target.id} ${id}`) ?? [];

const add = (log: Log, event: WireEvent, sent: v.InferOutput<typeof Sent>): void => {
  if (log.exchanges.length >= mostEntries) {
    log.cut = true;
    return;
  }
  const { phase } = log;
  const empty = { sentHeaders: null, gotHeaders: null, answeredAt: null, response: null, ended: null };
  const exchange: Exchange = { phase, sent, ...empty };
  const chain = chainOf(log, event, sent.requestId);
  log.chains.set(`${event.target.id} ${sent.requestId}`, [...chain, exchange]);
  log.exchanges.push(exchange);
};

const fileOf = ({ exchanges }: Log, pages: Map<Phase, string>, preau: string, browser: string): object => ({
  log: {
    version: '1.2',
    creator: { name: 'Préau', version: preau },
    browser: { name: 'Chromium', version: browser },
    pages: [...pages].map(([phase, at]) => ({
      id: phase,
      startedDateTime: at,
      title: phaseWords[phase],
      pageTimings: {},
    })),
    entries: exchanges.filter(({ phase }) => pages.has(phase)).map(entryOf),
    comment:
      'Sans valeur de cookie, sans en-tête d’authentification, sans corps : leurs tailles et, pour ce qui est envoyé, leur empreinte. ' +
      'Les adresses des serveurs sont dans le journal du mandataire (evidence.json, « exchanges »).',
  },
});

const entryOf = ({ phase, sent, sentHeaders, gotHeaders, answeredAt, response, ended }: Exchange): HarEntry => {
  const { request, timestamp, wallTime } = sent;
  const asked = { ...request.headers, ...sentHeaders };
  const answered = gotHeaders ?? response?.headers ?? {};
  const wait = answeredAt === null ? -1 : milliseconds(answeredAt - timestamp);
  const receive = ended === null || answeredAt === null ? -1 : milliseconds(ended.timestamp - answeredAt);
  const version = protocolOf(response?.protocol ?? '');
  return {
    pageref: phase,
    startedDateTime: new Date(wallTime * 1000).toISOString(),
    time: ended === null ? -1 : milliseconds(ended.timestamp - timestamp),
    request: {
      method: request.method,
      url: bounded(request.url),
      httpVersion: version,
      cookies: cookiesOf(asked, 'cookie'),
      headers: headersOf(asked),
      queryString: queryOf(request.url),
      headersSize: -1,
      ...bodyOf(request.postData),
      // A journey signs in: the digest of what it sent would let its password be guessed.
      ...(phase === 'journey' ? { _bodySha256: null } : {}),
    },
    response: {
      status: response?.status ?? 0,
      statusText: response?.statusText ?? '',
      httpVersion: version,
      cookies: cookiesOf(answered, 'set-cookie'),
      headers: headersOf(answered),
      content: { size: ended?.encodedDataLength ?? 0, mimeType: response?.mimeType ?? '' },
      redirectURL: bounded(answered['location'] ?? answered['Location'] ?? ''),
      headersSize: -1,
      bodySize: ended?.encodedDataLength ?? -1,
      _error: ended?.errorText ?? null,
    },
    cache: {},
    timings: { send: 0, wait, receive },
    _resourceType: sent.type.toLowerCase(),
    _initiator: sent.initiator?.url ?? null,
  };
};

const milliseconds = (seconds: number): number => Math.max(0, Math.round(seconds * 1_000_000) / 1000);

/** DevTools says `h2`, HAR wants what stands on the request line. */
const protocolOf = (protocol: string): string =>
  ({ 'http/1.0': 'HTTP/1.0', 'http/1.1': 'HTTP/1.1', h2: 'HTTP/2', h3: 'HTTP/3' })[protocol] ?? protocol;

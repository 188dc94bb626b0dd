/** Every request that left: from the network log, completed by Playwright's own events where the log opened late. */
import type { BrowserContext, Frame, Request } from 'playwright-core';
import type { RequestRecord } from '../../model/records.ts';
import { type Callers, openedBy, withCallers } from '../callers.ts';
import { withoutUsedHints } from '../hints.ts';
import type { Hop, Now } from '../hop.ts';
import { cutAt, limits } from '../limits.ts';
import { guardHeader } from '../wire.ts';
import type { Collector } from './collector.ts';
import { hearHooks } from './hooks.ts';

/** A request told by Playwright: without initiator, but it covers popups and the scripts of service workers. */
type Told = Now & {
  request: Request;
  status: number | null;
  failure: string | null;
};

export const watchRequests: Collector<RequestRecord> = async (scene) => {
  const { context, phase, wire, now, cuts } = scene;
  const told = watchContext(context, now);
  const hooks = await hearHooks(scene);
  return {
    ending: async () => {
      for (const each of hooks) if (each.kind === 'opening') openedBy(wire.callers, each.url, each.chain);
      const logged = withoutUsedHints(wire.hops)
        .filter((hop) => hop.act === now.act && !hop.stayed)
        .map((hop) => fromHop({ ...hop, initiator: askerOf(hop, wire.callers) }, phase));
      const missed = missing(told, wire.hops).filter((each) => each.act === now.act);
      const records = [...logged, ...missed.map((each) => fromTold(each, phase))].map((each) =>
        scene.held.has(each) ? { ...each, held: true, status: null, failure: null, bytes: null } : each,
      );
      const unique = [...new Map(records.map((record) => [JSON.stringify(record), record])).values()];
      return cutAt(unique, 'requests', limits.requests, cuts);
    },
  };
};

const watchContext = (context: BrowserContext, now: Now): Told[] => {
  const told: Told[] = [];
  const places = new Map<Request, Told>();
  context.on('request', (request) => {
    if (!/^https?:/.test(request.url()) || told.length >= limits.requests * 4) return;
    const each: Told = { ...now, request, status: null, failure: null };
    places.set(request, each);
    told.push(each);
  });
  context.on('response', (response) => {
    const each = places.get(response.request());
    if (!each) return;
    const guard = response.headers()[guardHeader];
    if (guard === undefined) each.status = response.status();
    else each.failure = `guard: ${guard}`;
  });
  context.on('requestfailed', (request) => {
    const each = places.get(request);
    if (each) each.failure ??= request.failure()?.errorText ?? 'failed';
  });
  return told;
};

/** What Playwright saw more often than the log did. */
const missing = (told: Told[], hops: Hop[]): Told[] => {
  const seen = new Map<string, number>();
  for (const { method, url } of hops) seen.set(`${method} ${url}`, (seen.get(`${method} ${url}`) ?? 0) + 1);
  return told.filter(({ request }) => {
    const key = `${request.method()} ${request.url()}`;
    const left = seen.get(key) ?? 0;
    seen.set(key, left - 1);
    return left <= 0;
  });
};

/** A worker and a stream have no asker in the log but the page: what opened them is among the callers. */
const askerOf = ({ url, type, initiator }: Hop, callers: Callers): Hop['initiator'] => {
  const unknown = initiator.type === 'other' || type === 'eventsource';
  const opener = unknown ? callers.get(url)?.initiator : undefined;
  return withCallers(opener?.type === 'script' ? opener : initiator, callers);
};

const fromHop = (hop: Hop, phase: RequestRecord['phase']): RequestRecord => ({
  phase,
  page: hop.stop.url,
  url: hop.url,
  method: hop.method,
  type: hop.type,
  channel: channelOf(hop),
  frame: hop.frame,
  initiator: hop.initiator,
  redirectedFrom: hop.redirectedFrom,
  status: hop.status,
  failure: hop.failure,
  bytes: hop.bytes,
  body: hop.body,
  held: false,
});

const channelOf = (hop: Hop): RequestRecord['channel'] => {
  if (hop.type === 'websocket') return 'websocket';
  if (hop.type === 'ping') return 'beacon';
  if (hop.type === 'eventsource') return 'event-source';
  if (hop.type === 'cspviolationreport' || hop.type === 'report') return 'csp-report';
  if (hop.ahead) return 'preload';
  if (hop.source === 'service_worker') return 'service-worker';
  if (hop.source.includes('worker')) return 'worker';
  return hop.frame === null ? 'page' : 'frame';
};

const fromTold = ({ stop, request, status, failure }: Told, phase: RequestRecord['phase']): RequestRecord => {
  const worker = request.serviceWorker();
  const frame = worker ? null : frameOf(request);
  const inner = frame?.parentFrame() ? frame.url() : null;
  const url = worker?.url() ?? frame?.url() ?? null;
  return {
    phase,
    page: stop.url,
    url: request.url(),
    method: request.method(),
    type: request.resourceType(),
    channel: worker ? 'service-worker' : inner === null ? 'page' : 'frame',
    frame: inner,
    initiator: { type: 'other', url, line: null, chain: url ? [url] : [] },
    redirectedFrom: request.redirectedFrom()?.url() ?? null,
    status,
    failure,
    bytes: null,
    body: null,
    held: false,
  };
};

/** Playwright throws for a navigation whose page is not there yet. */
const frameOf = (request: Request): Frame | null => {
  try {
    return request.frame();
  } catch {
    return null;
  }
};

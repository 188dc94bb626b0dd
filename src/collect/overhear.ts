/** Overhears the DevTools messages that Playwright exchanges with Chromium: initiators, refused cookies, all workers. */
import type { Browser } from 'playwright-core';
import * as v from 'valibot';

/** Who speaks: a page, a frame of another process, a worker, a service worker. */
export type Target = { type: string; url: string; id: string };
export type WireEvent = { target: Target; method: string; params: Record<string, unknown> };
export type Listener = (event: WireEvent) => void;

const Attached = v.object({
  sessionId: v.string(),
  targetInfo: v.object({ type: v.string(), url: v.string(), targetId: v.string() }),
});
const Message = v.object({
  method: v.string(),
  sessionId: v.optional(v.string(), ''),
  params: v.optional(v.record(v.string(), v.unknown()), {}),
});

/**
 * Calls `listener` with each network event of the targets started from now on; gives the function that stops it.
 *
 * Playwright's public events lack what we need, and its public sessions come too late: any client may resume a
 * worker, Playwright does so at once, and 1 run of 7 on a loaded machine lost the WebSocket of a worker that way.
 * Its own connection is there before the first request, so we listen to that one. It is private: the version is
 * pinned, the shape is checked here, and a test fails when it moves.
 */
export const overhear = (browser: Browser, listener: Listener): (() => void) => {
  const connection = connectionOf(browser);
  const before = Reflect.get(connection, loggerName);
  const targets = new Map<string, Target>();
  const hear = (direction: unknown, message: unknown) => {
    before(direction, message);
    if (direction === 'receive') pass(message, targets, listener);
  };
  Reflect.set(connection, loggerName, hear);
  return () => {
    if (Reflect.get(connection, loggerName) === hear) Reflect.set(connection, loggerName, before);
  };
};

const loggerName = '_protocolLogger';

const pass = (message: unknown, targets: Map<string, Target>, listener: Listener): void => {
  const method: unknown = field(message, 'method');
  if (typeof method !== 'string' || !/^(Network\.|Target\.attachedToTarget$)/.test(method)) return;
  const { sessionId, params } = v.parse(Message, message);
  if (method === 'Target.attachedToTarget') {
    const attached = v.parse(Attached, params);
    const { type, url, targetId } = attached.targetInfo;
    targets.set(attached.sessionId, { type, url, id: targetId });
    return;
  }
  const target = targets.get(sessionId);
  if (target) listener({ target, method, params });
};

/** Client object → the object behind it, in the same process → its connection to Chromium. */
const connectionOf = (browser: Browser): object => {
  const client = field(browser, '_connection');
  const toImpl = field(client, 'toImpl');
  const behind: unknown = typeof toImpl === 'function' ? toImpl.call(client, browser) : null;
  const connection = field(behind, '_connection');
  if (typeof connection !== 'object' || connection === null || typeof field(connection, loggerName) !== 'function') {
    throw new Error('Playwright keeps its connection to Chromium elsewhere than in version 1.65.');
  }
  return connection;
};

const field = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;

/** Overhears the DevTools messages that Playwright exchanges with Chromium: initiators, refused cookies, all workers. */
import type { Browser } from 'playwright-core';
import * as v from 'valibot';

/** Who speaks: a page, a frame of another process, a worker, a service worker. */
export type Target = { type: string; url: string; id: string };
/** Asks the target something on the very line where it speaks; gives null when it does not answer. */
export type Ask = (method: string, params: Record<string, unknown>) => Promise<Record<string, unknown> | null>;
export type WireEvent = { target: Target; method: string; params: Record<string, unknown>; ask?: Ask };
export type Listener = (event: WireEvent) => void;
/** Called for each new target while it is still held at its start, so that what is asked here comes before its code. */
export type Meet = (target: Target, ask: Ask) => void;

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
 * Calls `listener` with each network event, and each call of a binding, of the targets started from now on; gives the
 * function that stops it. What was asked goes on being answered here afterwards: Playwright takes an answer that it did
 * not ask for as a bug, throws outside of any promise, and the scanner ended so in 3 visits of 8 to a storm of popups
 * on a busy machine.
 *
 * Playwright's public events lack what we need, and its public sessions come too late: any client may resume a
 * worker, Playwright does so at once, and 1 run of 7 on a loaded machine lost the WebSocket of a worker that way.
 * Its own connection is there before the first request, so we listen to that one, and what we ask on it is sent
 * before Playwright lets the target go. It is private: the version is pinned, the shape is checked here, and a test
 * fails when it moves.
 */
export const overhear = (browser: Browser, listener: Listener, meet: Meet = () => {}): (() => void) => {
  const connection = connectionOf(browser);
  const before = Reflect.get(connection, loggerName);
  const line = openLine(connection);
  let listening = true;
  const hear = (direction: unknown, message: unknown) => {
    before(direction, message);
    if (direction !== 'receive' || line.answered(message) || !listening || line.stayedOn(message)) return;
    pass(message, line, listener, meet);
  };
  Reflect.set(connection, loggerName, hear);
  return () => {
    listening = false;
    const last = Reflect.get(connection, loggerName) === hear;
    if (last && line.allAnswered()) Reflect.set(connection, loggerName, before);
  };
};

const loggerName = '_protocolLogger';
const senderName = '_rawSend';

type Line = {
  speakers: Map<string, { target: Target; ask: Ask }>;
  askOn: (sessionId: string) => Ask;
  /** Takes the answers to our own questions out of Playwright's sight: it would not know them. */
  answered: (message: unknown) => boolean;
  /**
   * Keeps the line to a shared worker. Playwright has no use for one: it lets the worker go and leaves as soon as it
   * is told that the worker went, so it is not told. A second line of our own came too late to hear the answer to the
   * first library that a shared worker imports, in 3 visits of 100 on a busy machine.
   */
  stayedOn: (message: unknown) => boolean;
  allAnswered: () => boolean;
};

const openLine = (connection: object): Line => {
  const pending = new Map<unknown, (result: Record<string, unknown> | null) => void>();
  const send = field(connection, senderName);
  const speakers: Line['speakers'] = new Map();
  return {
    speakers,
    allAnswered: () => pending.size === 0,
    askOn: (sessionId) => (method, params) =>
      new Promise((resolve) => {
        if (typeof send !== 'function') return resolve(null);
        pending.set(send.call(connection, sessionId, method, params), resolve);
      }),
    answered: (message) => {
      const id = field(message, 'id');
      const resolve = pending.get(id);
      if (!resolve) return false;
      pending.delete(id);
      hide(message);
      const result = v.safeParse(v.record(v.string(), v.unknown()), field(message, 'result'));
      resolve(result.success ? result.output : null);
      return true;
    },
    stayedOn: (message) => {
      const speaker = speakers.get(String(field(message, 'sessionId')));
      if (speaker?.target.type !== 'shared_worker' || field(message, 'id') === undefined) return false;
      hide(message);
      return true;
    },
  };
};

/** Playwright drops what comes from a session that it never opened. */
const hide = (message: unknown): void => {
  if (typeof message === 'object' && message !== null) Reflect.set(message, 'sessionId', 'preau');
};

const pass = (message: unknown, line: Line, listener: Listener, meet: Meet): void => {
  const method: unknown = field(message, 'method');
  if (typeof method !== 'string' || !/^(Network\.|(Target\.attachedToTarget|Runtime\.bindingCalled)$)/.test(method))
    return;
  const { sessionId, params } = v.parse(Message, message);
  if (method === 'Target.attachedToTarget') {
    const attached = v.parse(Attached, params);
    const { type, url, targetId } = attached.targetInfo;
    const speaker = { target: { type, url, id: targetId }, ask: line.askOn(attached.sessionId) };
    line.speakers.set(attached.sessionId, speaker);
    meet(speaker.target, speaker.ask);
    return;
  }
  const speaker = line.speakers.get(sessionId);
  if (speaker) listener({ ...speaker, method, params });
};

/** Client object → the object behind it, in the same process → its connection to Chromium. */
const connectionOf = (browser: Browser): object => {
  const client = field(browser, '_connection');
  const toImpl = field(client, 'toImpl');
  const behind: unknown = typeof toImpl === 'function' ? toImpl.call(client, browser) : null;
  const connection = field(behind, '_connection');
  const known = [loggerName, senderName].every((name) => typeof field(connection, name) === 'function');
  if (typeof connection !== 'object' || connection === null || !known) {
    throw new Error('Playwright keeps its connection to Chromium elsewhere than in version 1.65.');
  }
  return connection;
};

const field = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;

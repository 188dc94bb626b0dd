/** A DevTools line to a page and, through it, to each worker and frame that the page starts, held until we listen. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import * as v from 'valibot';

export type Target = { type: string; url: string; id: string };
export type WireEvent = { target: Target; method: string; params: Record<string, unknown> };
type Listener = (event: WireEvent) => void;
type Send = (text: string) => Promise<unknown>;

export type Line = {
  target: Target;
  /** Asks a DevTools method; resolves with its result, rejects with its error. */
  ask(method: string, params?: object): Promise<unknown>;
  /** Takes a message that came from the target. */
  take(message: unknown): void;
};

const Message = v.object({
  id: v.optional(v.number()),
  method: v.optional(v.string()),
  params: v.optional(v.record(v.string(), v.unknown()), {}),
  result: v.optional(v.unknown()),
  error: v.optional(v.object({ message: v.string() })),
});
const Attached = v.object({
  sessionId: v.string(),
  targetInfo: v.object({ type: v.string(), url: v.string(), targetId: v.string() }),
});
const Received = v.object({ sessionId: v.string(), message: v.string() });

/**
 * Listens to a page and to all that it starts. Playwright's own events lack initiators, refused cookies and the
 * WebSockets of workers; attaching on each `frameattached` comes too late for the first requests.
 */
export const listenToPage = async (context: BrowserContext, page: Page, listener: Listener): Promise<void> => {
  const session = await context.newCDPSession(page);
  const found = await session.send('Target.getTargetInfo');
  const target = { type: 'page', url: page.url(), id: found.targetInfo.targetId };
  const line = openLine(
    target,
    relay(session, (message) => line.take(message)),
    listener,
  );
  session.on('event', (event) => line.take(event));
  await prepare(line);
};

/** Listens to the shared workers of the browser, which belong to no page: those lines open a little after their start. */
export const listenToSharedWorkers = async (session: CDPSession, listener: Listener): Promise<void> => {
  const lines = new Map<string, Line>();
  session.on('Target.receivedMessageFromTarget', (each) => lines.get(each.sessionId)?.take(JSON.parse(each.message)));
  session.on('Target.targetCreated', async ({ targetInfo }) => {
    if (targetInfo.type !== 'shared_worker') return;
    const attached = await session
      .send('Target.attachToTarget', { targetId: targetInfo.targetId, flatten: false })
      .catch(() => null);
    if (!attached) return;
    const send: Send = (message) => session.send('Target.sendMessageToTarget', { ...attached, message });
    const line = openLine({ type: targetInfo.type, url: targetInfo.url, id: targetInfo.targetId }, send, listener);
    lines.set(attached.sessionId, line);
    await prepare(line);
  });
  await session.send('Target.setDiscoverTargets', { discover: true });
};

/** One line; `send` carries a message towards the target. */
export const openLine = (target: Target, send: Send, listener: Listener): Line => {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const children = new Map<string, Line>();
  let last = 0;

  const ask = (method: string, params: object = {}): Promise<unknown> => {
    last += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(last, answer);
    send(JSON.stringify({ id: last, method, params })).catch(answer.reject);
    return answer.promise;
  };
  const settle = (id: number, message: v.InferOutput<typeof Message>) => {
    const answer = waiting.get(id);
    waiting.delete(id);
    if (message.error) answer?.reject(new Error(message.error.message));
    else answer?.resolve(message.result);
  };
  const adopt = ({ sessionId, targetInfo }: v.InferOutput<typeof Attached>) => {
    const child = openLine(
      { type: targetInfo.type, url: targetInfo.url, id: targetInfo.targetId },
      (message) => ask('Target.sendMessageToTarget', { sessionId, message }),
      listener,
    );
    children.set(sessionId, child);
    void prepare(child);
  };
  const take = (received: unknown) => {
    const message = v.parse(Message, received);
    if (message.id !== undefined) return settle(message.id, message);
    if (message.method === 'Target.attachedToTarget') return adopt(v.parse(Attached, message.params));
    if (message.method === 'Target.receivedMessageFromTarget') {
      const inner = v.parse(Received, message.params);
      return children.get(inner.sessionId)?.take(JSON.parse(inner.message));
    }
    if (message.method?.startsWith('Network.')) listener({ target, method: message.method, params: message.params });
  };
  return { target, ask, take };
};

/** Playwright's session speaks in calls and events; a line speaks in texts. */
const relay =
  (session: CDPSession, take: (message: unknown) => void): Send =>
  async (text) => {
    const { id, method, params } = JSON.parse(text);
    const answer = await session.send(method, params).then(
      (result) => ({ id, result }),
      (error: Error) => ({ id, error: { message: error.message } }),
    );
    take(answer);
  };

/**
 * `flatten: false` because Playwright's session hides the flat children's events; the target waits until we resume
 * it. Runtime gives the asynchronous parents of a call (a timer, a promise) without the cost and the `debugger`
 * pauses of the Debugger domain.
 */
const prepare = async (line: Line): Promise<void> => {
  const asked = [
    line.ask('Network.enable', { maxPostDataSize: 0 }),
    line.ask('Runtime.enable'),
    line.ask('Runtime.setAsyncCallStackDepth', { maxDepth: 8 }),
    line.ask('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: false }),
    line.ask('Runtime.runIfWaitingForDebugger'),
  ];
  // A target may vanish while we ask, and a worker knows not every domain: what it can tell is enough.
  await Promise.allSettled(asked);
};

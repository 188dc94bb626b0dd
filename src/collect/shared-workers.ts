/** Listens to shared workers: they belong to no page, and Playwright leaves them alone. */
import type { CDPSession } from 'playwright-core';
import * as v from 'valibot';
import type { Listener, Target } from './overhear.ts';

const Message = v.object({
  method: v.optional(v.string(), ''),
  params: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** `session` is one to the browser. A shared worker is heard from a moment after its start, most often before it asks. */
export const listenToSharedWorkers = async (session: CDPSession, listener: Listener): Promise<void> => {
  const lines = new Map<string, Target>();
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const target = lines.get(sessionId);
    const { method, params } = v.parse(Message, JSON.parse(message));
    if (target && method.startsWith('Network.')) listener({ target, method, params });
  });
  session.on('Target.targetCreated', ({ targetInfo: { type, url, targetId } }) => {
    if (type !== 'shared_worker') return;
    attach(session, { type, url, id: targetId }, lines).catch(() => {});
  });
  await session.send('Target.setDiscoverTargets', { discover: true });
};

const attach = async (session: CDPSession, target: Target, lines: Map<string, Target>): Promise<void> => {
  // Playwright's session hides the events of flat children: messages go wrapped.
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: target.id, flatten: false });
  lines.set(sessionId, target);
  const message = JSON.stringify({ id: 1, method: 'Network.enable', params: {} });
  await session.send('Target.sendMessageToTarget', { sessionId, message });
};

/** The line to the guard's process: each order gets its reply, or an error when the process is gone. */
import type { ChildProcess } from 'node:child_process';
import * as v from 'valibot';
import { type Order, Reply } from './messages.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type Ask = <Kind extends Reply['kind']>(
  order: WithoutId<Order>,
  kind: Kind,
) => Promise<Extract<Reply, { kind: Kind }>>;

type Waiting = { done(reply: Reply): void; fail(error: Error): void };

/** The process of the guard ended: whoever meets this may try again through another one, never around it. */
export class GuardGone extends Error {
  constructor() {
    super('The guard is gone: nothing goes out any more.');
  }
}

/** @param gone aborted when the process ends. */
export const openLine = (child: ChildProcess, gone: AbortSignal): Ask => {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  child.on('message', (message) => {
    const reply = v.parse(Reply, message);
    waiting.get(reply.id)?.done(reply);
    waiting.delete(reply.id);
  });

  gone.addEventListener('abort', () => {
    for (const { fail } of waiting.values()) fail(new GuardGone());
    waiting.clear();
  });

  const send = (order: WithoutId<Order>): Promise<Reply> =>
    new Promise((done, fail) => {
      if (gone.aborted || !child.connected) return fail(new GuardGone());
      last += 1;
      waiting.set(last, { done, fail });
      child.send({ ...order, id: last }, (error) => error && fail(new GuardGone()));
    });

  return async (order, kind) => {
    const reply = await send(order);
    if (!isKind(reply, kind)) throw new Error(`The guard answered ${reply.kind} to ${order.kind}.`);
    return reply;
  };
};

const isKind = <Kind extends Reply['kind']>(reply: Reply, kind: Kind): reply is Extract<Reply, { kind: Kind }> =>
  reply.kind === kind;

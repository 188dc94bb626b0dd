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

export const openLine = (child: ChildProcess, exited: Promise<number | null>): Ask => {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let gone = false;

  child.on('message', (message) => {
    const reply = v.parse(Reply, message);
    waiting.get(reply.id)?.done(reply);
    waiting.delete(reply.id);
  });

  void exited.then(() => {
    gone = true;
    for (const { fail } of waiting.values()) fail(goneError());
    waiting.clear();
  });

  const send = (order: WithoutId<Order>): Promise<Reply> =>
    new Promise((done, fail) => {
      if (gone || !child.connected) return fail(goneError());
      last += 1;
      waiting.set(last, { done, fail });
      child.send({ ...order, id: last }, (error) => error && fail(goneError()));
    });

  return async (order, kind) => {
    const reply = await send(order);
    if (!isKind(reply, kind)) throw new Error(`The guard answered ${reply.kind} to ${order.kind}.`);
    return reply;
  };
};

const isKind = <Kind extends Reply['kind']>(reply: Reply, kind: Kind): reply is Extract<Reply, { kind: Kind }> =>
  reply.kind === kind;

const goneError = () => new Error('The guard is gone: nothing goes out any more.');

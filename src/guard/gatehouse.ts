/** Obeys the service: keeps the open passages and turns each order into a reply. Runs in the guard's process. */

import { type Gate, openGate } from './gate.ts';
import type { Order, Reply } from './messages.ts';
import type { Policy } from './policy.ts';
import { type Door, openDoor } from './proxy.ts';
import { openResolve } from './resolve.ts';

export type Gatehouse = { obey(order: Exclude<Order, { kind: 'start' }>): Promise<Reply> };

export const openGatehouse = (policy: Policy): Gatehouse => {
  const resolve = openResolve(policy.resolver, policy.limits.resolveMs);
  const passages = new Map<number, { gate: Gate; door: Door }>();
  let last = 0;

  const at = (number: number) => {
    const found = passages.get(number);
    if (!found) throw new Error(`No passage ${number} is open.`);
    return found;
  };

  const open = async (): Promise<{ passage: number; port: number }> => {
    const gate = openGate(policy, resolve);
    // Twice as long as a silent server is borne, so that its client still hears of it (502).
    const door = await openDoor(gate, policy.limits.idleMs * 2);
    last += 1;
    passages.set(last, { gate, door });
    return { passage: last, port: door.port };
  };

  return {
    obey: async (order) => {
      const { id } = order;
      if (order.kind === 'open') return { kind: 'opened', id, ...(await open()) };
      const { gate, door } = at(order.passage);
      if (order.kind === 'check') return { kind: 'checked', id, result: await gate.check(order.url) };
      passages.delete(order.passage);
      return { kind: 'closed', id, exchanges: await door.close() };
    },
  };
};

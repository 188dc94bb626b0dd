/** The second, unannounced look: when it comes, what it opens, and that it accuses nobody. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CollectOrder } from '../../src/dossier/tools.ts';
import { work } from '../../src/dossier/work.ts';
import { aRequest, collected } from '../kit/evidence.ts';
import { aBundle, member, openHouse, submitted, type TestHouse, unreachable } from './house.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const dayMs = 24 * 3_600_000;
const sheet = (number: string) => {
  const found = house.tools.archive.dossiers.byNumber(number);
  if (!found) throw new Error(`no dossier ${number}`);
  return found;
};
const workUntil = async (done: () => boolean) => {
  const stop = new AbortController();
  const clock = setInterval(() => {
    house.clock.now += 20;
    if (done()) stop.abort();
  }, 5);
  await work(house.tools, { idleMs: 2, beatMs: 20 }, stop.signal);
  clearInterval(clock);
};

/** Checks a dossier, then lets the fourteen days pass; `ordinary` is what the second visit sees. */
const lookedAt = async (ordinary: () => ReturnType<typeof aBundle>) => {
  const orders: CollectOrder[] = [];
  house.visits.answer = async (order) => {
    orders.push(order);
    return order.identity === 'ordinary' ? ordinary() : aBundle();
  };
  const { number } = await submitted(house);
  await workUntil(() => sheet(number).state === 'to-review');
  house.clock.now += 14 * dayMs;
  await workUntil(() => house.tools.queue.counts().waiting === 0 && house.tools.queue.counts().running === 0);
  return { number, orders };
};
const tracked = () => aBundle({ requests: collected([aRequest('https://static.criteo.net/x.js')]) });

describe('a second look', () => {
  it('comes neither with the check nor the next hour, but within fourteen days, as an ordinary visitor', async () => {
    const { number } = await submitted(house);
    await workUntil(() => sheet(number).state === 'to-review');
    house.clock.now += 3_600_000;
    expect(house.tools.queue.claim()).toBeNull();
    house.clock.now += 14 * dayMs;
    expect(house.tools.queue.claim()).toMatchObject({ kind: 'second-look', subject: number });
  });

  it('opens a question with the differences and both evidences, and moves nothing', async () => {
    const { number, orders } = await lookedAt(tracked);
    expect(orders.map(({ identity }) => identity)).toEqual([undefined, 'ordinary']);
    const { state, tasks, visits } = sheet(number);
    expect(state).toBe('to-review');
    expect(visits).toHaveLength(1);
    expect(tasks).toMatchObject([{ differences: [{ what: 'criteo.net', service: 'Criteo' }], closed: null }]);
    const [task] = tasks;
    for (const digest of [task?.announced ?? '', task?.ordinary ?? '']) {
      expect(house.tools.evidence.read(digest).kind).toBe('found');
    }
  });

  it('opens nothing when both visits saw the same, nor when the second saw nothing', async () => {
    expect(sheet((await lookedAt(() => aBundle())).number).tasks).toEqual([]);
    expect(sheet((await lookedAt(unreachable)).number).tasks).toEqual([]);
  });

  it('is tried again when our own machine failed', async () => {
    let attempts = 0;
    house.visits.answer = async ({ identity }) => {
      if (identity !== 'ordinary') return aBundle();
      attempts += 1;
      return attempts === 1 ? { kind: 'failed', detail: 'panne' } : tracked();
    };
    const { number } = await submitted(house);
    await workUntil(() => sheet(number).state === 'to-review');
    house.clock.now += 14 * dayMs;
    await workUntil(() => sheet(number).tasks.length > 0);
    expect(attempts).toBe(2);
  });
});

describe('a question', () => {
  it('is closed once, by the commission, with a reason that stays', async () => {
    const { number } = await lookedAt(tracked);
    const id = sheet(number).tasks[0]?.id ?? 0;
    const form = { reason: 'Publicité du site vitrine, absente des pages d’élèves.' };
    expect(house.desk.closeTask({ number, id, form: { reason: '' }, by: member })).toMatchObject({ kind: 'invalid' });
    const vendor = { email: 'e@exemple.fr', roles: ['vendor'] } as const;
    expect(house.desk.closeTask({ number, id, form, by: vendor })).toMatchObject({ kind: 'forbidden' });
    expect(house.desk.closeTask({ number, id, form, by: member })).toEqual({ kind: 'closed' });
    expect(house.desk.closeTask({ number, id, form, by: member })).toMatchObject({ kind: 'forbidden' });
    expect(sheet(number).tasks[0]?.closed).toMatchObject({ by: member.email, reason: form.reason });
  });
});

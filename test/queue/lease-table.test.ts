/** The queue loses nothing, ends nothing twice, and refuses the answer of a worker that came too late. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLeaseTable } from '../../src/queue/lease-table.ts';
import type { Claim, Queue } from '../../src/queue/queue.ts';
import { memoryBase } from '../store/entries.ts';

const leaseMs = 1000;

const open = () => {
  const clock = { now: 1_000_000 };
  const { sqlite } = memoryBase();
  let tokens = 0;
  const queue = openLeaseTable(sqlite, {
    now: () => clock.now,
    random: () => 0,
    token: () => {
      tokens += 1;
      return `t${tokens}`;
    },
    leaseMs,
    attempts: 3,
    backoffMs: 100,
  });
  return { clock, queue, sqlite };
};

const add = (queue: Queue, name: string) => queue.enqueue({ kind: 'check', subject: name, idempotencyKey: name });

const taken = (queue: Queue): Claim => {
  const claim = queue.claim();
  if (!claim) throw new Error('a job was expected');
  return claim;
};

describe('the lease table', () => {
  it('gives jobs in their order, each to one worker', () => {
    const { queue } = open();
    add(queue, 'a');
    add(queue, 'b');
    expect([queue.claim()?.subject, queue.claim()?.subject, queue.claim()]).toEqual(['a', 'b', null]);
  });

  it('takes two jobs of one key for one job', () => {
    const { queue } = open();
    expect(add(queue, 'a')).toBe(add(queue, 'a'));
    expect(queue.counts()).toEqual({ waiting: 1, running: 0, dead: 0 });
  });

  it('gives the job of a vanished worker to another, and refuses the late answer of the first', () => {
    const { clock, queue } = open();
    add(queue, 'a');
    const first = taken(queue);
    clock.now += leaseMs;
    const second = taken(queue);
    expect(second.attempts).toBe(2);
    expect(queue.heartbeat(first)).toBe(false);
    expect(queue.complete(first)).toBe(false);
    expect(queue.fail(first, 'x')).toBe('late');
    expect(queue.release(first)).toBe(false);
    expect(queue.complete(second)).toBe(true);
    expect(queue.complete(second)).toBe(false);
  });

  it('keeps the job of a worker whose heart beats', () => {
    const { clock, queue } = open();
    add(queue, 'a');
    const claim = taken(queue);
    for (let beat = 0; beat < 5; beat += 1) {
      clock.now += leaseMs - 1;
      expect(queue.heartbeat(claim)).toBe(true);
      expect(queue.claim()).toBeNull();
    }
    expect(queue.complete(claim)).toBe(true);
  });

  it('waits longer after each failure, then buries the job with its last error', () => {
    const { clock, queue } = open();
    const id = add(queue, 'a');
    expect(queue.fail(taken(queue), 'un')).toBe('retried');
    clock.now += 99;
    expect(queue.claim()).toBeNull();
    clock.now += 1;
    expect(queue.fail(taken(queue), 'deux')).toBe('retried');
    clock.now += 199;
    expect(queue.claim()).toBeNull();
    clock.now += 1;
    expect(queue.fail(taken(queue), 'trois')).toBe('dead');
    expect(queue.claim()).toBeNull();
    expect(queue.dead(10)).toMatchObject([{ id, subject: 'a', attempts: 3, lastError: 'trois' }]);
    expect(queue.replay(id)).toBe(true);
    expect(queue.replay(id)).toBe(false);
    expect(taken(queue).attempts).toBe(1);
  });

  it('buries a job that kills each of its workers, and tells whose it was', () => {
    const { clock, queue } = open();
    add(queue, 'poison');
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(queue.sweep()).toEqual([]);
      expect(taken(queue).attempts).toBe(attempt);
      clock.now += leaseMs;
    }
    expect(queue.claim()).toBeNull();
    expect(queue.sweep()).toMatchObject([{ subject: 'poison', attempts: 3 }]);
    expect(queue.sweep()).toEqual([]);
  });

  it('never runs two jobs of one site together, and keeps nobody else waiting for it', () => {
    const { clock, queue } = open();
    for (const [name, exclusive] of [['a1', 'a'], ['a2', 'a'], ['b1', 'b'], ['libre']] as const)
      queue.enqueue({ kind: 'check', subject: name, idempotencyKey: name, ...(exclusive ? { exclusive } : {}) });
    const first = taken(queue);
    expect([first.subject, taken(queue).subject, taken(queue).subject]).toEqual(['a1', 'b1', 'libre']);
    expect(queue.claim()).toBeNull();
    expect(queue.complete(first)).toBe(true);
    const second = taken(queue);
    expect(second.subject).toBe('a2');
    // A worker that vanished holds its site for the time of its lease only, and its own job may be taken again.
    clock.now += leaseMs;
    expect(['a2', 'b1', 'libre']).toContain(taken(queue).subject);
  });

  it('does not count the attempt of a worker that was asked to stop', () => {
    const { queue } = open();
    add(queue, 'a');
    expect(queue.release(taken(queue))).toBe(true);
    expect(taken(queue).attempts).toBe(1);
  });

  it('adds a job in the transaction of its caller, or not at all', () => {
    const { queue, sqlite } = open();
    const fail = sqlite.transaction(() => {
      add(queue, 'a');
      throw new Error('power cut');
    });
    expect(fail).toThrow('power cut');
    expect(queue.claim()).toBeNull();
  });
});

/** What an honest reader expects of each job, kept beside the real queue. */
type Expected = { ends: number; ended: 'done' | 'dead' | null };
type Model = { jobs: Map<string, Expected> };
type Real = ReturnType<typeof open> & { claims: Claim[] };
type Step = fc.Command<Model, Real>;

const step = (name: string, run: (model: Model, real: Real) => void): Step => ({
  check: () => true,
  run,
  toString: () => name,
});

const end = (model: Model, subject: string, ended: 'done' | 'dead') => {
  const job = model.jobs.get(subject);
  if (!job) throw new Error(`unknown job ${subject}`);
  job.ends += 1;
  job.ended = ended;
};

const heldBy = (real: Real, pick: number): Claim | undefined => real.claims[pick % Math.max(1, real.claims.length)];

const steps: fc.Arbitrary<Step>[] = [
  fc.nat(5).map((n) =>
    step(`add ${n}`, (model, { queue }) => {
      add(queue, `job${n}`);
      if (!model.jobs.has(`job${n}`)) model.jobs.set(`job${n}`, { ends: 0, ended: null });
    }),
  ),
  fc.constant(
    step('claim', (model, real) => {
      const claim = real.queue.claim();
      if (!claim) return;
      expect(model.jobs.get(claim.subject)?.ended).toBeNull();
      expect(claim.attempts).toBeLessThanOrEqual(3);
      real.claims.push(claim);
    }),
  ),
  // Any claim ever given may answer, however late: only the last one for its job may be heard.
  fc.nat().map((pick) =>
    step(`complete ${pick}`, (model, real) => {
      const claim = heldBy(real, pick);
      if (claim && real.queue.complete(claim)) end(model, claim.subject, 'done');
    }),
  ),
  fc.nat().map((pick) =>
    step(`fail ${pick}`, (model, real) => {
      const claim = heldBy(real, pick);
      if (claim && real.queue.fail(claim, 'error') === 'dead') end(model, claim.subject, 'dead');
    }),
  ),
  fc.nat().map((pick) =>
    step(`beat ${pick}`, (_, real) => {
      const claim = heldBy(real, pick);
      if (claim) real.queue.heartbeat(claim);
    }),
  ),
  fc.nat(2 * leaseMs).map((ms) =>
    step(`wait ${ms}`, (_, { clock }) => {
      clock.now += ms;
    }),
  ),
  fc.constant(
    step('sweep', (model, { queue }) => {
      for (const dead of queue.sweep()) end(model, dead.subject, 'dead');
    }),
  ),
];

/** Lets time pass and honest workers finish what is left. */
const drain = (model: Model, { queue, clock }: Real) => {
  for (let round = 0; round < 60; round += 1) {
    clock.now += leaseMs;
    for (const dead of queue.sweep()) end(model, dead.subject, 'dead');
    const claim = queue.claim();
    if (claim && queue.complete(claim)) end(model, claim.subject, 'done');
  }
};

describe('whatever workers do, in whatever order', () => {
  it('every job ends exactly once', () => {
    fc.assert(
      fc.property(fc.commands(steps, { maxCommands: 60 }), (commands) => {
        const model: Model = { jobs: new Map() };
        const real: Real = { ...open(), claims: [] };
        fc.modelRun(() => ({ model, real }), commands);
        drain(model, real);
        expect([...model.jobs.values()].map((job) => job.ends)).toEqual([...model.jobs].map(() => 1));
        expect(real.queue.counts()).toMatchObject({ waiting: 0, running: 0 });
        real.sqlite.close();
      }),
      { numRuns: 60 },
    );
  });
});

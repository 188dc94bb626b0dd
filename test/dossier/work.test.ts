/** The worker checks what waits, keeps the proof, says why when nothing could be seen, and outlives every failure. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/dossier/progress.ts';
import { rechecksPerDay } from '../../src/dossier/recheck.ts';
import { work } from '../../src/dossier/work.ts';
import { aBundle, leaseMs, openHouse, screenshot, submitted, type TestHouse, unreachable } from './house.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const sheet = (number: string) => {
  const found = house.tools.archive.dossiers.byNumber(number);
  if (!found) throw new Error(`no dossier ${number}`);
  return found;
};

/** Works until `done` holds; the clock of the queue runs a little at each look so that retries come. */
const workUntil = async (done: () => boolean) => {
  const stop = new AbortController();
  const clock = setInterval(() => {
    house.clock.now += 20;
    if (done()) stop.abort();
  }, 5);
  await work(house.tools, { idleMs: 2, beatMs: 20 }, stop.signal);
  clearInterval(clock);
};

const settled = (number: string) => () => !['submitted', 'checking'].includes(sheet(number).state);

describe('a check', () => {
  it('ends with findings for the commission and the evidence on the disk', async () => {
    const { number } = await submitted(house);
    const told: ProgressEvent[] = [];
    house.desk.listen(number, (event) => told.push(event));
    house.visits.answer = async ({ url, tell }) => {
      tell(`Visite de ${url}`);
      return aBundle();
    };
    await workUntil(settled(number));
    const { state, visits, lines } = sheet(number);
    expect(state).toBe('to-review');
    expect(lines.map((line) => line.event)).toEqual(['submit', 'start-check', 'finish-check']);
    expect(visits).toHaveLength(1);
    expect(visits[0]).toMatchObject({ outcome: 'complete', browser: '153' });
    expect(visits[0]?.report.findings.length).toBeGreaterThan(20);
    const evidence = house.tools.evidence.read(visits[0]?.evidence ?? '');
    expect(evidence.kind === 'found' && JSON.parse(evidence.bytes.toString()).target).toBe(
      'https://grapheur.exemple.fr/',
    );
    const [file] = aBundle().evidence.files;
    expect(house.tools.evidence.read(file?.sha256 ?? '')).toEqual({ kind: 'found', bytes: screenshot });
    expect(told.map((event) => (event.kind === 'step' ? event.text : event.state))).toEqual([
      'checking',
      'Visite de https://grapheur.exemple.fr/',
      'to-review',
    ]);
    expect(house.mails.map((mail) => mail.subject)).toContain('Contrôle de Grapheur : terminé');
  });

  it('of a page that did not load is inconclusive, and no rule on what was seen is passed', async () => {
    const { number } = await submitted(house);
    house.visits.answer = async () => unreachable();
    await workUntil(settled(number));
    const { state, visits, lines } = sheet(number);
    expect(state).toBe('check-inconclusive');
    expect(lines.at(-1)?.reason).toContain('ne répond pas');
    const passed = visits[0]?.report.findings.filter(
      (each) => each.outcome === 'passed' && each.provenance === 'observed',
    );
    expect(passed).toEqual([]);
  });

  it('of an address that the guard refuses during the visit says so', async () => {
    const { number } = await submitted(house);
    house.visits.answer = async ({ url }) => ({ kind: 'refused', reason: 'private-address', address: url });
    await workUntil(settled(number));
    expect(sheet(number)).toMatchObject({
      state: 'check-inconclusive',
      visits: [{ outcome: 'refused', evidence: null }],
    });
    expect(sheet(number).lines.at(-1)?.reason).toContain('réseau privé');
  });

  it('of a page that eats all its time is told as such, and not tried again', async () => {
    const { number } = await submitted(house);
    let tries = 0;
    house.visits.answer = async () => {
      tries += 1;
      return { kind: 'unseen', reason: 'timeout', detail: '90 s' };
    };
    await workUntil(settled(number));
    expect(tries).toBe(1);
    expect(sheet(number)).toMatchObject({
      state: 'check-inconclusive',
      visits: [{ outcome: 'inconclusive', evidence: null }],
    });
    expect(sheet(number).visits[0]?.report.reasons).toMatchObject([{ code: 'timeout' }]);
  });

  it('whose bundle does not hold what it names is not kept', async () => {
    const { number } = await submitted(house);
    house.visits.answer = async () => ({ ...aBundle(), digest: '0'.repeat(64) });
    await workUntil(settled(number));
    expect(sheet(number)).toMatchObject({ state: 'check-inconclusive', visits: [{ evidence: null }] });
  });
});

describe('the worker', () => {
  it.each([
    ['answers a failure', async () => ({ kind: 'failed', detail: 'no browser' }) as const],
    ['throws', async () => Promise.reject(new Error('crash'))],
  ])('tries three times a visit that %s, then says so and takes the next', async (_, answer) => {
    const { number: bad } = await submitted(house, { name: 'Mauvais', url: 'https://mauvais.exemple.fr/' });
    const { number: good } = await submitted(house);
    let tries = 0;
    house.visits.answer = async (order) => {
      if (order.url !== 'https://mauvais.exemple.fr/') return aBundle();
      tries += 1;
      return answer();
    };
    await workUntil(() => settled(bad)() && settled(good)());
    expect(tries).toBe(3);
    expect(sheet(good).state).toBe('to-review');
    expect(sheet(bad)).toMatchObject({ state: 'check-inconclusive', visits: [{ outcome: 'inconclusive' }] });
    expect(sheet(bad).lines.map((line) => line.event)).toEqual([
      'submit',
      'start-check',
      'start-check',
      'start-check',
      'fail-check',
    ]);
    expect(house.tools.queue.dead(10)).toMatchObject([{ subject: bad, attempts: 3 }]);
  });

  it('goes on when the base fails under its feet', async () => {
    const { number } = await submitted(house);
    house.visits.answer = async () => {
      house.base.sqlite.exec('ALTER TABLE job RENAME TO away');
      // Long enough for the heart to beat, and fail, several times.
      setTimeout(() => house.base.sqlite.exec('ALTER TABLE away RENAME TO job'), 150);
      await new Promise((resolve) => setTimeout(resolve, 100));
      house.visits.answer = async () => aBundle();
      return aBundle();
    };
    await workUntil(settled(number));
    expect(sheet(number)).toMatchObject({ state: 'to-review', visits: [{ outcome: 'complete' }] });
  });

  it('takes over the job of a worker that vanished, after its lease', async () => {
    const { number } = await submitted(house);
    expect(house.tools.queue.claim()).not.toBeNull();
    house.clock.now += leaseMs;
    await workUntil(settled(number));
    expect(sheet(number).state).toBe('to-review');
    expect(sheet(number).lines[1]?.reason).toBe('tentative 2');
  });

  it('buries a job that killed three workers, and its dossier says so', async () => {
    const { number } = await submitted(house);
    for (let count = 0; count < 3; count += 1) {
      const claim = house.tools.queue.claim();
      if (!claim) throw new Error('a job was expected');
      // What a worker writes before it is killed.
      if (count === 0)
        house.tools.archive.write((pen) =>
          pen.move(number, { event: 'start-check', actor: 'robot', reason: '', at: house.tools.now().toISOString() }),
        );
      house.clock.now += leaseMs;
    }
    await workUntil(settled(number));
    expect(sheet(number)).toMatchObject({ state: 'check-inconclusive', visits: [{ outcome: 'inconclusive' }] });
  });

  it('keeps nothing of a visit whose job was given to another meanwhile', async () => {
    const { number } = await submitted(house);
    let first = true;
    house.visits.answer = async () => {
      if (!first) return aBundle();
      first = false;
      // Stopped longer than its lease: another worker takes the job and finishes it.
      house.clock.now += leaseMs;
      await workUntil(settled(number));
      return unreachable();
    };
    await workUntil(() => !first && settled(number)());
    expect(sheet(number)).toMatchObject({ state: 'to-review', visits: [{ outcome: 'complete' }] });
    expect(sheet(number).visits).toHaveLength(1);
  });

  it('gives its job back uncounted when it is told to stop, and cuts the visit', async () => {
    const { number } = await submitted(house);
    const stop = new AbortController();
    house.visits.answer = ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ kind: 'failed', detail: 'cut' }));
        stop.abort();
      });
    await work(house.tools, { idleMs: 2, beatMs: 1000 }, stop.signal);
    expect(house.tools.queue.claim()).toMatchObject({ subject: number, attempts: 1 });
    expect(sheet(number).visits).toEqual([]);
  });
});

describe('a new check', () => {
  it('adds a visit, the newest first, and keeps the old one', async () => {
    const { key, number } = await submitted(house);
    house.visits.answer = async () => unreachable();
    await workUntil(settled(number));
    house.visits.answer = async () => aBundle();
    expect(house.desk.recheck(key, 'vendor')).toEqual({ kind: 'rechecked', state: 'submitted' });
    await workUntil(settled(number));
    expect(sheet(number).visits.map((visit) => visit.outcome)).toEqual(['complete', 'inconclusive']);
  });

  it('is refused while one waits, and for a key that nobody holds', async () => {
    const { key } = await submitted(house);
    expect(house.desk.recheck(key, 'vendor').kind).toBe('forbidden');
    expect(house.desk.recheck('inconnue', 'vendor').kind).toBe('forbidden');
  });

  it('is refused to a vendor after three in a day, but not to the commission', async () => {
    const { key, number } = await submitted(house);
    await workUntil(settled(number));
    for (let count = 0; count < rechecksPerDay; count += 1) {
      expect(house.desk.recheck(key, 'vendor').kind).toBe('rechecked');
      await workUntil(settled(number));
    }
    expect(house.desk.recheck(key, 'vendor').kind).toBe('too-many');
    expect(house.desk.recheck(key, 'commission').kind).toBe('rechecked');
  });
});

/** The commission decides: only it, only on a checked dossier, never against a blocking finding without a reason. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspect } from '../../src/dossier/inspect.ts';
import { entryOf } from '../../src/dossier/publish.ts';
import type { Person } from '../../src/model/person.ts';
import { asked } from '../store/entries.ts';
import { member, openHouse, submitted, type TestHouse } from './house.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const check = async () => {
  const claim = house.tools.queue.claim();
  if (!claim) throw new Error('a job was expected');
  expect(await inspect(house.tools, claim, new AbortController().signal)).toBe('checked');
};

const checked = async (declaration = {}) => {
  const dossier = await submitted(house, { declaration });
  await check();
  return dossier;
};

const aDraft = (differs = {}) => ({
  opinion: 'favourable',
  reasons: 'Aucun tiers, information complète.',
  contexts: { 'enseignant-seul': { verdict: 'allowed', conditions: [] } },
  setAside: [],
  ...differs,
});

const decide = (number: string, draft: unknown = aDraft(), by: Person = member) =>
  house.desk.decide({ number, draft, by, demonstration: false });

/** Declared hosting without adequacy: a blocking rule that needs no page. */
const farHosting = { hosting: { provider: 'Loin', country: 'CN' } };
const farRule = 'hebergement/pays-declare';

describe('a decision', () => {
  it('publishes the sheet, found by a teacher, with its directive, and one row in the audit', async () => {
    const { key, number } = await checked();
    expect(decide(number)).toEqual({ kind: 'decided', slug: 'grapheur' });
    const entry = house.tools.archive.catalog.entry('grapheur');
    expect(entry).toMatchObject({ dossier: number, decision: { opinion: 'favourable', demonstration: false } });
    expect(entry?.directives.find((each) => each.context === 'enseignant-seul')?.verdict).toBe('allowed');
    expect(entry?.directives.find((each) => each.context === 'eleves-sans-compte')?.verdict).toBe('to-confirm');
    expect(entry?.labels).toHaveLength(4);
    expect(entry && entry.expires > entry.publishedAt).toBe(true);
    const query = asked('courbe', { level: '6e', context: 'enseignant-seul', verdict: 'allowed' });
    expect(house.tools.archive.catalog.search(query).hits.map((hit) => hit.tool.name)).toEqual(['Grapheur']);
    expect(house.tools.archive.audit.rows()).toMatchObject([
      { kind: 'adopt' },
      { seq: 2, kind: 'publish', subject: 'grapheur' },
    ]);
    expect(house.tools.archive.dossiers.byKey(key)).toMatchObject({ state: 'published', publishedSlug: 'grapheur' });
    expect(house.mails.at(-1)?.subject).toBe('Décision sur Grapheur : avis favorable');
  });

  it('shows readers the body that decided, never the member, nor the key or the e-mail of the vendor', async () => {
    const { key, number } = await checked();
    decide(number);
    const published = JSON.stringify(house.tools.archive.catalog.entry('grapheur'));
    for (const secret of [member.email, key, 'editeur@exemple.fr']) expect(published).not.toContain(secret);
    const signed = house.base.sqlite.prepare('SELECT author FROM decision').pluck().get();
    expect(signed).toBe(member.email);
  });

  it('is refused to a vendor, and to anyone while the dossier is not checked', async () => {
    const { number } = await submitted(house);
    expect(decide(number).kind).toBe('forbidden');
    await check();
    expect(decide(number, aDraft(), { email: 'editeur@exemple.fr', roles: ['vendor'] }).kind).toBe('forbidden');
    expect(decide('2026-9999').kind).toBe('forbidden');
    expect(decide(number).kind).toBe('decided');
    expect(decide(number).kind).toBe('forbidden');
  });

  it('needs reasons, an opinion and known contexts', async () => {
    const { number } = await checked();
    expect(decide(number, aDraft({ reasons: ' ', opinion: 'bof' }))).toMatchObject({
      kind: 'invalid',
      problems: [
        { field: 'opinion', message: 'Choisissez un avis.' },
        { field: 'reasons', message: expect.stringContaining('motifs') },
      ],
    });
    const contexts = { 'sur-la-lune': { verdict: 'allowed', conditions: [] } };
    expect(decide(number, aDraft({ contexts }))).toMatchObject({
      problems: [{ field: 'contexts.sur-la-lune.verdict' }],
    });
    for (const draft of [null, 'x', []]) expect(decide(number, draft).kind).toBe('invalid');
    expect(house.tools.archive.dossiers.byNumber(number)).toMatchObject({ state: 'to-review', decision: null });
  });

  it('cannot allow against a blocking finding, unless it is set aside with a reason', async () => {
    const { number } = await checked(farHosting);
    expect(decide(number)).toMatchObject({
      kind: 'invalid',
      problems: [{ field: 'contexts.enseignant-seul.verdict', message: expect.stringContaining(farRule) }],
    });
    const aside = (reason: string) => aDraft({ setAside: [{ rule: farRule, reason }] });
    expect(decide(number, aside(''))).toMatchObject({ problems: [{ field: 'setAside.0.reason' }] });
    expect(decide(number, aside('Hébergement vérifié en France.'))).toMatchObject({ kind: 'decided' });
  });

  it('may always be more cautious than the findings', async () => {
    const { number } = await checked(farHosting);
    const contexts = { 'enseignant-seul': { verdict: 'forbidden', conditions: [] } };
    expect(decide(number, aDraft({ opinion: 'unfavourable', contexts })).kind).toBe('decided');
  });

  it('cannot set aside a rule that did not fail, allow without the condition it announces, or contradict itself', async () => {
    const { number } = await checked();
    const verdict = (each: string) => ({ 'enseignant-seul': { verdict: each, conditions: [] } });
    const wrong = [
      [aDraft({ setAside: [{ rule: farRule, reason: 'Au cas où.' }] }), 'setAside.0.rule'],
      [aDraft({ contexts: verdict('allowed-if') }), 'contexts.enseignant-seul.verdict'],
      [aDraft({ contexts: verdict('not-with-pupils') }), 'contexts.enseignant-seul.verdict'],
      [aDraft({ opinion: 'unfavourable' }), 'contexts.enseignant-seul.verdict'],
    ] as const;
    for (const [draft, field] of wrong) expect(decide(number, draft)).toMatchObject({ problems: [{ field }] });
  });

  it('that is adjourned is recorded and publishes nothing', async () => {
    const { number } = await checked();
    expect(decide(number, aDraft({ opinion: 'adjourned' }))).toEqual({ kind: 'decided', slug: null });
    expect(house.tools.archive.catalog.slugs()).toEqual([]);
    expect(house.tools.archive.audit.rows()).toMatchObject([{ kind: 'adopt' }]);
    expect(house.tools.archive.dossiers.byNumber(number)).toMatchObject({
      state: 'decided',
      decision: { opinion: 'adjourned' },
    });
  });

  it('of the demonstration says so on the sheet', async () => {
    const { number } = await checked();
    house.desk.decide({ number, draft: aDraft(), by: member, demonstration: true });
    const decision = { demonstration: true, decidedBy: 'démonstration' };
    expect(house.tools.archive.catalog.entry('grapheur')).toMatchObject({ decision });
    expect(house.tools.archive.catalog.latest(1)).toMatchObject([{ demonstration: true }]);
  });

  it('leaves the dossier to review when its publication fails', async () => {
    const { number } = await checked();
    house.base.sqlite.exec('DROP TABLE outbox');
    expect(() => decide(number)).toThrow('outbox');
    expect(house.tools.archive.dossiers.byNumber(number)).toMatchObject({ state: 'to-review', decision: null });
    expect(house.tools.archive.catalog.slugs()).toEqual([]);
  });

  it('stays published while a new check runs, until the next decision replaces it', async () => {
    const { key, number } = await checked();
    decide(number);
    house.clock.now += 60_000;
    house.desk.recheck(key, 'vendor');
    expect(house.tools.archive.catalog.entry('grapheur')?.decision.opinion).toBe('favourable');
    await check();
    const contexts = { 'enseignant-seul': { verdict: 'forbidden', conditions: [] } };
    decide(number, aDraft({ opinion: 'unfavourable', contexts }));
    expect(house.tools.archive.catalog.entry('grapheur')?.decision.opinion).toBe('unfavourable');
    expect(house.tools.archive.audit.verify()).toMatchObject({ kind: 'intact', rows: 3 });
  });

  it('gives the same sheet, byte for byte, when it is computed again', async () => {
    const { number } = await checked();
    decide(number);
    const dossier = house.tools.archive.dossiers.byNumber(number);
    if (!dossier?.decision) throw new Error('a decision was expected');
    const again = entryOf(house.tools.reference, { ...dossier, decision: dossier.decision });
    expect(JSON.stringify(again)).toBe(JSON.stringify(house.tools.archive.catalog.entry('grapheur')));
  });
});

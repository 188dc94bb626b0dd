/** A vendor submits: everything is kept, or nothing is and the form says why. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { submissionsPerDay } from '../../src/dossier/submit.ts';
import { refusalReasons, refusalWords } from '../../src/model/refusal.ts';
import { aForm, openHouse, submitted, type TestHouse } from './house.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const problemsOf = async (differs: Record<string, unknown>) => {
  const answer = await house.desk.submit(aForm(differs));
  if (answer.kind !== 'invalid') throw new Error(`accepted: ${JSON.stringify(answer)}`);
  return answer.problems;
};

describe('a submission', () => {
  it('keeps the dossier, its history and its job, and mails the vendor the address of the dossier', async () => {
    const { key, number } = await submitted(house, { declaration: { accountRequired: false } });
    expect(number).toBe('2026-0001');
    expect(key.length).toBeGreaterThanOrEqual(32);
    expect(house.tools.archive.dossiers.byKey(key)).toMatchObject({
      number,
      state: 'submitted',
      email: 'editeur@exemple.fr',
      declaration: { accountRequired: false },
      tool: { slug: 'grapheur', name: 'Grapheur', levels: ['6e'] },
      lines: [{ event: 'submit', actor: 'vendor', to: 'submitted' }],
      visits: [],
      decision: null,
      publishedSlug: null,
    });
    expect(house.tools.queue.claim()).toMatchObject({ kind: 'check', subject: number });
    expect(house.mails).toMatchObject([{ to: 'editeur@exemple.fr' }]);
    expect(house.mails[0]?.text).toContain(`https://preau.exemple.fr/depots/${key}`);
  });

  it('keeps the address that the guard accepted, not the one that was typed', async () => {
    house.tools.checkAddress = async () => ({ kind: 'accepted', url: 'https://xn--grapheur-x.exemple.fr/' });
    const { key } = await submitted(house);
    expect(house.tools.archive.dossiers.byKey(key)?.tool.url).toBe('https://xn--grapheur-x.exemple.fr/');
  });

  it('names each wrong field with a French sentence', async () => {
    const wrong = {
      name: ' ',
      email: 'moi',
      summary: 'x'.repeat(151),
      declaration: { hosting: { provider: 'A', country: 'France' } },
    };
    expect(await problemsOf(wrong)).toEqual([
      { field: 'name', message: 'Donnez le nom de l’outil.' },
      { field: 'email', message: 'Cette adresse électronique est incomplète.' },
      { field: 'summary', message: 'Ce texte dépasse 150 caractères.' },
      { field: 'declaration.hosting.country', message: 'Code de pays à deux lettres attendu, par exemple FR.' },
    ]);
    expect(await problemsOf({ declaration: { declaredOn: '2026-02-30' } })).toEqual([
      { field: 'declaration.declaredOn', message: 'Cette date n’existe pas.' },
    ]);
  });

  it.each([null, 'x', [], 12, {}])('refuses %j without falling', async (form) => {
    expect((await house.desk.submit(form)).kind).toBe('invalid');
  });

  it.each(refusalReasons)('says beside the address why it is refused: %s', async (reason) => {
    house.tools.checkAddress = async (address) => ({ kind: 'refused', reason, address });
    expect(await problemsOf({})).toEqual([{ field: 'url', message: refusalWords[reason] }]);
    expect(house.tools.queue.claim()).toBeNull();
    expect(house.mails).toEqual([]);
  });

  it('refuses a level or a subject that the catalogue does not know', async () => {
    expect((await problemsOf({ levels: ['6e', 'licence'] })).map((each) => each.field)).toEqual(['levels']);
    expect((await problemsOf({ subjects: ['sorcellerie'] })).map((each) => each.field)).toEqual(['subjects']);
  });

  it('gives two tools of one name two addresses, and one to a name without Latin letters', async () => {
    const names = ['Grapheur', 'GRAPHEUR !', 'Grapheur 2', '数学'];
    const slugs: (string | undefined)[] = [];
    for (const name of names) {
      const { key } = await submitted(house, { name });
      slugs.push(house.tools.archive.dossiers.byKey(key)?.tool.slug);
    }
    expect(slugs).toEqual(['grapheur', 'grapheur-2', 'grapheur-2-2', 'outil']);
  });

  it('is not lost when the mail server is down', async () => {
    house.tools.mail = async () => {
      throw new Error('no server');
    };
    const { key } = await submitted(house);
    expect(house.tools.archive.dossiers.byKey(key)?.state).toBe('submitted');
  });

  it('keeps nothing at all when its job cannot be kept', async () => {
    house.base.sqlite.exec('DROP TABLE job');
    await expect(house.desk.submit(aForm())).rejects.toThrow('job');
    expect(house.base.sqlite.prepare('SELECT count(*) FROM dossier').pluck().get()).toBe(0);
    expect(house.base.sqlite.prepare('SELECT count(*) FROM tool').pluck().get()).toBe(0);
  });

  it('is refused after twenty in a day from one address, and accepted the day after', async () => {
    for (let count = 0; count < submissionsPerDay; count += 1) await submitted(house);
    expect((await house.desk.submit(aForm())).kind).toBe('too-many');
    expect((await house.desk.submit(aForm({ email: 'autre@exemple.fr' }))).kind).toBe('submitted');
    house.clock.now += 25 * 3_600_000;
    expect((await house.desk.submit(aForm())).kind).toBe('submitted');
  });
});

/** A journey is read with the line of each problem, kept sealed, opened for a check only, and gone when withdrawn. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JourneyForm } from '../../src/dossier/desk.ts';
import { readJourneyForm } from '../../src/dossier/journey-form.ts';
import type { CollectOrder } from '../../src/dossier/tools.ts';
import { work } from '../../src/dossier/work.ts';
import { aBundle, aForm, openHouse, type TestHouse } from './house.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const url = 'https://grapheur.exemple.fr/';
const value = 'Mot de passe & 42';
const steps = `name: Un exercice
steps:
  - open: /connexion
  - fill: { field: Mot de passe, secret: mot-de-passe }
  - click: Se connecter
`;
const secretOf = (name: string, given: string) => ({ name, value: given });
const blank = secretOf('', '');
const aJourney = (differs: Partial<JourneyForm> = {}): JourneyForm => ({
  steps,
  secrets: [secretOf('mot-de-passe', value), blank],
  ...differs,
});

const problemsOf = (differs: Partial<JourneyForm>) => {
  const read = readJourneyForm(aJourney(differs), url);
  return read.kind === 'invalid' ? read.problems.map(({ field, message }) => `${field} ${message}`) : [];
};

describe('a journey in a form', () => {
  it('is none when nothing was typed', () => {
    expect(readJourneyForm({ steps: ' \n', secrets: [blank, blank] }, url)).toEqual({ kind: 'none' });
  });

  it('is read with its secrets as they were typed, spaces included', () => {
    const secrets = [blank, secretOf(' mot-de-passe ', '  espaces  ')];
    expect(readJourneyForm(aJourney({ secrets }), url)).toMatchObject({
      kind: 'read',
      given: { text: steps, journey: { name: 'Un exercice' }, secrets: { 'mot-de-passe': '  espaces  ' } },
    });
  });

  it.each<[string, Partial<JourneyForm>, string]>([
    [
      'a misspelt act',
      { steps: 'name: x\nsteps:\n  - clik: a\n', secrets: [] },
      'journey.steps Ligne 3 : Une étape porte un seul acte : open, fill, choose, click, press, wait, frame ou check, avec ce qu’il demande. Vouliez-vous dire « click » ?',
    ],
    [
      'an act that lacks something',
      { steps: 'name: x\nsteps:\n  - wait: Bonjour\n', secrets: [] },
      'journey.steps Ligne 3 : « wait » demande text.',
    ],
    ['a misspelt key', { steps: 'name: x\nstep:\n  - click: a\n', secrets: [] }, 'Vouliez-vous dire « steps » ?'],
    ['what is no YAML', { steps: 'name: "x\nsteps:', secrets: [] }, 'journey.steps Ligne'],
    [
      'a text without end',
      { steps: 'x'.repeat(16_001), secrets: [] },
      'journey.steps Ce parcours dépasse 16000 caractères',
    ],
    ['secrets without steps', { steps: '' }, 'journey.steps Écrivez les étapes du parcours, ou effacez les secrets.'],
    [
      'a secret that is not given',
      { secrets: [blank] },
      'journey.secrets.0.name Une étape emploie le secret « mot-de-passe »',
    ],
    [
      'a secret that no step uses',
      { secrets: [secretOf('mot-de-passe', value), secretOf('code', 'abcdef')] },
      'journey.secrets.1.name Aucune étape n’emploie le secret « code ». Effacez-le.',
    ],
    [
      'a misspelt name',
      { secrets: [secretOf('mot-de-pase', value)] },
      'journey.secrets.0.name Aucune étape n’emploie le secret « mot-de-pase ». Vouliez-vous dire « mot-de-passe » ?',
    ],
    [
      'a name that cannot be',
      { secrets: [secretOf('Mot de passe', value)] },
      'journey.secrets.0.name Un secret a un nom en minuscules',
    ],
    [
      'a short value',
      { secrets: [secretOf('mot-de-passe', 'abcde')] },
      'journey.secrets.0.value Un secret a six caractères au moins.',
    ],
    [
      'no value',
      { secrets: [secretOf('mot-de-passe', '')] },
      'journey.secrets.0.value Donnez la valeur du secret « mot-de-passe ».',
    ],
    [
      'no name',
      { secrets: [secretOf('mot-de-passe', value), secretOf('', 'abcdef')] },
      'journey.secrets.1.name Donnez le nom de ce secret',
    ],
    [
      'a name given twice',
      { secrets: [secretOf('mot-de-passe', value), secretOf('mot-de-passe', value)] },
      'journey.secrets.1.name Le secret « mot-de-passe » est déjà donné plus haut.',
    ],
    [
      'a value written in the steps',
      { steps: `${steps}  - wait: { text: "${value}" }\n` },
      'journey.steps La valeur du secret « mot-de-passe » est écrite dans les étapes',
    ],
    [
      'another site',
      { steps: steps.replace('/connexion', 'https://ailleurs.example.org/') },
      'journey.steps L’étape 1 ouvre une autre adresse',
    ],
    [
      'a file of the machine',
      { steps: steps.replace('/connexion', 'file:///etc/passwd') },
      'journey.steps L’étape 1 ouvre une autre adresse',
    ],
    [
      'a script',
      { steps: steps.replace('/connexion', '"javascript:alert(1)"') },
      'journey.steps L’étape 1 ouvre une autre adresse',
    ],
  ])('is refused beside its field for %s', (_, differs, message) => {
    expect(problemsOf(differs).join('\n')).toContain(message);
  });

  it('never quotes the value of a secret in what it says', () => {
    for (const given of ['zyxwv', 'Zyxwvut!'.repeat(80), 'zyxwvut'])
      expect(
        problemsOf({ steps: `${steps}  - click: zyxwvut\n`, secrets: [secretOf('autre', given)] }).join(),
      ).not.toMatch(/zyxwv/i);
  });

  it('may open another host of the same site', () => {
    expect(problemsOf({ steps: steps.replace('/connexion', 'https://comptes.exemple.fr/') })).toEqual([]);
  });
});

const submit = async (journey: JourneyForm = aJourney(), of = url) => {
  const answer = await house.desk.submit(aForm({ url: of }), journey);
  if (answer.kind !== 'submitted') throw new Error(JSON.stringify(answer));
  return answer;
};

/** Takes the jobs that wait, and answers what the visit of the first tool was asked. */
const checked = async (number: string): Promise<CollectOrder> => {
  const stop = new AbortController();
  let asked: CollectOrder | null = null;
  house.visits.answer = async (order) => {
    if (order.url === url) asked = order;
    return aBundle();
  };
  const ended = setInterval(() => {
    house.clock.now += 20;
    if (asked && house.tools.archive.dossiers.byNumber(number)?.state === 'to-review') stop.abort();
  }, 5);
  await work(house.tools, { idleMs: 2, beatMs: 20 }, stop.signal);
  clearInterval(ended);
  if (!asked) throw new Error('nothing was visited');
  return asked;
};

const sealed = (number: string) => house.tools.archive.sealedSecrets(number);

describe('the journey of a dossier', () => {
  it('is given to the check with its secrets, and only their names stay in the dossier', async () => {
    const { number } = await submit();
    const kept = house.tools.archive.dossiers.byNumber(number)?.journey;
    expect(kept).toMatchObject({ version: 1, text: steps, secrets: [{ name: 'mot-de-passe' }] });
    expect(JSON.stringify(house.tools.archive.dossiers.byNumber(number))).not.toContain(value);
    expect((await checked(number)).journey).toEqual({ journey: kept?.journey, secrets: { 'mot-de-passe': value } });
  });

  it('is not played by the second look, whom nobody announced', async () => {
    const { number } = await submit();
    await checked(number);
    house.clock.now += 15 * 24 * 3_600_000;
    const second = await checked(number);
    expect([second.identity, second.journey, second.locked]).toEqual(['ordinary', undefined, undefined]);
  });

  it('is refused whole with the form: nothing is kept when either is wrong, and both say why', async () => {
    const answer = await house.desk.submit(aForm({ name: '' }), aJourney({ secrets: [blank] }));
    expect(answer.kind === 'invalid' && answer.problems.map(({ field }) => field)).toEqual([
      'name',
      'journey.secrets.0.name',
    ]);
    expect(house.tools.archive.dossiers.byNumber('2026-0001')).toBeNull();
  });

  it('is replaced with all its secrets: those before are gone', async () => {
    const { key, number } = await submit();
    const [first] = sealed(number);
    const next = { steps: steps.replaceAll('mot-de-passe', 'code'), secrets: [secretOf('code', 'un autre code')] };
    expect(house.desk.replaceJourney(key, next)).toEqual({ kind: 'kept' });
    expect(sealed(number)).toMatchObject([{ name: 'code', version: 2 }]);
    expect((await checked(number)).journey?.secrets).toEqual({ code: 'un autre code' });
    expect(first).toMatchObject({ name: 'mot-de-passe', version: 1 });
    expect(house.desk.replaceJourney(key, { steps: '', secrets: [] }).kind).toBe('invalid');
    expect(house.desk.replaceJourney('une-autre-cle', next).kind).toBe('forbidden');
  });

  it('is played no more once withdrawn, and its version never comes back', async () => {
    const { key, number } = await submit();
    expect(house.desk.withdrawJourney(key)).toEqual({ kind: 'withdrawn' });
    expect(house.desk.withdrawJourney(key)).toEqual({ kind: 'withdrawn' });
    expect(house.tools.archive.dossiers.byNumber(number)?.journey).toBeNull();
    expect(house.base.sqlite.prepare('SELECT count(*) FROM journey_secret').pluck().get()).toBe(0);
    const order = await checked(number);
    expect([order.journey, order.locked]).toEqual([undefined, undefined]);
    house.desk.replaceJourney(key, aJourney());
    expect(sealed(number)).toMatchObject([{ version: 2 }]);
  });

  it('keeps the dossier and says why when the key is gone, another, or makes no sense', async () => {
    const { key, number } = await submit();
    const keyFile = path.join(house.folder, 'secrets.key');
    const kept = readFileSync(keyFile, 'utf8');
    rmSync(keyFile);
    expect(await checked(number)).toMatchObject({ locked: 'secrets-locked' });
    writeFileSync(keyFile, `${'ab'.repeat(32)}\n`);
    house.desk.recheck(key, 'commission');
    const other = await checked(number);
    expect(other.locked).toBe('secrets-locked');
    expect(other.journey).toBeUndefined();
    writeFileSync(keyFile, kept);
    house.desk.recheck(key, 'commission');
    expect((await checked(number)).journey?.secrets).toEqual({ 'mot-de-passe': value });
  });

  it.each([
    [
      'comes from another dossier',
      'DELETE FROM journey_secret WHERE dossier_id = 1; UPDATE journey_secret SET dossier_id = 1',
    ],
    ['was altered', 'UPDATE journey_secret SET box = zeroblob(40)'],
    ['was given another version', 'UPDATE journey_secret SET version = 7'],
    ['is gone', 'DELETE FROM journey_secret'],
  ])('is not played when a sealed secret %s', async (_, sql) => {
    const { number } = await submit();
    await submit({ steps, secrets: [secretOf('mot-de-passe', 'celui d’un autre')] }, 'https://autre.example.org/');
    house.base.sqlite.exec(sql);
    const order = await checked(number);
    expect(order.locked).toBe('seal-broken');
    expect(order.journey).toBeUndefined();
  });

  it('is refused, and nothing kept, while there is no key to seal it with', async () => {
    writeFileSync(path.join(house.folder, 'secrets.key'), 'illisible');
    const answer = await house.desk.submit(aForm(), aJourney());
    expect(answer).toMatchObject({
      kind: 'invalid',
      problems: [{ field: 'journey.steps', message: expect.stringContaining('ne peut pas sceller') }],
    });
    expect(house.tools.archive.dossiers.byNumber('2026-0001')).toBeNull();
    expect((await house.desk.submit(aForm(), { steps: 'name: x\nsteps:\n  - open: /\n', secrets: [] })).kind).toBe(
      'submitted',
    );
  });
});

/** What a form asks is read from its markup; what it holds is never read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doorOf } from '../../src/collect/doors.ts';
import { kindOf } from '../../src/collect/field-words.ts';
import { openStage, playSite, recordsOf } from './stage.ts';

const field = { type: 'text', name: '', id: '', label: '', placeholder: '', autocomplete: '', required: false };

describe('a field', () => {
  it.each([
    [{ label: 'Prénom' }, 'first-name'],
    [{ name: 'firstName' }, 'first-name'],
    [{ label: 'Nom' }, 'last-name'],
    [{ label: 'Nom et prénom de l’enfant' }, 'full-name'],
    [{ label: 'Adresse électronique' }, 'email'],
    [{ label: 'Date de naissance' }, 'birth-date'],
    [{ autocomplete: 'bday' }, 'birth-date'],
    [{ autocomplete: 'section-a billing tel' }, 'phone'],
    [{ label: 'Quel âge as-tu ?' }, 'age'],
    [{ label: 'Civilité' }, 'gender'],
    [{ label: 'Nom de l’établissement' }, 'school'],
    [{ placeholder: 'Ma classe' }, 'class'],
    [{ label: 'Code de la classe' }, 'class'],
    [{ label: 'INE' }, 'ine'],
    [{ name: 'user_phone' }, 'phone'],
    [{ type: 'password', label: 'Secret' }, 'password'],
    [{ label: 'Nom d’utilisateur' }, null],
    [{ label: 'Identifiant' }, null],
    [{ type: 'search', label: 'Rechercher une école' }, null],
    [{ label: 'Rechercher une ville' }, null],
    [{ label: 'Message' }, null],
  ])('%j asks %s', (given, asks) => expect(kindOf({ ...field, ...given })).toBe(asks));
});

describe('a page', () => {
  const typed = (...types: string[]) => ({ fields: types.map((type) => ({ ...field, type })) });
  it('with one password is where one signs in; with two, or with who one is, where one signs up', () => {
    expect(doorOf(typed('text', 'password', 'checkbox'))).toBe('sign-in');
    expect(doorOf(typed('email', 'password', 'password'))).toBe('sign-up');
    expect(doorOf(typed('text', 'text', 'email', 'password'))).toBe('sign-up');
    expect(doorOf({ fields: [{ ...field, type: 'password', autocomplete: 'new-password' }] })).toBe('sign-up');
    expect(doorOf(typed('text', 'email'))).toBeNull();
  });
});

describe('the forms of a page', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.close());

  it('are those that one sees, in its frames too, with their action and without any value', async () => {
    const { site, sets } = await playSite(stage, 'champs');
    const forms = recordsOf(sets.forms);
    expect(forms.map(({ action, method, frame }) => ({ action, method, frame }))).toEqual([
      { action: `${site.url}inscription`, method: 'post', frame: null },
      { action: '', method: 'script', frame: null },
      { action: 'https://ailleurs.test/lettre', method: 'get', frame: 'about:srcdoc' },
    ]);
    expect(forms[0]?.fields.map(({ label, type, asks, required }) => [label, type, asks, required])).toEqual([
      ['Prénom', 'text', 'first-name', true],
      ['Nom de famille', 'text', 'last-name', false],
      ['Date de naissance', 'date', 'birth-date', false],
      ['Établissement', 'select-one', 'school', false],
      ['Portable des parents', 'tel', 'phone', false],
      ['Classe', 'text', 'class', false],
      ['INE', 'text', 'ine', false],
      ['Mot de passe', 'password', 'password', false],
      ['J’accepte les conditions', 'checkbox', null, true],
    ]);
    expect(JSON.stringify(forms)).not.toMatch(/Camille|secret-cache|saisi@exemple|5f1c|Collège A/);
    expect(recordsOf(sets.pages).map(({ role }) => role)).toContain('sign-up');
  }, 30_000);
});

/** Sign-up forms: for whom they are, what they require, and the forms that are none. */
import { describe, expect, it } from 'vitest';
import { demandsOf, isPupilSignUp } from '../../../src/assess/facts/sign-up.ts';
import { factsOf } from '../../../src/assess/facts.ts';
import type { FormRecord, PageRecord } from '../../../src/model/records.ts';
import { aPage, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

type Field = FormRecord['fields'][number];
const field = (asks: Field['asks'], changes: Partial<Field> = {}): Field => ({
  ...{ type: 'text', name: '', label: '', required: true, asks },
  ...changes,
});
const password = field('password', { type: 'password' });
const at = 'https://outil.example.fr/inscription';
const aForm = (fields: Field[], page = at): FormRecord => ({
  ...{ phase: 'before-choice', page, frame: null, action: page, method: 'post' },
  fields,
});
const page = (changes: Partial<PageRecord> = {}) => aPage({ role: 'sign-up', requestedUrl: at, url: at, ...changes });

describe('an account is created', () => {
  const form = aForm([field('email'), password]);
  it.each<[string, boolean | undefined, FormRecord, Partial<PageRecord>]>([
    ['for a pupil, says the address', true, aForm(form.fields, `${at}/eleve`), { requestedUrl: `${at}/eleve` }],
    ['for a pupil, says the title', true, form, { title: 'Créer un compte élève - Outil' }],
    ['for a pupil, says a heading', true, form, { text: 'Bonjour\nCréer un compte élève\nDéjà inscrit ?' }],
    ['for a teacher, says the title', false, form, { title: 'Inscription enseignant' }],
    ['for a parent, says a field', false, aForm([field('email', { label: 'Courriel du parent' }), password]), {}],
    ['for nobody in particular', undefined, form, { title: 'Inscription', text: 'Pour les élèves de collège' }],
    [
      'for pupils or teachers, say two headings',
      undefined,
      form,
      { text: 'Créer un compte élève\nCréer un compte enseignant' },
    ],
    [
      'for a pupil or another, asks the form',
      undefined,
      aForm([...form.fields, field(null, { type: 'select-one', label: 'Je suis' })]),
      { title: 'Créer un compte élève' },
    ],
    ['for a teacher who follows pupils', false, form, { title: 'Inscription : profs, suivez vos élèves' }],
    [
      'perhaps: one question on a page of registration',
      undefined,
      aForm([field('email')]),
      { title: 'Créer un compte élève' },
    ],
  ])('%s: %s', (_, expected, record, changes) => {
    expect(isPupilSignUp(record, [page(changes)])).toBe(expected);
  });

  it('perhaps, on a page that also lets in who has one', () => {
    const title = 'Créer un compte élève';
    expect(isPupilSignUp(form, [page({ title }), page({ title, role: 'sign-in' })])).toBeUndefined();
  });

  it('by no form of entry, nor by a newsletter', () => {
    const entry = page({ role: 'sign-in', title: 'Espace élève' });
    expect(isPupilSignUp(form, [entry])).toBe(false);
    expect(isPupilSignUp(aForm([field('email')]), [entry])).toBe(false);
  });
});

describe('a form demands', () => {
  it('what identifies and is marked as required, each once and sorted', () => {
    const fields = [field('email'), field('email'), field('birth-date'), field('class'), password];
    expect(demandsOf(aForm(fields))).toEqual(['la date de naissance', 'le courriel']);
  });

  it('nothing of the kind, when it asks nothing of the kind', () => {
    expect(demandsOf(aForm([field('first-name'), field('class'), field('code'), password]))).toEqual([]);
  });

  it.each([
    ['an email that is not marked as required', field('email', { required: false })],
    ['a class code typed on the keys of a telephone', field('phone', { type: 'tel', label: 'Ton numéro' })],
    ['a name', field('last-name')],
    ['an avatar', field('photo')],
  ])('perhaps, with %s', (_, asked) => {
    expect(demandsOf(aForm([asked, password]))).toBeUndefined();
  });
});

it('the facts of a form carry both', () => {
  const evidence = someEvidence({
    forms: collected([aForm([field('email'), password])]),
    pages: collected([page({ title: 'Créer un compte élève' })]),
  });
  const { forms } = factsOf(evidence, {}, realLists());
  expect(forms).toMatchObject({ records: [{ pupilSignUp: true, demands: ['le courriel'] }] });
});

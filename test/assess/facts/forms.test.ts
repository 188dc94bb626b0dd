/** A form read with the lists: where it would go, and what it asks. */
import { expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import type { FormRecord } from '../../../src/model/records.ts';
import { collected, someEvidence } from '../../kit/evidence.ts';
import { realReference } from '../../kit/reference.ts';

const { lists } = realReference();
const field = { type: 'text', name: '', label: '', required: false, asks: null };
const readOne = (changes: Partial<FormRecord>) => {
  const form: FormRecord = {
    ...{ phase: 'before-choice', page: 'https://outil.example.fr/', frame: null },
    ...{ action: 'https://outil.example.fr/entrer', method: 'post', fields: [] },
    ...changes,
  };
  const { forms } = factsOf(someEvidence({ forms: collected([form]) }), {}, lists);
  return forms.kind === 'collected' ? forms.records[0] : undefined;
};

it('asks each thing once, and tells what it requires', () => {
  const password = { ...field, type: 'password', asks: 'password' as const, required: true };
  const fields = [{ ...field, asks: 'birth-date' as const }, password, password, field];
  expect(readOne({ fields })).toMatchObject({
    ...{ fields: 4, asks: ['birth-date', 'password'], required: ['password'], password: true },
    ...{ party: 'first', scheme: 'https', local: false },
  });
});

it('that goes elsewhere, in clear, is told so', () => {
  expect(readOne({ action: 'http://ailleurs.example.com/entrer' })).toMatchObject({
    ...{ host: 'ailleurs.example.com', scheme: 'http', party: 'third' },
  });
});

it('that a script sends has the scheme of its page, even in a frame that the page wrote', () => {
  expect(readOne({ action: '', method: 'script', frame: 'about:srcdoc' })).toMatchObject({
    ...{ host: 'outil.example.fr', scheme: 'https', party: 'first' },
  });
  const frame = 'https://ailleurs.example.com/cadre';
  expect(readOne({ action: '', method: 'script', frame })).toMatchObject({ host: 'ailleurs.example.com' });
});

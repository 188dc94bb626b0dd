/** From the fields of the form to a journey as typed, and back without a single secret value. */

import type { FieldProblem, JourneyForm } from '../../dossier/desk.ts';
import { mostSecrets } from '../../model/journey.ts';
import { firstOf, type Typed } from '../form.ts';
import type { Filled } from '../page/fields.tsx';

export const stepsField = 'journey.steps';
export const secretRows = Array.from({ length: mostSecrets }, (_, row) => row);
export const nameField = (row: number): string => `journey.secrets.${row}.name`;
export const valueField = (row: number): string => `journey.secrets.${row}.value`;

export const journeyOf = (typed: Typed): JourneyForm => ({
  steps: firstOf(typed, stepsField),
  secrets: secretRows.map((row) => ({ name: firstOf(typed, nameField(row)), value: firstOf(typed, valueField(row)) })),
});

/**
 * What a refused form may show again: everything but the values of the secrets, taken out of the steps too when they
 * were pasted there. Each value that was typed is asked for again, beside its field.
 */
export const refilled = (typed: Typed, problems: readonly FieldProblem[]): Filled => {
  const secrets = journeyOf(typed).secrets.map((row, place) => ({ ...row, place }));
  const given = secrets.filter(({ value }) => value !== '');
  const steps = given.reduce(
    (text, { name, value }) => (value.length < shortest ? text : text.replaceAll(value, `[secret ${name}]`)),
    firstOf(typed, stepsField),
  );
  const hidden = new Set(secretRows.map(valueField));
  const shown = [...typed].filter(([field]) => !hidden.has(field));
  const asked = given
    .map(({ name, place }) => ({ field: valueField(place), message: typeAgain(name) }))
    .filter(({ field }) => !problems.some((each) => each.field === field));
  return {
    typed: new Map(steps === '' ? shown : [...shown, [stepsField, [steps]]]),
    problems: [...problems, ...asked],
  };
};

/** What the summary of a refused form says came back; undefined when everything did. */
export const cameBack = ({ problems }: Filled): string | undefined =>
  problems.some(({ field }) => secretRows.some((row) => field === valueField(row)))
    ? 'Vos réponses sont encore là, sauf les valeurs des secrets.'
    : undefined;

/** A shorter value is no secret yet, and would be found in every word. */
const shortest = 4;

const typeAgain = (name: string): string =>
  `Tapez de nouveau la valeur${name === '' ? '' : ` du secret « ${name} »`} : elle n’est jamais renvoyée au navigateur.`;

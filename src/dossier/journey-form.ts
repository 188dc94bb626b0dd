/** Reads the journey of a form: its YAML with the line of each problem, and its secrets, each named by a step. */
import * as v from 'valibot';
import { Journey, mostSecrets, type Secrets, secretName, secretsIn, secretValue } from '../model/journey.ts';
import { nearest } from '../reference/nearest.ts';
import { type ReferenceProblem, readYaml } from '../reference/yaml.ts';
import type { FieldProblem, Invalid, JourneyForm } from './desk.ts';
import { siteKey } from './one-at-a-time.ts';
import { invalid } from './problems.ts';

export type GivenJourney = { text: string; journey: Journey; secrets: Secrets };
export type ReadJourney = { kind: 'none' } | { kind: 'read'; given: GivenJourney } | Invalid;

const stepsField = 'journey.steps';
/** Forty steps of a line each fit four times. */
const longestText = 16_000;
/** More lines at once would not be read. */
const mostProblems = 3;

/** `url` is the address of the tool: a journey stays on its site. Nothing typed at all is no journey. */
export const readJourneyForm = ({ steps, secrets }: JourneyForm, url: string): ReadJourney => {
  const rows = secrets.map((row, place) => ({ ...row, name: row.name.trim(), place }));
  const typed = rows.filter(({ name, value }) => name !== '' || value !== '');
  if (steps.trim() === '')
    return typed.length === 0 ? { kind: 'none' } : wrong('Écrivez les étapes du parcours, ou effacez les secrets.');
  if (steps.length > longestText) return wrong(`Ce parcours dépasse ${longestText} caractères : raccourcissez-le.`);
  const read = readYaml('', steps, Journey);
  if (read.kind === 'refused')
    return invalid({ field: stepsField, message: wordsOf(read.problems) }, ...typed.flatMap(rowProblems));
  const journey = read.value;
  const problems = [
    ...leaving(journey, url),
    ...inClear(steps, typed),
    ...typed.flatMap((row) => [...rowProblems(row), ...repeated(row, typed), ...unused(row, journey)]),
    ...missing(journey, rows),
  ];
  if (problems.length > 0) return invalid(...problems);
  const named = Object.fromEntries(typed.map(({ name, value }) => [name, value]));
  return { kind: 'read', given: { text: steps, journey, secrets: named } };
};

const wrong = (message: string): Invalid => invalid({ field: stepsField, message });

/** `steps.0.open : …` counts from 0, and the line says where. */
const atStep = /^steps\.\d+(?:\.| : )/;

const wordsOf = (problems: readonly ReferenceProblem[]): string =>
  problems
    .slice(0, mostProblems)
    .map(({ line, message, suggestion }) =>
      [line === null ? null : `Ligne ${line} :`, message.replace(atStep, ''), suggestion].filter(Boolean).join(' '),
    )
    .join(' ');

/** One tool is visited, at the pace of one site; and our browser is nobody's hand on the sites of others. */
const leaving = ({ steps }: Journey, url: string): FieldProblem[] => {
  if (!URL.canParse(url)) return [];
  const place = steps.findIndex((step) => {
    const opened = 'open' in step ? URL.parse(step.open, url) : URL.parse(url);
    return !opened || !/^https?:$/.test(opened.protocol) || siteKey(opened.href) !== siteKey(url);
  });
  const message = `L’étape ${place + 1} ouvre une autre adresse que celles du site de l’outil. Donnez une adresse de ce site, ou suivez un lien avec click.`;
  return place === -1 ? [] : [{ field: stepsField, message }];
};

type Row = JourneyForm['secrets'][number] & { place: number };

/** What is written in the steps is kept and shown as it is. */
const inClear = (steps: string, rows: readonly Row[]): FieldProblem[] =>
  rows
    .filter(({ value }) => v.is(secretValue, value) && steps.includes(value))
    .map(({ name }) => ({
      field: stepsField,
      message: `La valeur du secret « ${name} » est écrite dans les étapes, que tout lecteur du dossier voit. Écrivez à sa place « secret: ${name} ».`,
    }));

const nameField = ({ place }: Row): string => `journey.secrets.${place}.name`;
const valueField = ({ place }: Row): string => `journey.secrets.${place}.value`;

const rowProblems = (row: Row): FieldProblem[] => [
  ...(row.name === ''
    ? [{ field: nameField(row), message: 'Donnez le nom de ce secret, celui qu’emploie l’étape fill.' }]
    : problemOf(secretName, row.name, nameField(row))),
  ...(row.value === ''
    ? [{ field: valueField(row), message: `Donnez la valeur du secret « ${row.name} ».` }]
    : problemOf(secretValue, row.value, valueField(row))),
];

/** The schema's own sentences: none quotes the value. */
const problemOf = (schema: typeof secretName | typeof secretValue, value: string, field: string): FieldProblem[] => {
  const checked = v.safeParse(schema, value);
  return checked.success ? [] : [{ field, message: checked.issues[0].message }];
};

const repeated = (row: Row, rows: readonly Row[]): FieldProblem[] =>
  rows.some(({ name, place }) => name === row.name && place < row.place)
    ? [{ field: nameField(row), message: `Le secret « ${row.name} » est déjà donné plus haut.` }]
    : [];

const unused = (row: Row, journey: Journey): FieldProblem[] => {
  const wanted = secretsIn(journey);
  if (row.name === '' || wanted.includes(row.name)) return [];
  const meant = nearest(row.name, wanted);
  const message = `Aucune étape n’emploie le secret « ${row.name} ».`;
  return [
    {
      field: nameField(row),
      message: meant === null ? `${message} Effacez-le.` : `${message} Vouliez-vous dire « ${meant} » ?`,
    },
  ];
};

/** Said beside the empty rows, in turn, where they are to be given. */
const missing = (journey: Journey, rows: readonly Row[]): FieldProblem[] => {
  const wanted = secretsIn(journey);
  if (wanted.length > mostSecrets)
    return [{ field: stepsField, message: `Un parcours emploie ${mostSecrets} secrets au plus.` }];
  const free = rows.filter(({ name, value }) => name === '' && value === '');
  return wanted
    .filter((name) => !rows.some((row) => row.name === name))
    .map((name, place) => {
      const row = free[place];
      return {
        field: row ? nameField(row) : stepsField,
        message: `Une étape emploie le secret « ${name} » : donnez ici son nom et sa valeur.`,
      };
    });
};

/** valibot's issues in French, and the keys that a schema knows at a path. */
import type * as v from 'valibot';
import { operators } from '../model/rule.ts';

/** The French message of an issue whose schema gives none of its own. */
export const frenchOf = (issue: v.BaseIssue<unknown>): string => {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'clé inconnue.';
  if (issue.received === 'undefined') return 'cette clé manque.';
  const known = messages[issue.type];
  if (known !== undefined) return known(issue.expected ?? '', issue.received);
  return `valeur non admise : ${issue.received}${issue.expected ? `, attendu ${issue.expected}` : ''}.`;
};

const messages: Record<string, (expected: string, received: string) => string> = {
  string: (_, received) => `un texte est attendu, et non ${received}.`,
  number: (_, received) => `un nombre est attendu, et non ${received}.`,
  boolean: (_, received) => `true ou false est attendu, et non ${received}.`,
  array: (_, received) => `une liste est attendue, et non ${received}.`,
  strict_object: (_, received) => `un bloc de clés est attendu, et non ${received}.`,
  record: (_, received) => `un bloc de clés est attendu, et non ${received}.`,
  picklist: (expected, received) => `valeur ${received} inconnue, attendu : ${listed(expected)}.`,
  union: () => `une valeur, ou un seul opérateur parmi ${operators.join(', ')}, avec une valeur qui lui convient.`,
  min_length: (expected, received) => `trop court (${received} pour ${bare(expected)} au moins).`,
  max_length: (expected, received) => `trop long (${received} pour ${bare(expected)} au plus).`,
  integer: (_, received) => `un nombre entier est attendu, et non ${received}.`,
  min_value: (expected, received) => `trop petit (${received} pour ${bare(expected)} au moins).`,
  iso_date: (_, received) => `une date AAAA-MM-JJ est attendue, et non ${received}.`,
  url: (_, received) => `une adresse web complète est attendue, et non ${received}.`,
  regex: (expected, received) => `${received} n’a pas la forme attendue ${expected}.`,
};

/** `("a" | "b")` → a, b: how valibot writes a closed list. */
const listed = (expected: string): string => expected.replace(/[()"]/g, '').replaceAll(' | ', ', ');
const bare = (expected: string): string => expected.replace(/^[<>]=/, '');

/** The words that a closed list allowed. */
export const choicesOf = (issue: v.BaseIssue<unknown>): string[] => listed(issue.expected ?? '').split(', ');

/** The keys of the strict object found by following `path` in `schema`; none when there is no such object. */
export const keysAt = (schema: v.GenericSchema, path: readonly (string | number)[]): string[] =>
  Object.keys(partAt(schema, path)?.entries ?? {});

/** The keys of which one begins the block found at `path`, when there is a choice of blocks. */
export const choiceKeysAt = (schema: v.GenericSchema, path: readonly (string | number)[]): string[] =>
  (partAt(schema, path)?.options ?? []).flatMap((option) => Object.keys(unwrap(option)?.entries ?? {}));

const partAt = (schema: v.GenericSchema, path: readonly (string | number)[]): SchemaParts | undefined => {
  let here: SchemaParts | undefined = schema as SchemaParts;
  for (const step of path) {
    here = unwrap(here);
    here = here?.entries?.[step] ?? here?.item ?? here?.value;
  }
  return unwrap(here);
};

type SchemaParts = {
  entries?: Record<string, SchemaParts>;
  options?: SchemaParts[];
  item?: SchemaParts;
  value?: SchemaParts;
  wrapped?: SchemaParts;
};

const unwrap = (schema: SchemaParts | undefined): SchemaParts | undefined =>
  schema?.wrapped ? unwrap(schema.wrapped) : schema;

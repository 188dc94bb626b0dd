/** What is wrong in a form, field by field, in French. */
import * as v from 'valibot';
import { frenchOf } from '../reference/wording.ts';
import type { FieldProblem, Invalid } from './answers.ts';

export type Parsed<T> = { kind: 'parsed'; value: T } | Invalid;

/** Checks a form against its schema; each problem names the dotted path of its field. */
export const parseForm = <const S extends v.GenericSchema>(schema: S, form: unknown): Parsed<v.InferOutput<S>> => {
  const result = v.safeParse(schema, form, { message: frenchOf });
  if (result.success) return { kind: 'parsed', value: result.output };
  return invalid(...result.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: issue.message })));
};

/** One message a field: the first is the one to correct first. */
export const invalid = (...problems: FieldProblem[]): Invalid => ({
  kind: 'invalid',
  problems: problems.filter((each, index) => problems.findIndex((other) => other.field === each.field) === index),
});

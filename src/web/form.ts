/** What people typed: kept as typed, so that a form that is refused comes back as it was. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FieldProblem } from '../dossier/desk.ts';

/** Values by field name, in the order sent. */
export type Typed = ReadonlyMap<string, readonly string[]>;

export const nothingTyped: Typed = new Map();

/** Reads the fields of a posted form; files are left aside. Throws 415 when the body is no form. */
export const readForm = async (c: Context): Promise<Typed> => {
  const form = await c.req.formData().catch(() => {
    throw new HTTPException(415);
  });
  const typed = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (typeof value === 'string') typed.set(name, [...(typed.get(name) ?? []), value.replaceAll('\r\n', '\n')]);
  }
  return typed;
};

export const firstOf = (typed: Typed, name: string): string => typed.get(name)?.[0] ?? '';
export const allOf = (typed: Typed, name: string): readonly string[] => typed.get(name) ?? [];

/** The messages of one field: its own, and those of what lies under it (`levels` also gets `levels.0`). */
export const problemsOf = (problems: readonly FieldProblem[], field: string): string[] => [
  ...new Set(
    problems.filter((each) => each.field === field || each.field.startsWith(`${field}.`)).map((each) => each.message),
  ),
];

/** Identifier in the page of the field of this name. */
export const fieldId = (name: string): string => `champ-${name.replaceAll(/[^\w-]+/g, '-')}`;

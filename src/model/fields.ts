/** The fields of each record set, read from its schema: which dotted paths exist, of which type, and their value. */
import type * as v from 'valibot';
import { Attributes } from './attributes.ts';
import { type RecordSetName, recordSets } from './record-sets.ts';

export type FieldType = 'text' | 'number' | 'boolean' | 'list';
export type Field = {
  type: FieldType;
  /** The closed list of values, when there is one. */
  values: readonly string[] | null;
  /** May it, or the object that holds it, be known to be nothing? */
  nullable: boolean;
  /** May it, or the object that holds it, be unknown? */
  unknownable: boolean;
};
type Absence = Pick<Field, 'nullable' | 'unknownable'>;

/** The attributes of a submission that a rule may name under `applies`. */
export const attributeFields = (): ReadonlyMap<string, Field> => {
  const fields = new Map<string, Field>();
  walk(Attributes, '', { nullable: false, unknownable: false }, fields);
  return fields;
};

/** Every path that a rule over `set` may name. A declaration keeps its dots in its keys: same writing. */
export const fieldsOf = (set: RecordSetName): ReadonlyMap<string, Field> => {
  const fields = new Map<string, Field>();
  walk(recordSets[set].schema as Shape, '', { nullable: false, unknownable: false }, fields);
  return fields;
};

/**
 * The value at a dotted path: `undefined` is unknown, `null` is known to be nothing, and so is every field of
 * an object that is null (a host that is no tracker has no tracker category).
 */
export const valueAt = (record: unknown, path: string): unknown => {
  if (record === null) return null;
  if (typeof record !== 'object') return undefined;
  if (Object.hasOwn(record, path)) return (record as Record<string, unknown>)[path];
  const dot = path.indexOf('.');
  if (dot === -1) return undefined;
  return valueAt((record as Record<string, unknown>)[path.slice(0, dot)], path.slice(dot + 1));
};

type Shape = v.GenericSchema & {
  wrapped?: Shape;
  entries?: Record<string, Shape>;
  options?: readonly string[];
};

const walk = (schema: Shape, path: string, absence: Absence, fields: Map<string, Field>): void => {
  if (schema.wrapped) {
    const nullable = absence.nullable || schema.type === 'nullable';
    const unknownable = absence.unknownable || schema.type === 'optional';
    walk(schema.wrapped, path, { nullable, unknownable }, fields);
    return;
  }
  if (schema.entries) {
    for (const [key, entry] of Object.entries(schema.entries)) {
      walk(entry, path === '' ? key : `${path}.${key}`, absence, fields);
    }
    return;
  }
  fields.set(path, { type: typeOf(schema), values: schema.options ?? null, ...absence });
};

const typeOf = (schema: Shape): FieldType => {
  if (schema.type === 'number' || schema.type === 'boolean') return schema.type;
  if (schema.type === 'array') return 'list';
  if (schema.type === 'string' || schema.type === 'picklist') return 'text';
  throw new Error(`No rule can read a field of type ${schema.type}.`);
};

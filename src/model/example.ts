/** Builds the records and the facts that an example of a rule describes, from the blank ones. */
import * as v from 'valibot';
import type { Attributes } from './attributes.ts';
import { blankRecords } from './blank.ts';
import { type Phase, phases } from './phase.ts';
import { type FactSet, type Facts, type RecordSetName, recordSetNames, recordSets } from './record-sets.ts';

/** What a null object becomes when an example writes one of its fields. */
const blankParts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  tracker: { name: 'Traceur', category: 'other', owner: null, country: null, list: 'exemple' },
  address: { ip: '192.0.2.1' },
};

export type ExampleRecord =
  | { kind: 'made'; record: Record<string, unknown> }
  | { kind: 'refused'; path: string; issue: v.BaseIssue<unknown> };

/** The blank record of `set` in `when`, changed by `written`: dotted paths or blocks, and `unknown: [paths]`. */
export const exampleRecord = (set: RecordSetName, written: Record<string, unknown>, when: Phase): ExampleRecord => {
  const { unknown, ...changes } = written;
  const record: Record<string, unknown> = structuredClone(blankRecords[set]);
  if (recordSets[set].byPhase) Object.assign(record, { phase: when });
  for (const [path, value] of Object.entries(changes)) write(record, path, value, set === 'declaration');
  if (Array.isArray(unknown)) for (const path of unknown) remove(record, String(path));
  const result = v.safeParse(recordSets[set].schema, record);
  if (result.success) return { kind: 'made', record };
  const [issue] = result.issues;
  return { kind: 'refused', path: v.getDotPath(issue) ?? '', issue };
};

/** The facts of a visit that saw these records in `set` and nothing else; every other phase and set is empty. */
export const factsWith = (
  set: RecordSetName,
  records: unknown[],
  { unobserved = [], attributes = {} }: { unobserved?: readonly Phase[]; attributes?: Attributes } = {},
): Facts => {
  const state = (each: Phase) =>
    unobserved.includes(each)
      ? { kind: 'inconclusive' as const, reason: 'not-visited' as const, detail: '' }
      : { kind: 'observed' as const };
  const sets = recordSetNames.map((name): [RecordSetName, FactSet<unknown>] => [
    name,
    { kind: 'collected', records: name === set ? records : [] },
  ]);
  const states = Object.fromEntries(phases.map((each) => [each, state(each)]));
  return { ...Object.fromEntries(sets), phases: states, attributes, imported: false } as Facts;
};

const write = (record: Record<string, unknown>, path: string, value: unknown, flat: boolean): void => {
  const dot = flat ? -1 : path.indexOf('.');
  const key = dot === -1 ? path : path.slice(0, dot);
  if (dot !== -1) {
    const part = partOf(record, key);
    write(part, path.slice(dot + 1), value, false);
    record[key] = part;
  } else if (isBlock(value) && (isBlock(record[key]) || key in blankParts)) {
    record[key] = { ...partOf(record, key), ...value };
  } else {
    record[key] = value;
  }
};

const remove = (record: Record<string, unknown>, path: string): void => {
  const dot = path.indexOf('.');
  const inner = dot === -1 ? undefined : record[path.slice(0, dot)];
  if (isBlock(inner)) remove(inner, path.slice(dot + 1));
  else delete record[path];
};

const partOf = (record: Record<string, unknown>, key: string): Record<string, unknown> => {
  const held = record[key];
  return isBlock(held) ? held : { ...blankParts[key] };
};

const isBlock = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

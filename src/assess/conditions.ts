/** Asks one record whether it meets the conditions of a rule: true, false, or unknown when the record cannot say. */
import { RE2JS } from 're2js';
import { valueAt } from '../model/fields.ts';
import type { Condition, Conditions, Rulebook, Scalar } from '../model/rule.ts';

export type Answer = boolean | 'unknown';

/** What the operators need beside the record: the quoted lists, and patterns compiled once. */
export type Means = { lists: Rulebook['lists']; pattern: (source: string) => RE2JS };

/** The patterns of each rulebook, known by its lists: to compile them anew took a quarter of each judgement. */
const compiledFor = new WeakMap<Rulebook['lists'], Map<string, RE2JS>>();

/** RE2JS runs in linear time: a rule cannot hang the judgement, whatever the page wrote. */
export const meansOf = (lists: Rulebook['lists']): Means => {
  const compiled = compiledFor.get(lists) ?? new Map<string, RE2JS>();
  compiledFor.set(lists, compiled);
  const pattern = (source: string): RE2JS => {
    const known = compiled.get(source) ?? RE2JS.compile(source);
    compiled.set(source, known);
    return known;
  };
  return { lists, pattern };
};

/** All conditions must hold: one false settles it, then one unknown leaves it open. */
export const holds = (record: unknown, conditions: Conditions, means: Means): Answer => {
  let answer: Answer = true;
  for (const [path, condition] of Object.entries(conditions)) {
    const one = answerOf(valueAt(record, path), condition, means);
    if (one === false) return false;
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
};

/** The paths of these conditions that the record leaves unknown, for the reader who must find out. */
export const unknownPaths = (record: unknown, conditions: Conditions): string[] =>
  Object.keys(conditions).filter((path) => valueAt(record, path) === undefined);

/** One operator on one value, as documented in model/rule.ts; `undefined` is unknown and `null` is nothing. */
export const answerOf = (value: unknown, condition: Condition, means: Means): Answer => {
  if (value === undefined) return 'unknown';
  if (typeof condition !== 'object') return value === condition;
  if ('is' in condition) return value === condition.is;
  if ('not' in condition) return value !== condition.not;
  if ('in' in condition) return among(value, condition.in, means);
  if ('not-in' in condition) return !among(value, condition['not-in'], means);
  if ('above' in condition) return typeof value === 'number' && value > condition.above;
  if ('below' in condition) return typeof value === 'number' && value < condition.below;
  if ('matches' in condition)
    return typeof value === 'string' && means.pattern(condition.matches).matcher(value).find();
  return isPresent(value) === condition.present;
};

const among = (value: unknown, choice: string | Scalar[], means: Means): boolean => {
  if (typeof choice !== 'string') return choice.some((each) => each === value);
  const list = means.lists.get(choice.slice('list:'.length));
  // The librarian refuses a rule that quotes a list it has not read: reaching this line is our own bug.
  if (list === undefined) throw new Error(`The rulebook has no ${choice}.`);
  return list.has(value as Scalar);
};

const isPresent = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== null);

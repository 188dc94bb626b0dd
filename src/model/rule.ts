/** One criterion as data: a record set, whom it concerns, a quantifier, closed operators, and its own examples. */
import * as v from 'valibot';
import { Attributes } from './attributes.ts';
import { Force, Severity } from './outcome.ts';
import { Phase } from './phase.ts';
import { recordSetNames } from './record-sets.ts';

export const rulebookVersion = '0.1';

const scalar = v.union([v.string(), v.number(), v.boolean()]);
const listName = v.pipe(
  v.string(),
  v.regex(/^list:[a-z0-9-]+$/, 'Une liste s’écrit list:NOM, NOM étant un fichier de rules/lists.'),
);
const choice = v.union([listName, v.pipe(v.array(scalar), v.minLength(1))]);

/**
 * Eight operators, exactly one per condition; a bare scalar means `is`.
 * On a field that is null every operator answers false, but `not`, `not-in` (true) and `present: false` (true).
 * On a list the only operator is `present`: does it hold anything?
 * On a field that is unknown (missing) every operator answers unknown, and the rule then answers cannot-tell
 * unless another record settles it.
 */
export const operators = ['is', 'not', 'in', 'not-in', 'above', 'below', 'matches', 'present'] as const;
export type Operator = (typeof operators)[number];
export const Condition = v.union([
  scalar,
  v.strictObject({ is: scalar }),
  v.strictObject({ not: scalar }),
  v.strictObject({ in: choice }),
  v.strictObject({ 'not-in': choice }),
  v.strictObject({ above: v.number() }),
  v.strictObject({ below: v.number() }),
  v.strictObject({ matches: v.string() }),
  v.strictObject({ present: v.boolean() }),
]);
export type Condition = v.InferOutput<typeof Condition>;
export type Scalar = v.InferOutput<typeof scalar>;

/** Dotted field paths of the record set → condition; all must hold. Paths are checked at load. */
export const Conditions = v.record(v.string(), Condition);
export type Conditions = v.InferOutput<typeof Conditions>;

export const quantifiers = ['none', 'some', 'all'] as const;

/**
 * What `some` concludes when no record matches: `failed`, or `cannot-tell` where a machine cannot prove that
 * there is none (a link that the finder misses is still a link for the reader).
 */
export const unmatchedConclusions = ['failed', 'cannot-tell'] as const;

const sentence = v.pipe(v.string(), v.trim(), v.minLength(10));

/** A record of an example: only what differs from the blank record of its set; `unknown` lists fields to leave unknown. */
const ExampleRecord = v.record(v.string(), v.unknown());
export const Example = v.strictObject({
  name: sentence,
  records: v.array(ExampleRecord),
  /** Attributes of the submission in this example; those not written are unknown. */
  submission: v.optional(Attributes),
  /** Phases that were not observed in this example. */
  unobserved: v.optional(v.array(Phase)),
  /** Exact messages expected, in order. */
  finds: v.optional(v.array(v.string())),
});
export type Example = v.InferOutput<typeof Example>;
const examples = v.pipe(v.array(Example), v.minLength(1));

export const Rule = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z-]+\/[a-z0-9-]+$/, 'Un identifiant s’écrit theme/nom, comme le chemin du fichier.'),
  ),
  title: sentence,
  status: v.picklist(['draft', 'active', 'retired']),
  severity: Severity,
  force: Force,
  basis: v.pipe(v.array(v.strictObject({ text: sentence, url: v.pipe(v.string(), v.url()) })), v.minLength(1)),
  why: sentence,
  limits: sentence,
  innocents: v.optional(v.array(sentence)),
  fix: sentence,
  /**
   * Whom the rule concerns, by the attributes of the submission. Another public makes it inapplicable; an attribute that
   * was not declared never lets it fail: it then answers cannot-tell and says what must be declared.
   */
  applies: v.optional(Conditions, {}),
  given: v.picklist(recordSetNames),
  /** For sets kept by phase: the phases read. All must have been observed before anything may be called passed. */
  phases: v.optional(v.pipe(v.array(Phase), v.minLength(1))),
  when: v.optional(Conditions, {}),
  expect: v.picklist(quantifiers),
  match: Conditions,
  unmatched: v.optional(v.picklist(unmatchedConclusions), 'failed'),
  concludes: v.strictObject({ passed: sentence, failed: sentence }),
  /** Filled with fields of the record in braces; for `some`, fields of the rule only. */
  message: sentence,
  examples: v.strictObject({
    passed: examples,
    /** Asked of every rule at load, but of those that never conclude to a failure (`unmatched: cannot-tell`). */
    failed: v.optional(v.array(Example), []),
    /** Asked of every rule at load, but of those that concern every page (the same, without `when`). */
    inapplicable: v.optional(v.array(Example), []),
    'cannot-tell': v.optional(examples),
  }),
});
export type Rule = v.InferOutput<typeof Rule>;
/** What every page owes is never without object: a page without any link still owes its legal notice. */
export const concernsAll = ({ expect, unmatched, when }: Rule): boolean =>
  expect === 'some' && unmatched === 'cannot-tell' && Object.keys(when).length === 0;
export type RuleFile = v.InferInput<typeof Rule>;

/** A named list that rules or facts quote; every list says where it comes from. */
export const ListHeader = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  title: sentence,
  source: sentence,
  date: v.pipe(v.string(), v.isoDate()),
  licence: v.pipe(v.string(), v.minLength(2)),
});
export type ListHeader = v.InferOutput<typeof ListHeader>;

/** All active rules and the lists that they quote, with a digest: the same digest means the same judgement. */
export type Rulebook = {
  version: string;
  /** SHA-256 of the canonical JSON of rules and lists. */
  digest: string;
  rules: Rule[];
  /** Values of the lists that rules may quote with `list:NAME`. */
  lists: ReadonlyMap<string, ReadonlySet<Scalar>>;
};

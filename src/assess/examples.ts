/** Runs the examples that a rule carries, and tells those that do not come out as told. */
import { exampleRecord, factsWith } from '../model/example.ts';
import type { Finding } from '../model/finding.ts';
import type { Example, Rule, Rulebook } from '../model/rule.ts';
import { findingsOf } from './findings.ts';

export const exampleOutcomes = ['passed', 'failed', 'inapplicable', 'cannot-tell'] as const;
export type ExampleOutcome = (typeof exampleOutcomes)[number];
export type Mismatch = { rule: string; expected: ExampleOutcome; index: number; example: string; got: string };

/** The examples of a rule that come out otherwise than told, in outcome or in messages; none when all is well. */
export const mismatchesOf = (rule: Rule, lists: Rulebook['lists']): Mismatch[] =>
  exampleOutcomes.flatMap((expected) =>
    (rule.examples[expected] ?? []).flatMap((example, index) => {
      const finding = tryExample(rule, example, lists);
      const messages = finding.records.map(({ message }) => message);
      if (finding.outcome !== expected)
        return [{ rule: rule.id, expected, index, example: example.name, got: finding.outcome }];
      if (example.finds === undefined || String(example.finds) === String(messages)) return [];
      return [{ rule: rule.id, expected, index, example: example.name, got: messages.join(' | ') }];
    }),
  );

/** The finding that one example gives; throws on a record that the librarian should have refused. */
export const tryExample = (rule: Rule, example: Example, lists: Rulebook['lists']): Finding => {
  const phase = rule.phases?.[0] ?? 'before-choice';
  const records = example.records.map((written) => {
    const made = exampleRecord(rule.given, written, phase);
    if (made.kind === 'refused') throw new Error(`${rule.id}, « ${example.name} » : ${made.path}`);
    return made.record;
  });
  const { unobserved = [], submission: attributes = {} } = example;
  const facts = factsWith(rule.given, records, { unobserved, attributes });
  const [finding] = findingsOf(facts, { rules: [{ ...rule, status: 'active' }], lists });
  if (finding === undefined) throw new Error(`${rule.id} gave no finding.`);
  return finding;
};

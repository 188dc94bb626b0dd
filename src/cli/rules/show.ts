/** `preau rules show THEME/NAME`: one rule as a jurist reads it, and what each of its examples gives. */
import { exampleOutcomes, tryExample } from '../../assess/examples.ts';
import { attributeWords } from '../../model/attributes.ts';
import { forceWords, outcomeWords, provenanceWords, severityWords } from '../../model/outcome.ts';
import { phaseWords } from '../../model/phase.ts';
import { recordSets } from '../../model/record-sets.ts';
import type { Rule, Rulebook } from '../../model/rule.ts';
import { nearest } from '../../reference/nearest.ts';
import { type ExitCode, exit } from '../exit.ts';
import { openReference } from '../reference.ts';
import type { RulesContext } from './context.ts';

export const showRule = ({ config, terminal, folders }: RulesContext, id: string): ExitCode => {
  const reference = openReference(config, terminal, folders);
  if (reference === null) return exit.usage;
  const { rules } = reference.written;
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) {
    const close = nearest(
      id,
      rules.map((each) => each.id),
    );
    terminal.tell(`La règle ${id} n’existe pas.${close === null ? '' : ` Vouliez-vous dire « ${close} » ?`}`);
    return exit.usage;
  }
  terminal.answer(ruleText(rule, reference.rulebook));
  return exit.ok;
};

/** The rule in French, ending with a line break. */
export const ruleText = (rule: Rule, { lists }: Pick<Rulebook, 'lists'>): string =>
  [
    `${rule.id} — ${rule.title}`,
    `${severityWords[rule.severity]}, ${forceWords[rule.force]}, ${statusWords[rule.status]}`,
    '',
    `Pourquoi : ${rule.why}`,
    `Ce que cela ne prouve pas : ${rule.limits}`,
    ...(rule.innocents ?? []).map((each) => `Innocent connu : ${each}`),
    `Corriger : ${rule.fix}`,
    ...rule.basis.map(({ text, url }) => `Base : ${text} — ${url}`),
    '',
    `Lit : ${rule.given} (${provenanceWords[recordSets[rule.given].provenance]})${phasesText(rule)}`,
    ...appliesText(rule),
    `Si c’est respecté : ${rule.concludes.passed}`,
    `Sinon : ${rule.concludes.failed}`,
    '',
    ...examplesText(rule, lists),
    '',
  ].join('\n');

const statusWords = { draft: 'brouillon', active: 'active', retired: 'retirée' } as const satisfies Record<
  Rule['status'],
  string
>;

const phasesText = ({ phases = [] }: Rule): string =>
  phases.length === 0 ? '' : `, ${phases.map((each) => phaseWords[each]).join(', ')}`;

const appliesText = ({ applies }: Rule): string[] =>
  Object.entries(applies).map(([name, condition]) => {
    const words = attributeWords[name as keyof typeof attributeWords] ?? name;
    return `Concerne les outils selon ${words} : ${JSON.stringify(condition)}`;
  });

const examplesText = (rule: Rule, lists: Rulebook['lists']): string[] =>
  exampleOutcomes.flatMap((expected) =>
    (rule.examples[expected] ?? []).map((example) => {
      const { message } = tryExample(rule, example, lists);
      return `  ${outcomeWords[expected]} : ${example.name}\n    → ${message}`;
    }),
  );

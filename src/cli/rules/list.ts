/** `preau rules list`: how many rules there are, by theme, severity and force, and how many examples prove them. */
import { forces, forceWords, severities, severityWords } from '../../model/outcome.ts';
import type { Rule } from '../../model/rule.ts';
import { type ExitCode, exit } from '../exit.ts';
import { openReference } from '../reference.ts';
import type { RulesContext } from './context.ts';

export const listRules = ({ config, terminal, folders }: RulesContext): ExitCode => {
  const reference = openReference(config, terminal, folders);
  if (reference === null) return exit.usage;
  const { rules } = reference.written;
  const active = rules.filter(({ status }) => status === 'active');
  const words = [
    table('thème', active, ({ id }) => id.split('/')[0] ?? ''),
    table(
      'gravité',
      active,
      ({ severity }) => severityWords[severity],
      severities.map((each) => severityWords[each]),
    ),
    table(
      'force',
      active,
      ({ force }) => forceWords[force],
      forces.map((each) => forceWords[each]),
    ),
    `${active.length} règles actives, ${rules.length - active.length} en brouillon ou retirées, ${examplesIn(active)} exemples.`,
  ];
  terminal.answer(`${words.join('\n\n')}\n`);
  return exit.ok;
};

const examplesIn = (rules: readonly Rule[]): number =>
  rules.reduce((sum, { examples }) => sum + Object.values(examples).flatMap((list) => list ?? []).length, 0);

/** Rows in the order given, or of the alphabet. */
const table = (
  title: string,
  rules: readonly Rule[],
  wordOf: (rule: Rule) => string,
  order?: readonly string[],
): string => {
  const groups = Map.groupBy(rules, wordOf);
  const names = order ?? [...groups.keys()].sort();
  const width = Math.max(title.length, ...names.map((name) => name.length));
  const row = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(10)).join('')}`;
  return [
    row(title, ['règles', 'exemples']),
    ...names.map((name) => row(name, [groups.get(name)?.length ?? 0, examplesIn(groups.get(name) ?? [])])),
  ].join('\n');
};

/** `preau rules watch`: at each save of a rule, its problems or its examples, and its effect on a kept visit. */
import { readFileSync, watch } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { mismatchesOf } from '../../assess/examples.ts';
import { factsOf } from '../../assess/facts.ts';
import { findingsOf } from '../../assess/findings.ts';
import { Declaration } from '../../model/declaration.ts';
import { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { outcomeWords } from '../../model/outcome.ts';
import type { Facts } from '../../model/record-sets.ts';
import type { Rule } from '../../model/rule.ts';
import type { Reference } from '../../reference/reference.ts';
import { readRule } from '../../reference/rules.ts';
import { type ExitCode, exit } from '../exit.ts';
import { stopSignal } from '../listen.ts';
import { mismatchMessage, openReference, problemLine } from '../reference.ts';
import type { RulesContext } from './context.ts';

/** Runs until it is interrupted. */
export const watchRules = async (
  { config, terminal, folders }: RulesContext,
  bundle: string | null,
): Promise<ExitCode> => {
  const reference = openReference(config, terminal, folders);
  if (reference === null) return exit.usage;
  const facts = bundle === null ? null : factsIn(bundle, reference);
  if (typeof facts === 'string') {
    terminal.tell(facts);
    return exit.usage;
  }
  const pending = new Map<string, NodeJS.Timeout>();
  const watcher = watch(folders.rules, { recursive: true }, (_, name) => {
    if (name === null || !/^[a-z-]+\/[a-z0-9-]+\.yml$/.test(name) || name.startsWith('lists/')) return;
    // Editors write a file in several steps: what it becomes is read once it is quiet.
    clearTimeout(pending.get(name));
    pending.set(
      name,
      setTimeout(() => terminal.answer(effectOf(name, folders.rules, reference, facts)), 100),
    );
  });
  terminal.tell(`J’attends l’enregistrement d’une règle de ${folders.rules} (Ctrl+C pour finir).`);
  await stopSignal();
  watcher.close();
  return exit.ok;
};

/** The facts of the visit kept in `folder` by `preau check --out`, or why they cannot be read, in French. */
export const factsIn = (folder: string, { lists }: Pick<Reference, 'lists'>): Facts | string => {
  const file = path.join(folder, 'evidence.json');
  try {
    const read = v.safeParse(Evidence, JSON.parse(readFileSync(file, 'utf8')));
    if (!read.success)
      return `${file} n’est pas un relevé que cette version sait lire. Refaites « preau check --out ».`;
    return factsOf(read.output, v.parse(Declaration, {}), lists);
  } catch {
    return `${file} ne peut pas être lu. Donnez à --bundle un dossier écrit par « preau check --out ».`;
  }
};

/** What is said of one saved file, ending with a line break. */
export const effectOf = (name: string, dir: string, reference: Reference, facts: Facts | null): string => {
  const { lists, rules } = reference.rulebook;
  const text = textOf(path.join(dir, name));
  if (text === null) return `${name} : fichier retiré.\n`;
  const read = readRule(name, text, lists);
  if (read.kind === 'refused') return `${name} : refusé.\n${read.problems.map(problemLine).join('\n')}\n`;
  const wrong = mismatchesOf(read.rule, lists).map((each) => `  ${mismatchMessage(each)}`);
  const count = Object.values(read.rule.examples).flatMap((list) => list ?? []).length;
  const verdict = wrong.length === 0 ? `  ${count} exemples tiennent.` : wrong.join('\n');
  const before = rules.find(({ id }) => id === read.rule.id) ?? null;
  return `${name} : lu.\n${verdict}\n${facts === null ? '' : onVisit(before, read.rule, facts, lists)}`;
};

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

const onVisit = (before: Rule | null, after: Rule, facts: Facts, lists: Reference['rulebook']['lists']): string => {
  const judged = (rule: Rule): Finding | undefined =>
    findingsOf(facts, { rules: [{ ...rule, status: 'active' }], lists })[0];
  const [old, fresh] = [before && judged(before), judged(after)];
  const word = (finding: Finding | null | undefined) => (finding ? outcomeWords[finding.outcome] : 'absente');
  return [
    `  sur le relevé : ${word(old)} → ${word(fresh)}`,
    `  ${fresh?.message ?? ''}`,
    ...(fresh?.records ?? []).slice(0, 10).map(({ message }) => `    ${message}`),
    '',
  ].join('\n');
};

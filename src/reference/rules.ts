/** Reads rules/<theme>/*.yml and refuses, with file, line and suggestion, whatever the language does not know. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { Rule, type Rulebook } from '../model/rule.ts';
import { problemsIn } from './rule-problems.ts';
import { type LineOf, type ReferenceProblem, type Refused, readYaml, ymlIn } from './yaml.ts';

/** `lines` finds the line of a path in the file of a rule, for problems that only a judgement can find. */
export type LoadedRules = { kind: 'loaded'; rules: Rule[]; lines: ReadonlyMap<string, LineOf> } | Refused;

/** Every rule under `dir`, sorted by id; `lists` are those that a rule may quote. All problems are told at once. */
export const loadRules = (dir: string, lists: Rulebook['lists']): LoadedRules => {
  const rules: Rule[] = [];
  const lines = new Map<string, LineOf>();
  const problems: ReferenceProblem[] = [];
  for (const file of ruleFiles(dir)) {
    const read = readRule(file, readFileSync(path.join(dir, file), 'utf8'), lists);
    if (read.kind === 'refused') problems.push(...read.problems);
    else {
      rules.push(read.rule);
      lines.set(read.rule.id, read.lineOf);
    }
  }
  if (rules.length + problems.length === 0) problems.push(noRule(dir));
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'loaded', rules, lines };
};

export type ReadRule = { kind: 'read'; rule: Rule; lineOf: LineOf } | Refused;

/** One rule file; `file` is its path inside rules/, such as `traceurs/google-analytics.yml`. */
export const readRule = (file: string, text: string, lists: Rulebook['lists']): ReadRule => {
  const read = readYaml(file, text, Rule);
  if (read.kind === 'refused') return read;
  const problems = problemsIn(file, read.value, lists, read.lineOf);
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'read', rule: read.value, lineOf: read.lineOf };
};

/** What an editor needs to complete and check a rule while it is typed; written to rules/schema.json. */
export const ruleJsonSchema = (): unknown =>
  toJsonSchema(Rule, { typeMode: 'input', errorMode: 'ignore', target: 'draft-07' });

/** `theme/name.yml`, sorted; lists/ holds data, not rules. */
const ruleFiles = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'lists')
    .flatMap((theme) => ymlIn(path.join(dir, theme.name)).map((name) => `${theme.name}/${name}`))
    .sort();

const noRule = (dir: string): ReferenceProblem => ({
  file: dir,
  line: null,
  message: 'Aucune règle dans ce dossier.',
  suggestion: 'Vérifiez le chemin du dossier rules.',
});

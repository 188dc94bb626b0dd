/** The checks on a rule that its schema alone cannot make: fields, operators, lists, patterns, words, examples. */
import { RE2JS, RE2JSException } from 're2js';
import { exampleRecord } from '../model/example.ts';
import { attributeFields, type Field, fieldsOf } from '../model/fields.ts';
import { mayBeQuoted, quotes } from '../model/quotes.ts';
import { recordSets } from '../model/record-sets.ts';
import {
  type Condition,
  concernsAll,
  type Operator,
  operators,
  type Rule,
  type Rulebook,
  type Scalar,
} from '../model/rule.ts';
import { nearest } from './nearest.ts';
import { frenchOf } from './wording.ts';
import type { LineOf, ReferenceProblem } from './yaml.ts';

type Path = (string | number)[];
type Found = { path: Path; message: string; suggestion?: string | null };

/** Everything wrong in a rule whose shape is already right. */
export const problemsIn = (file: string, rule: Rule, lists: Rulebook['lists'], lineOf: LineOf): ReferenceProblem[] =>
  [
    ...identity(file, rule),
    ...phases(rule),
    ...conditions(rule, lists),
    ...applicability(rule, lists),
    ...placeholders(rule),
    ...wording(rule),
    ...examples(rule),
  ].map(({ path, message, suggestion }) => ({
    file,
    line: lineOf(path),
    message: `${path.join('.')} : ${message}`,
    suggestion: suggestion ? `Vouliez-vous dire « ${suggestion} » ?` : null,
  }));

const identity = (file: string, rule: Rule): Found[] => {
  const expected = file.replace(/\.yml$/, '');
  if (rule.id === expected) return [];
  return [{ path: ['id'], message: `l’identifiant doit être le chemin du fichier, « ${expected} ».` }];
};

const phases = (rule: Rule): Found[] => {
  const { byPhase } = recordSets[rule.given];
  if (byPhase === (rule.phases !== undefined)) return [];
  const message = byPhase
    ? `cette clé manque : « ${rule.given} » est relevé phase par phase.`
    : `cette clé est de trop : « ${rule.given} » ne dépend pas des phases.`;
  return [{ path: ['phases'], message }];
};

const conditions = (rule: Rule, lists: Rulebook['lists']): Found[] => {
  const fields = fieldsOf(rule.given);
  return (['when', 'match'] as const).flatMap((part) =>
    Object.entries(rule[part]).flatMap(([name, condition]) => {
      const path = [part, name];
      const field = fields.get(name);
      if (field !== undefined) return conditionProblems(path, field, condition, lists);
      const message = `« ${rule.given} » n’a pas ce champ.`;
      return [{ path, message, suggestion: nearest(name, [...fields.keys()]) }];
    }),
  );
};

const applicability = (rule: Rule, lists: Rulebook['lists']): Found[] => {
  const fields = attributeFields();
  return Object.entries(rule.applies).flatMap(([name, condition]) => {
    const path = ['applies', name];
    const field = fields.get(name);
    if (field !== undefined) return conditionProblems(path, field, condition, lists);
    const message = 'un dépôt n’a pas cet attribut.';
    return [{ path, message, suggestion: nearest(name, [...fields.keys()]) }];
  });
};

const fitting: Record<Field['type'], readonly Operator[]> = {
  text: ['is', 'not', 'in', 'not-in', 'matches', 'present'],
  number: ['is', 'not', 'in', 'not-in', 'above', 'below', 'present'],
  boolean: ['is', 'not', 'present'],
  list: ['present'],
};

const conditionProblems = (path: Path, field: Field, condition: Condition, lists: Rulebook['lists']): Found[] => {
  const [operator, operand] = readCondition(condition);
  if (!fitting[field.type].includes(operator)) {
    const allowed = fitting[field.type].join(', ');
    return [{ path, message: `l’opérateur « ${operator} » ne va pas sur ce champ, admis : ${allowed}.` }];
  }
  if (operator === 'matches') return patternProblems(path, String(operand));
  if (operator === 'present' || operator === 'above' || operator === 'below') return [];
  if (typeof operand === 'string' && operator.endsWith('in')) return listProblems(path, operand, lists);
  return [operand].flat().flatMap((value) => valueProblems(path, field, value));
};

const readCondition = (condition: Condition): [Operator, Scalar | Scalar[]] => {
  if (typeof condition !== 'object') return ['is', condition];
  const operator = operators.find((each) => each in condition) ?? 'is';
  return [operator, Object.values(condition)[0] as Scalar | Scalar[]];
};

const patternProblems = (path: Path, source: string): Found[] => {
  try {
    RE2JS.compile(source);
    return [];
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return [{ path, message: `expression refusée par RE2 (${error.message}).` }];
  }
};

const listProblems = (path: Path, quoted: string, lists: Rulebook['lists']): Found[] => {
  const name = quoted.replace(/^list:/, '');
  if (lists.has(name)) return [];
  return [{ path, message: `la liste « ${name} » n’existe pas.`, suggestion: nearest(name, [...lists.keys()]) }];
};

const valueProblems = (path: Path, field: Field, value: Scalar): Found[] => {
  const wanted = field.type === 'text' ? 'string' : field.type;
  const words = { string: 'un texte', number: 'un nombre', boolean: 'true ou false', list: 'une liste' };
  if (typeof value !== wanted) return [{ path, message: `${words[wanted]} est attendu, et non « ${value} ».` }];
  if (field.values === null || field.values.includes(String(value))) return [];
  const message = `« ${value} » n’est pas une valeur de ce champ, admis : ${field.values.join(', ')}.`;
  return [{ path, message, suggestion: nearest(String(value), field.values) }];
};

/** Messages may only use fields that stay the same at each visit, or two visits would not give the same findings. */
const placeholders = (rule: Rule): Found[] => {
  const known: readonly string[] = rule.expect === 'some' ? ['id', 'title'] : quotes[rule.given];
  return [...rule.message.matchAll(/\{([^{}]*)\}/g)].flatMap(([, name = '']) => {
    if (known.includes(name)) return [];
    if (rule.expect !== 'some' && mayBeQuoted(rule.given, name, Object.keys({ ...rule.when, ...rule.match })))
      return [];
    const message = `{${name}} ne peut pas être cité ici, admis : ${known.join(', ')}.`;
    return [{ path: ['message'], message, suggestion: nearest(name, known) }];
  });
};

const wording = (rule: Rule): Found[] => {
  const found: Found[] = [];
  const { title, why, limits, fix, message, innocents = [], concludes } = rule;
  const texts = [title, why, limits, fix, message, concludes.failed, concludes.passed, ...innocents];
  if (rule.force !== 'obligation' && texts.some((text) => /manquement/i.test(text))) {
    found.push({ path: ['force'], message: 'le mot « manquement » est réservé aux obligations légales.' });
  }
  const neverFails = rule.unmatched === 'cannot-tell';
  if (neverFails && rule.expect !== 'some') {
    found.push({ path: ['unmatched'], message: 'cette clé ne va qu’avec « expect: some ».' });
  }
  return [...found, ...tooFew(rule)];
};

/** One example shows that a rule works; the second, that it does not work by chance. */
const tooFew = (rule: Rule): Found[] => {
  const { passed, failed, inapplicable } = rule.examples;
  const neverFails = rule.unmatched === 'cannot-tell';
  const wanted: [string, number, number][] = [
    ['passed', passed.length, 2],
    ['failed', failed.length, neverFails ? 0 : 2],
    ['inapplicable', inapplicable.length, concernsAll(rule) ? 0 : 1],
  ];
  const missing = wanted.flatMap(([name, count, least]): Found[] =>
    count >= least ? [] : [{ path: ['examples', name], message: `${exampleCounts[least]} attendu, ${count} trouvé.` }],
  );
  if (!neverFails || failed.length === 0) return missing;
  return [...missing, { path: ['examples', 'failed'], message: 'cette règle ne conclut jamais à un défaut.' }];
};

const exampleCounts: Record<number, string> = { 1: 'au moins un exemple', 2: 'au moins deux exemples' };

const examples = (rule: Rule): Found[] =>
  Object.entries(rule.examples).flatMap(([outcome, list]) =>
    (list ?? []).flatMap((example, index) =>
      example.records.flatMap((written, place): Found[] => {
        const made = exampleRecord(rule.given, written, rule.phases?.[0] ?? 'before-choice');
        if (made.kind === 'made') return [];
        const path = ['examples', outcome, index, 'records', place, ...(made.path in written ? [made.path] : [])];
        const suggestion = nearest(made.path, [...fieldsOf(rule.given).keys()]);
        const close = suggestion === made.path ? null : suggestion;
        return [{ path, message: `${made.path} : ${frenchOf(made.issue)}`, suggestion: close }];
      }),
    ),
  );

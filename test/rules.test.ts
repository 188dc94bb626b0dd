/** Every rule file loads, and every example that it carries comes out as told. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleOutcomes, mismatchesOf, tryExample } from '../src/assess/examples.ts';
import { loadLists } from '../src/reference/lists.ts';
import { loadRules, ruleJsonSchema } from '../src/reference/rules.ts';
import { themeOf, themeTitle } from '../src/web/page/themes.ts';

const lists = loadLists('rules/lists');
if (lists.kind === 'refused') throw new Error(JSON.stringify(lists.problems));
const loaded = loadRules('rules', lists.values);
const rules = loaded.kind === 'loaded' ? loaded.rules : [];
const { values } = lists;

describe('the rulebook', () => {
  it('loads without a problem', () => {
    expect(loaded.kind === 'refused' ? loaded.problems : []).toEqual([]);
  });

  it('holds active rules in every theme that the screens name', () => {
    const themes = [...new Set(rules.map((rule) => themeOf(rule.id)))].sort();
    for (const theme of themes) expect(themeTitle(theme)).not.toBe(theme);
    expect(themes).toEqual(expect.arrayContaining(['declaration', 'gar', 'mineurs', 'pieces', 'traceurs']));
    expect(rules.filter((rule) => rule.status === 'active').length).toBeGreaterThanOrEqual(85);
  });

  it('gives every identifier once', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });

  it('has a JSON Schema for editors that is fresh', () => {
    expect(JSON.parse(readFileSync('rules/schema.json', 'utf8'))).toEqual(ruleJsonSchema());
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  const told = exampleOutcomes.flatMap((outcome) =>
    (rule.examples[outcome] ?? []).map((example) => [outcome, example.name, example] as const),
  );

  it.each(told)('%s: %s', (outcome, _name, example) => {
    const finding = tryExample(rule, example, values);
    expect(finding.outcome).toBe(outcome);
    if (example.finds) expect(finding.records.map(({ message }) => message)).toEqual(example.finds);
  });

  it('has no example that comes out otherwise than told', () => {
    expect(mismatchesOf(rule, values)).toEqual([]);
  });

  it('carries enough examples to be trusted', () => {
    expect(rule.examples.passed.length).toBeGreaterThanOrEqual(2);
    if (rule.unmatched === 'failed') expect(rule.examples.failed.length).toBeGreaterThanOrEqual(2);
  });

  it('shows at least one exact message of its failures', () => {
    const messages = rule.examples.failed.filter((example) => example.finds !== undefined);
    if (rule.unmatched === 'failed') expect(messages.length).toBeGreaterThanOrEqual(1);
  });
});

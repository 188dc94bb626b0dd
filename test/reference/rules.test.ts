/** A rule with a mistake is refused at load, with file, line and suggestion: in a `none` rule it would pass for ever. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules, readRule } from '../../src/reference/rules.ts';

const good = `id: essais/regie
title: Aucune régie avant le choix
status: active
severity: major
force: recommendation
basis: [{ text: Un texte de loi, url: "https://www.legifrance.gouv.fr/" }]
why: Parce que cela compte pour la classe.
limits: Cela ne prouve pas tout.
fix: Retirez la balise de la page.
given: requests
phases: [before-choice]
when: { party: third }
expect: none
match: { tracker.category: advertising }
concludes: { passed: Rien n’a été vu., failed: Une régie a été vue. }
message: "{host} est appelé {phase}"
examples:
  passed:
    - { name: Un tiers ordinaire, records: [{ host: cdn.test, party: third }] }
    - { name: Un autre tiers ordinaire, records: [{ host: img.test, party: third }] }
  failed:
    - { name: Une régie appelée, records: [{ party: third, tracker.category: advertising }] }
    - { name: Deux régies appelées, records: [{ host: b.test, party: third, tracker.category: advertising }] }
  inapplicable: [{ name: Aucun tiers appelé, records: [] }]
`;
const lists = new Map([['eu-countries', new Set(['FR', 'DE'])]]);
const read = (text: string) => readRule('essais/regie.yml', text, lists);
const problemOf = (from: string, to: string) => {
  const result = read(good.replace(from, to));
  if (result.kind === 'read') throw new Error('The rule was accepted.');
  return result.problems[0];
};

describe('a rule file', () => {
  it('is accepted when everything in it is known', () => {
    expect(read(good)).toMatchObject({ kind: 'read' });
  });

  it.each([
    ['an unknown field', 'tracker.category: adv', 'tracker.categroy: adv', 14, 'n’a pas ce champ', 'tracker.category'],
    ['a field in `when`', 'when: { party: third }', 'when: { partie: third }', 12, 'n’a pas ce champ', 'party'],
    [
      'an unknown value',
      'match: { tracker.category: advertising }',
      'match: { tracker.category: advertizing }',
      14,
    ].concat('n’est pas une valeur', 'advertising'),
    [
      'an unknown operator',
      'category: advertising }\nconc',
      'category: { inn: [social] } }\nconc',
      14,
      'opérateur',
      'in',
    ],
    ['an unknown list', 'when: { party: third }', 'when: { address.country: { in: list:eu-country } }', 12].concat(
      'n’existe pas',
      'eu-countries',
    ),
    ['an unknown key', 'severity: major', 'severite: major', 4, 'clé inconnue', 'severity'],
  ])('is refused for %s, with the line and the word that was meant', (...row) => {
    const [, from, to, line, message, suggestion] = row as [string, string, string, number, string, string];
    const result = read(good.replace(from, to));
    const problems = result.kind === 'refused' ? result.problems : [];
    const found = problems.find((each) => each.message.includes(message));
    expect(found).toMatchObject({ file: 'essais/regie.yml', line });
    expect(found?.suggestion).toBe(`Vouliez-vous dire « ${suggestion} » ?`);
  });

  it.each([
    ['an identifier that is not its path', 'id: essais/regie', 'id: essais/autre', 'chemin du fichier'],
    [
      'an operator that does not fit its field',
      '{ party: third }\nexp',
      '{ answered: { above: 3 } }\nexp',
      'opérateur',
    ],
    ['a value of another type', '{ party: third }\nexp', '{ answered: "oui" }\nexp', 'true ou false'],
    [
      'a pattern that cannot run in linear time',
      '{ party: third }\nexp',
      '{ host: { matches: "(a)\\\\1" } }\nexp',
      'RE2',
    ],
    ['a pattern that does not compile', '{ party: third }\nexp', '{ host: { matches: "(" } }\nexp', 'RE2'],
    ['phases left out of a set that is kept by phase', 'phases: [before-choice]\n', '', 'phase par phase'],
    ['a message with a field that changes at each visit', '{host} est', '{url} est', 'ne peut pas être cité'],
    ['« manquement » without a legal obligation', 'Une régie a été vue.', 'Manquement constaté ici.', 'manquement'],
    ['an example with an unknown field', 'host: cdn.test', 'hots: cdn.test', 'hots'],
    ['an example whose field can never be unknown', 'host: cdn.test', 'unknown: [host]', 'host'],
    ['`unmatched` on another quantifier', 'expect: none', 'expect: none\nunmatched: cannot-tell', 'expect: some'],
    ['one failed example only', /^ {4}- \{ name: Deux.*\n/m.exec(good)?.[0] ?? '', '', 'au moins deux exemples'],
    ['no inapplicable example', /^ {2}inapplicable.*\n/m.exec(good)?.[0] ?? '', '', 'au moins un exemple'],
    [
      'an attribute that no submission has',
      'given: requests',
      'applies: { eleves: true }\ngiven: requests',
      'attribut',
    ],
    ['an attribute of another type', 'given: requests', 'applies: { pupils: oui }\ngiven: requests', 'true ou false'],
  ])('is refused for %s', (_what, from, to, message) => {
    const result = read(good.replace(from, to));
    expect(result.kind).toBe('refused');
    const messages = result.kind === 'refused' ? result.problems.map((each) => each.message) : [];
    expect(messages.join('\n')).toContain(message);
  });

  it('is refused for phases on a declaration, which knows none', () => {
    const problem = problemOf('given: requests', 'given: declaration');
    expect(problem?.message).toContain('ne dépend pas des phases');
  });

  it('may name a field of the declaration with its dot', () => {
    const text = good
      .replace('given: requests\nphases: [before-choice]\nwhen: { party: third }', 'given: declaration')
      .replace('match: { tracker.category: advertising }', 'match: { hosting.country: { in: list:eu-countries } }')
      .replace('"{host} est appelé {phase}"', 'Pays {hosting.country} déclaré')
      .replace('{ host: cdn.test, party: third }', '{ hosting.country: US }')
      .replace('{ host: img.test, party: third }', '{ hosting.country: MA }')
      .replace('{ host: b.test, party: third, tracker.category: advertising }', '{ hosting.country: DE }')
      .replace('{ party: third, tracker.category: advertising }', '{ hosting.country: FR }');
    expect(read(text)).toMatchObject({ kind: 'read' });
  });
});

describe('a folder of rules', () => {
  const folder = (files: Record<string, string>): string => {
    const dir = mkdtempSync(path.join(tmpdir(), 'preau-rules-'));
    mkdirSync(path.join(dir, 'essais'));
    mkdirSync(path.join(dir, 'lists'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dir, name), text);
    return dir;
  };

  it('tells the problems of all its files at once, and reads no list as a rule', () => {
    const bad = good.replace('severity: major', 'severity: grave');
    const files = { 'essais/regie.yml': bad, 'essais/b.yml': good, 'lists/x.yml': 'name: x' };
    const loaded = loadRules(folder(files), lists);
    if (loaded.kind === 'loaded') throw new Error('The folder was accepted.');
    expect(loaded.problems.map(({ file }) => file)).toEqual(['essais/b.yml', 'essais/regie.yml']);
  });

  it('is refused when it holds no rule, which is a wrong path and not an empty rulebook', () => {
    expect(loadRules(folder({}), lists)).toMatchObject({ kind: 'refused' });
  });
});

/** The catalogue that we ship: four axes, contexts of use, points d'attention, and words that every French school knows. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { axes } from '../src/model/label.ts';
import { loadCatalog } from '../src/reference/catalog.ts';
import { loadReference } from '../src/reference/reference.ts';

const loaded = loadReference({ rules: 'rules', catalog: 'catalog' });
if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems, null, 1));
const { reference } = loaded;
const ruleIds = reference.rulebook.rules.map(({ id }) => id);

describe('the catalogue', () => {
  it('holds one label for each of the four axes', () => {
    expect(reference.labels.map(({ axis }) => axis).sort()).toEqual([...axes].sort());
  });

  it('holds at least five contexts, each in its place, with a person who decides and duties', () => {
    expect(reference.contexts.length).toBeGreaterThanOrEqual(5);
    const orders = reference.contexts.map(({ order }) => order);
    expect(new Set(orders).size).toBe(orders.length);
    for (const context of reference.contexts) expect(context.duties.length).toBeGreaterThan(0);
  });

  it('shows every rule on some label, so that no finding is lost to the reader', () => {
    const shown = reference.labels.flatMap(({ reads }) => reads);
    const silent = ruleIds.filter((id) => !shown.includes(id) && !shown.includes(`${id.split('/')[0]}/*`));
    expect(silent).toEqual([]);
  });

  it('holds thirty-two commitments, each once, each observed by a rule or proved by a document', () => {
    const [code] = reference.commitments;
    const ids = code?.commitments.map(({ id }) => id) ?? [];
    expect(ids).toHaveLength(32);
    expect(new Set(ids).size).toBe(32);
    expect(code?.kind).toBe('own');
  });

  it('keeps the word « consentement » out of the point about trackers', () => {
    const point = reference.attention.find(({ id }) => id === 'traceurs-tiers');
    expect(`${point?.title} ${point?.meaning} ${point?.avoid}`).not.toMatch(/consentement/i);
  });

  it('holds at most twelve points, which is what a reader can know by heart', () => {
    expect(reference.attention.length).toBeLessThanOrEqual(12);
  });

  it('gives every level and every subject once', () => {
    for (const words of [reference.vocabularies.levels, reference.vocabularies.subjects]) {
      expect(new Set(words.map(({ code }) => code)).size).toBe(words.length);
    }
  });
});

describe('the rulebook', () => {
  it('has the same digest twice, and another after a list has changed', () => {
    const again = loadReference({ rules: 'rules', catalog: 'catalog' });
    if (again.kind === 'refused') throw new Error('refused');
    expect(again.reference.rulebook.digest).toBe(reference.rulebook.digest);
    const dir = mkdtempSync(path.join(tmpdir(), 'preau-rules-'));
    cpSync('rules', dir, { recursive: true });
    const file = path.join(dir, 'lists/covered-countries.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\bKR\b/, 'ZZ'));
    const changed = loadReference({ rules: dir, catalog: 'catalog' });
    if (changed.kind === 'refused') throw new Error('refused');
    expect(changed.reference.rulebook.digest).not.toBe(reference.rulebook.digest);
  });
});

describe('a catalogue with a mistake', () => {
  const broken = (file: string, from: string, to: string) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'preau-catalog-'));
    cpSync('catalog', dir, { recursive: true });
    const at = path.join(dir, file);
    writeFileSync(at, readFileSync(at, 'utf8').replace(from, to));
    const result = loadCatalog(dir, ruleIds);
    return result.kind === 'refused' ? result.problems[0] : null;
  };

  it('is refused for a rule that does not exist, with the rule that was meant', () => {
    const problem = broken('vocabularies/attention.yml', 'publicite-avant-choix', 'publicite-avant-chois');
    expect(problem).toMatchObject({ file: 'vocabularies/attention.yml', line: 7 });
    expect(problem?.suggestion).toContain('traceurs/publicite-avant-choix');
  });

  it('is refused for a theme that does not exist', () => {
    expect(broken('labels/acces.yml', 'gar/*', 'gare/*')?.suggestion).toContain('gar/*');
  });

  it('is refused for a label that forbids a rule which does not exist, or which it does not read', () => {
    const forbids = (rule: string) =>
      broken('labels/acces.yml', 'forbids:\n  - { from: major }', `forbids:\n  - { from: major, rules: ["${rule}"] }`);
    expect(forbids('gar/contrats')?.suggestion).toContain('gar/contrat');
    expect(forbids('ouverture/export')?.message).toContain('ne lit pas « ouverture/export »');
  });

  it('is refused for a label that the robot would give by itself', () => {
    expect(broken('labels/acces.yml', 'decision: required', 'decision: none')?.message).toContain('le robot seul');
  });

  it('is refused for a file whose name is not its identifier', () => {
    expect(broken('contexts/a-la-maison.yml', 'id: a-la-maison', 'id: maison')).toMatchObject({ line: 1 });
  });
});

describe('a directive text', () => {
  const withText = (line: string) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'preau-catalog-'));
    cpSync('catalog', dir, { recursive: true });
    const file = path.join(dir, 'directives/textes.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^ {2}allowed: .*$/m, line));
    return loadCatalog(dir, ruleIds);
  };

  it.each([
    ['a place that does not exist', '  allowed: "Utilisez {outils} {contexte}."', 'Places admises'],
    ['no name of the tool', '  allowed: "Utilisez-le {contexte}."', 'citer {outil}'],
    ['conditions where there are none', '  allowed: "{outil} {contexte} si {conditions}."', 'n’a pas de {conditions}'],
  ])('is refused for %s, with its line', (_, line, message) => {
    const refused = withText(line);
    const problems = refused.kind === 'refused' ? refused.problems : [];
    expect(problems[0]).toMatchObject({ file: 'directives/textes.yml', line: 6 });
    expect(problems[0]?.message).toContain(message);
  });
});

describe('a commitment', () => {
  it('that names a rule which does not exist is refused, with the one that was meant', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'preau-catalog-'));
    cpSync('catalog', dir, { recursive: true });
    const file = path.join(dir, 'commitments/referentiel.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('gar/attributs-minimaux', 'gar/attributs-minimum'));
    expect(loadCatalog(dir, ruleIds)).toMatchObject({
      kind: 'refused',
      problems: [
        { file: 'commitments/referentiel.yml', suggestion: expect.stringContaining('gar/attributs-minimaux') },
      ],
    });
  });
});

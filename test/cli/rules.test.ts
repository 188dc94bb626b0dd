/** `preau rules` as a jurist uses it: a blank file, its examples, its effect, and what is said of a mistake. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkRules } from '../../src/cli/rules/check.ts';
import { effectOf, factsIn } from '../../src/cli/rules/watch.ts';
import { rules } from '../../src/cli/rules.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { aRequest, collected, someEvidence } from '../kit/evidence.ts';
import { realReference } from '../kit/reference.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'preau-rules-cli-'));
const own = path.join(folder, 'rules');
cpSync(new URL('../../rules', import.meta.url).pathname, own, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const config = readConfig({}) as Config;
const run = async (...args: string[]) => {
  const heard = { answered: '', told: '' };
  const terminal = {
    answer: (text: string) => {
      heard.answered += text;
    },
    tell: (text: string) => {
      heard.told += text;
    },
  };
  return { code: await rules([...args, '--rules', own], config, terminal), ...heard };
};
const write = (name: string, change: (text: string) => string): (() => void) => {
  const file = path.join(own, name);
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, change(before));
  return () => writeFileSync(file, before);
};

describe('preau rules', () => {
  it('counts the rules by theme, severity and force', async () => {
    const { code, answered } = await run('list');
    expect(code).toBe(0);
    expect(answered).toMatch(/traceurs +\d+ +\d+/);
    expect(answered).toMatch(/bloquante +\d+/);
    expect(answered).toMatch(/\d+ règles actives, \d+ en brouillon/);
  });

  it('shows one rule in plain French, with what each example gives', async () => {
    const { answered } = await run('show', 'gar/ark-bien-forme');
    expect(answered).toContain('Ce que cela ne prouve pas');
    expect(answered).toMatch(/→ L’identifiant ARK déclaré est mal formé\s: ark:\/abc/);
  });

  it('suggests the rule that was meant', async () => {
    const { code, told } = await run('show', 'gar/ark-bien-form');
    expect(code).toBe(2);
    expect(told).toContain('« gar/ark-bien-forme »');
  });

  it('writes a draft that loads as it is, and never writes over a rule', async () => {
    const made = await run('new', 'essais/ma-regle');
    expect(made.code).toBe(0);
    expect(await run('check')).toMatchObject({ code: 0 });
    expect((await run('show', 'essais/ma-regle')).answered).toContain('brouillon');
    expect(await run('new', 'essais/ma-regle')).toMatchObject({
      code: 2,
      told: expect.stringContaining('existe déjà'),
    });
  });

  it('names the file and the line of an example that does not come out as told', async () => {
    const restore = write('gar/ark-bien-forme.yml', (text) =>
      text.replace('arkWellFormed: true }\n    - name: Un autre', 'arkWellFormed: false }\n    - name: Un autre'),
    );
    const { code, told } = await run('check');
    restore();
    expect(code).toBe(2);
    expect(told).toMatch(/gar\/ark-bien-forme\.yml:\d+ : l’exemple « Un ARK complet » est annoncé « respecté »/);
  });

  it.each([
    [[], 'Action attendue'],
    [['liste'], 'et non « liste »'],
    [['show'], 'attend THEME/NOM'],
    [['new', 'Mauvais Nom'], 'attend THEME/NOM'],
    [['check', 'encore'], 'en trop'],
    [['list', '--vite'], 'Option inconnue'],
    [['watch', '--bundle', '/nulle-part'], 'ne peut pas être lu'],
  ])('refuses %j with a sentence', async (args, said) => {
    const { code, told } = await run(...args);
    expect(code).toBe(2);
    expect(told).toContain(said);
  });

  it('refuses a folder that holds no rule', () => {
    const empty = path.join(folder, 'vide');
    mkdirSync(path.join(empty, 'lists'), { recursive: true });
    const told: string[] = [];
    const terminal = { answer: () => {}, tell: (text: string) => told.push(text) };
    const catalog = new URL('../../catalog', import.meta.url).pathname;
    expect(checkRules({ config, terminal, folders: { rules: empty, catalog } })).toBe(2);
    expect(told.join()).toContain('refusé');
  });
});

describe('a rule saved while it is watched', () => {
  const reference = realReference();
  const bundle = path.join(folder, 'releve');
  mkdirSync(bundle);
  const requests = collected([aRequest('https://static.criteo.net/x.js')]);
  writeFileSync(path.join(bundle, 'evidence.json'), JSON.stringify(someEvidence({ requests })));
  const facts = factsIn(bundle, reference);
  if (typeof facts === 'string') throw new Error(facts);
  const file = 'traceurs/publicite-avant-choix.yml';

  it('shows its effect on the kept visit, before and after', () => {
    const restore = write(file, (text) =>
      text.replace(/^match: .*$/m, 'match: { party: third, tracker.category: social }'),
    );
    const said = effectOf(file, own, reference, facts);
    restore();
    expect(said).toContain('sur le relevé : non respecté → respecté');
    expect(said).toContain('est annoncé « non respecté », il donne « respecté »');
  });

  it('tells its line when it is refused, and nothing of the visit', () => {
    const restore = write(file, (text) => text.replace('severity: blocking', 'severity: grave'));
    const said = effectOf(file, own, reference, facts);
    restore();
    expect(said).toMatch(/refusé\.\n {2}traceurs\/publicite-avant-choix\.yml:5 : severity/);
    expect(said).not.toContain('sur le relevé');
  });
});

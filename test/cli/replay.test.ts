/** `preau replay` as an operator runs it before a new rulebook is adopted. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillArchive } from '../kit/filled.ts';
import { realReference } from '../kit/reference.ts';

const root = new URL('../..', import.meta.url).pathname;
const data = mkdtempSync(path.join(tmpdir(), 'preau-replay-cli-'));

beforeAll(() => fillArchive(data, 2, realReference()));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const run = (args: string[], folder = data) => {
  const env = { ...process.env, PREAU_DATA: folder };
  const ran = spawnSync(process.execPath, ['dist/main.js', 'replay', ...args], { cwd: root, env, encoding: 'utf8' });
  return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
};

describe('preau replay', () => {
  it('says that nothing would change, with exit code 0, and writes the JSON asked for', () => {
    const out = path.join(data, 'impact.json');
    const ran = run(['--out', out]);
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('2 relevés rejugés, 0 outils changeraient') });
    expect(JSON.parse(readFileSync(out, 'utf8')).impacts).toHaveLength(2);
  });

  it('refuses a rulebook with a wrong line, naming file and line', () => {
    const rules = path.join(data, 'rules/traceurs');
    mkdirSync(rules, { recursive: true });
    mkdirSync(path.join(data, 'rules/lists'), { recursive: true });
    writeFileSync(path.join(rules, 'x.yml'), 'id: traceurs/x\ntitre: Essai\n');
    const ran = run(['--rules', path.join(data, 'rules')]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('Le recueil à essayer est refusé');
  });

  it.each([
    [['--format', 'pdf'], '--format attend'],
    [['--ref', 'main', '--rules', 'rules'], 'pas les deux'],
    [['--zut'], 'Option inconnue'],
    [['--ref', 'nulle-part'], '« nulle-part »'],
  ])('refuses %j in French', (args, said) => {
    const ran = run(args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(said);
  });

  it('says where it looked when there is no base', () => {
    const ran = run([], path.join(data, 'vide'));
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('Aucune base') });
  });
});

/** The files of a journey and of its secrets, as they are given to `preau check`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCheckArguments } from '../../src/cli/check-arguments.ts';
import { readJourneyFiles } from '../../src/cli/journey-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'preau-journey-'));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;
const fileOf = (text: string): string => {
  written += 1;
  const file = path.join(folder, `${written}.yml`);
  writeFileSync(file, text);
  return file;
};

const journey = `name: Un exercice
steps:
  - fill: { field: Mot de passe, secret: mot-de-passe }
  - click: Se connecter
`;
const read = (steps: string, secrets: string | null = null, environment: Record<string, string> = {}) =>
  readJourneyFiles({ journey: fileOf(steps), secrets: secrets === null ? null : fileOf(secrets) }, environment);

describe('a journey file', () => {
  it('takes its secret from the file of secrets before the environment', () => {
    const environment = { 'mot-de-passe': 'du service' };
    expect(read(journey, 'mot-de-passe: du fichier', environment)).toMatchObject({
      journey: { secrets: { 'mot-de-passe': 'du fichier' } },
    });
    expect(read(journey, null, environment)).toMatchObject({ journey: { secrets: environment } });
  });

  it('says which variable to give when a secret is missing', () => {
    expect(read(journey)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('PREAU_SECRET_MOT_DE_PASSE'),
    });
  });

  it.each([
    ['an act that is misspelt', 'name: x\nsteps:\n  - clik: a\n', null, 'open, fill, choose, click'],
    ['two acts in one step', 'name: x\nsteps:\n  - { click: a, open: / }\n', null, 'un seul acte'],
    ['no step', 'name: x\nsteps: []\n', null, 'trop court'],
    ['a secret that is too short to hide', journey, 'mot-de-passe: abc', 'six caractères'],
  ])('is refused in French, with its line, for %s', (_, steps, secrets, message) => {
    const given = read(steps, secrets);
    expect(given).toMatchObject({ kind: 'refused', message: expect.stringContaining(message) });
    expect(given.kind === 'refused' && given.message).toMatch(/\.yml:\d+/);
  });

  it('is asked for when only its secrets are given', () => {
    expect(readCheckArguments(['https://outil.example.fr', '--secrets', 'secrets.yml'])).toEqual({
      kind: 'refused',
      message: '--secrets accompagne un parcours : donnez aussi --journey.',
    });
  });
});

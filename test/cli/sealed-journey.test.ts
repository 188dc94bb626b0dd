/** From the form to the evidence in a real browser, with a tool that gives the password back: it is nowhere on our disk. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenHouse, openHouse } from '../../src/cli/open-house.ts';
import { readConfig } from '../../src/config.ts';
import type { ProgressEvent } from '../../src/dossier/progress.ts';
import { jsonLog } from '../../src/log.ts';
import type { DossierSheet } from '../../src/store/archive.ts';
import { realReference } from '../kit/reference.ts';
import { type PupilSpace, servePupilSpace } from '../site/espace-eleve.ts';

const origin = 'http://preau.test';
/** One letter of each kind that encoders treat differently. */
const password = "L'été à l'école & 42!";
const steps = `name: Un exercice
steps:
  - open: /connexion
  - fill: { field: Identifiant, value: zephyrine }
  - fill: { field: Mot de passe, secret: mot-de-passe }
  - click: Se connecter
  - wait: { text: Bonjour }
  - click: Exercice 1
  - check: { text: Fractions }
  - check: { text: Bravo }
`;

const data = mkdtempSync(path.join(tmpdir(), 'preau-sealed-'));
const lines: string[] = [];
let house: OpenHouse;
let site: PupilSpace;

beforeAll(async () => {
  site = await servePupilSpace(password);
  const config = readConfig({
    ...process.env,
    PREAU_DATA: data,
    PREAU_URL: origin,
    PREAU_RESOLVER: '127.0.0.1:9',
    PREAU_ALLOW_NETS: `127.0.0.1/32:${site.port}`,
  });
  if ('kind' in config) throw new Error(config.messages.join('\n'));
  const log = jsonLog(
    (line) => lines.push(line),
    () => new Date(),
  );
  house = await openHouse({ config, reference: realReference(), log, demonstration: false });
});

afterAll(async () => {
  await house.close();
  await site.close();
  rmSync(data, { recursive: true, force: true });
});

const post = (address: string, fields: Record<string, string>): Promise<Response> =>
  Promise.resolve(
    house.app.request(`${origin}${address}`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams(fields),
    }),
  );
const pageOf = async (address: string): Promise<string> => (await house.app.request(`${origin}${address}`)).text();

const checked = async (key: string): Promise<DossierSheet> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const dossier = house.tools.archive.dossiers.byKey(key);
    if (dossier && !['submitted', 'checking'].includes(dossier.state)) return dossier;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`The check did not end: ${lines.join('')}`);
};

/** What a reader of the disk could look for. */
const forms = [
  password,
  encodeURIComponent(password),
  new URLSearchParams({ p: password }).toString().slice(2),
  JSON.stringify(password).slice(1, -1),
  password.replaceAll("'", '&#39;').replaceAll('&', '&amp;'),
  Buffer.from(password).toString('hex'),
  Buffer.from(password).toString('base64').replace(/=+$/, '').slice(0, -1),
  'école & 42',
  'cole%20%26',
  'cole+%26',
];
const formsIn = (bytes: Buffer | string): string[] => forms.filter((form) => bytes.includes(form));

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => statSync(name).isFile());

it('plays the journey of the form, shows where it stopped, and keeps the secret nowhere but sealed', async () => {
  const told: ProgressEvent[] = [];
  const form = { name: 'Fractions', url: site.url, vendor: 'X', email: 'x@exemple.org', summary: 'Y' };
  const answer = await post('/deposer', {
    ...form,
    'journey.steps': steps,
    'journey.secrets.0.name': 'mot-de-passe',
    'journey.secrets.0.value': password,
  });
  expect(answer.status).toBe(303);
  const key = answer.headers.get('location')?.replace('/depots/', '') ?? '';
  const { number } = house.tools.archive.dossiers.byKey(key) ?? { number: '' };
  house.desk.listen(number, (event) => told.push(event));
  const dossier = await checked(key);

  expect(dossier.state).toBe('to-review');
  const page = await pageOf(`/depots/${key}`);
  const said = page.replaceAll(/<[^>]+>|\s+/g, ' ');
  expect(said).toContain('Le parcours s’est arrêté à l’étape 8 sur 8.');
  expect(said).toContain('Le texte « Bravo » n’est pas affiché.');
  expect(dossier.visits[0]?.report.reasons.at(-1)).toMatchObject({ phase: 'journey', code: 'step-failed' });
  expect(told.some((event) => event.kind === 'step' && event.text.includes('avec le secret mot-de-passe'))).toBe(true);

  // The tool did give it back, in a page and in an address: else there was nothing to hide.
  const digest = dossier.visits[0]?.evidence ?? '';
  const blob = house.tools.evidence.read(digest);
  const evidence = blob.kind === 'found' ? blob.bytes.toString('utf8') : '';
  expect(evidence).toContain('Votre code : [secret mot-de-passe]');
  expect(evidence).toContain('jeton=[secret mot-de-passe]');
  expect(house.tools.archive.sealedSecrets(number)).toHaveLength(1);

  const files = filesUnder(data);
  const names = files.map((name) => path.relative(data, name));
  expect(names).toEqual(expect.arrayContaining(['preau.db', 'preau.db-wal', 'secrets.key']));
  expect(names.filter((name) => name.startsWith('evidence')).length).toBeGreaterThan(3);
  expect(names.some((name) => name.startsWith('mail'))).toBe(true);
  for (const file of files) expect([file, formsIn(readFileSync(file))]).toEqual([file, []]);
  for (const text of [page, lines.join(''), JSON.stringify(told), JSON.stringify(dossier)])
    expect(formsIn(text)).toEqual([]);
  // The second look, days later, is nobody's pupil: it waits, and no job holds a journey.
  expect(house.tools.queue.counts()).toMatchObject({ waiting: 1, dead: 0 });
});

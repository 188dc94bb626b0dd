/** Le parcours entier, du formulaire de l’éditeur à la consigne de l’enseignant, avec un vrai navigateur. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenHouse, openHouse } from '../src/cli/open-house.ts';
import { readConfig } from '../src/config.ts';
import { jsonLog } from '../src/log.ts';
import { realReference } from './kit/reference.ts';
import { type Site, serveSite } from './kit/site.ts';

const origin = 'http://preau.test';
const member = 'presidente@commission.example';
const folder = (name: string) => new URL(`../${name}`, import.meta.url).pathname;
const data = mkdtempSync(path.join(tmpdir(), 'preau-parcours-'));

const events: string[] = [];

let house: OpenHouse;
let sage: Site;
let bavard: Site;

beforeAll(async () => {
  sage = await serveSite(folder('catalog/demo/pages/honnete'));
  bavard = await serveSite(folder('catalog/demo/pages/bavard'));
  const config = readConfig({
    ...process.env,
    PREAU_DATA: data,
    PREAU_URL: origin,
    PREAU_COMMISSION: member,
    // Aucun nom ne se résout : les tiers de la page bavarde ne sont jamais dérangés.
    PREAU_RESOLVER: '127.0.0.1:9',
    PREAU_ALLOW_NETS: `127.0.0.1/32:${sage.port},127.0.0.1/32:${bavard.port}`,
  });
  if ('kind' in config) throw new Error('The house does not open.');
  house = await openHouse({
    config,
    reference: realReference(),
    log: jsonLog(
      (line) => events.push(line),
      () => new Date(),
    ),
    demonstration: false,
  });
});

afterAll(async () => {
  await house.close();
  await Promise.all([sage.close(), bavard.close()]);
  rmSync(data, { recursive: true, force: true });
});

const get = (address: string, cookie = '') =>
  Promise.resolve(house.app.request(`${origin}${address}`, { headers: cookie ? { cookie } : {} }));
const post = (address: string, fields: Record<string, string>, cookie = '') =>
  Promise.resolve(
    house.app.request(`${origin}${address}`, {
      method: 'POST',
      headers: { origin, ...(cookie ? { cookie } : {}) },
      body: new URLSearchParams(fields),
    }),
  );
const textOf = async (answer: Response) =>
  load(await answer.text())('main')
    .text()
    .replaceAll(/\s+/g, ' ');
/** Un cookie vidé n’est plus renvoyé. */
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .filter((each) => !each.endsWith('='))
    .join('; ');

const deposer = async (name: string, url: string): Promise<string> => {
  const fields = { name, url, vendor: 'Éditeur', email: 'editeur@exemple.org', summary: 'Un outil pour la classe.' };
  const answer = await post('/deposer', fields);
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
};

const attendreLeControle = async (depot: string) => {
  const key = depot.replace('/depots/', '');
  for (let tries = 0; tries < 400; tries += 1) {
    const dossier = house.tools.archive.dossiers.byKey(key);
    if (dossier && !['submitted', 'checking'].includes(dossier.state)) return dossier;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The check did not end.');
};

/** Le courrier part après la réponse : il arrive quand il arrive. */
const lienRecu = async (): Promise<string> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const texts = readdirSync(path.join(data, 'mail')).map((name) =>
      readFileSync(path.join(data, 'mail', name), 'utf8'),
    );
    const link = texts
      .join('\n')
      .replaceAll('=\n', '')
      .replaceAll('=3D', '=')
      .match(/jeton=([\w-]+)/)?.[1];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No link was mailed: ${readdirSync(path.join(data, 'mail')).join(', ')} ${events.join('')}`);
};

const seConnecter = async (): Promise<string> => {
  const asked = await post('/connexion', { email: member });
  expect(asked.status).toBe(200);
  const signed = await post('/connexion/lien', { jeton: await lienRecu() }, cookieOf(asked));
  expect(signed.status).toBe(303);
  return cookieOf(signed);
};

describe('Fonctionnalité : de la soumission d’un éditeur à la consigne d’un enseignant', () => {
  it('un outil honnête est contrôlé, décidé, publié et trouvé ; rien ne lui est reproché', async () => {
    const depot = await deposer('Calcul posé', sage.url);
    const dossier = await attendreLeControle(depot);
    expect(dossier.state).toBe('to-review');
    expect(dossier.visits[0]?.report.findings.filter((each) => each.outcome === 'failed')).toEqual([]);
    expect((await get('/outils/calcul-pose')).status).toBe(404);

    const session = await seConnecter();
    const page = `/commission/dossiers/${dossier.number}`;
    expect(await textOf(await get(page, session))).toContain('Calcul posé');
    const draft = {
      opinion: 'favourable',
      reasons: 'Aucun tiers, aucune donnée recueillie, information complète.',
      'contexts.enseignant-seul.verdict': 'allowed',
      'contexts.eleves-sans-compte.verdict': 'allowed-if',
      'contexts.eleves-sans-compte.conditions': 'Présentez l’outil aux élèves.',
    };
    expect((await post(page, draft)).status).toBe(401);
    expect(house.tools.archive.dossiers.byNumber(dossier.number)?.state).toBe('to-review');
    expect((await post(page, draft, session)).headers.get('location')).toBe(`/decisions/${dossier.number}`);

    expect(await textOf(await get('/outils?q=calculs'))).toContain('Calcul posé');
    const fiche = await textOf(await get('/outils/calcul-pose?contexte=eleves-sans-compte'));
    expect(fiche).toContain('Vous pouvez utiliser Calcul posé');
    expect(fiche).toContain('Présentez l’outil aux élèves.');
    expect(house.tools.archive.audit.verify()).toMatchObject({ kind: 'intact', rows: 2 });
  });

  it('un outil bavard reçoit des constats qui citent la requête et celui qui l’a déclenchée', async () => {
    const depot = await deposer('Quiz express', bavard.url);
    const dossier = await attendreLeControle(depot);
    const findings = dossier.visits[0]?.report.findings ?? [];
    const failed = findings.filter((each) => each.outcome === 'failed');
    const advertising = failed.find((each) => each.rule === 'traceurs/publicite-avant-choix');
    expect(advertising?.records[0]?.quote).toMatchObject({
      host: 'connect.facebook.net',
      initiator: `${bavard.url}balises.js`,
      phase: 'before-choice',
    });
    const page = await textOf(await get(depot));
    expect(page).toContain('connect.facebook.net');
    expect(page).toContain('Comment corriger');
  });

  it('un site muet ne conclut rien, n’est pas publié, et la file continue', async () => {
    const port = sage.port;
    await sage.close();
    const depot = await deposer('Dictée muette', `http://127.0.0.1:${port}/`);
    const dossier = await attendreLeControle(depot);
    expect(dossier.state).toBe('check-inconclusive');
    expect(dossier.visits[0]?.report.findings.filter((each) => each.outcome === 'passed')).toEqual([]);
    expect(await textOf(await get(depot))).toContain('non concluant');
    // Les deux qui attendent sont les deuxièmes visites, non annoncées, des deux outils qui ont été vus.
    expect(house.tools.queue.counts()).toEqual({ waiting: 2, running: 0, dead: 0 });
  });

  it('une adresse de réseau privé est refusée au dépôt, avec la saisie conservée', async () => {
    const fields = { name: 'Interne', url: 'http://192.168.1.1/', vendor: 'X', email: 'x@exemple.org', summary: 'Y' };
    const answer = await post('/deposer', fields);
    expect(answer.status).toBe(422);
    const $ = load(await answer.text());
    expect($('#champ-url-probleme').text()).toContain('réseau privé');
    expect($('#champ-url').val()).toBe('http://192.168.1.1/');
  });
});

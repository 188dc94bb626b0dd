/** `preau check` as a vendor's pipeline runs it: exit codes, standard output, the same bytes twice, and bad input. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportJsonSchema } from '../../src/assess/report.ts';
import { Report } from '../../src/model/report.ts';
import { exampleNotice, metadata } from '../kit/gar/files.ts';
import { type Site, serveSite } from '../kit/site.ts';

const root = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(path.join(tmpdir(), 'preau-check-'));
const page = (body: string) =>
  `<!doctype html><html lang="fr"><title>Essai</title><h1>Essai</h1><p>Une page.</p>${body}`;

let site: Site;

beforeAll(async () => {
  site = await serveSite((request, response) => {
    if (request.url === '/muet') return;
    if (request.url === '/saml.xml') return void response.end(metadata());
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (request.url === '/session')
      response.setHeader('set-cookie', 'PHPSESSID=abc; HttpOnly; SameSite=Strict; Path=/');
    if (request.url === '/erreur') response.statusCode = 500;
    const tag = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-X"></script>';
    response.end(request.url === '/vide' ? '' : page(request.url === '/balise' ? tag : ''));
  });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

type Ran = { code: number; stdout: string; stderr: string };
const run = async (...args: string[]): Promise<Ran> => {
  const env = { ...process.env, PREAU_RESOLVER: '127.0.0.1:9', PREAU_ALLOW_NETS: `127.0.0.1/32:${site.port}` };
  const child = spawn(process.execPath, ['dist/main.js', 'check', ...args], { cwd: root, env });
  const heard = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (heard.stdout += chunk));
  child.stderr.on('data', (chunk) => (heard.stderr += chunk));
  const [code] = await once(child, 'close');
  return { code, ...heard };
};
const reportOf = ({ stdout }: Ran) => v.parse(Report, JSON.parse(stdout));
const outcomes = (ran: Ran, outcome: string) => reportOf(ran).findings.filter((each) => each.outcome === outcome);

// A visit mostly waits: two at once take little more than the time of one.
describe.concurrent('preau check', () => {
  it('finds nothing to fail on a page that only keeps a session cookie', async () => {
    const ran = await run(`${site.url}session`, '--format', 'json', '--fail-on', 'information');
    expect(outcomes(ran, 'failed')).toEqual([]);
    expect(reportOf(ran)).toMatchObject({ outcome: 'complete', target: `${site.url}session` });
    // What Node says to developers is not for the reader of a check.
    expect(ran.stderr).not.toContain('Warning');
    expect(reportOf(ran).cookies).toContainEqual(
      expect.objectContaining({ phase: 'before-choice', name: 'PHPSESSID', httpOnly: true, sameSite: 'Strict' }),
    );
    expect(ran.code).toBe(0);
  }, 90_000);

  it('gives the same findings twice, byte for byte, and keeps what it saw under its digest', async () => {
    const [first, second] = [path.join(folder, 'un'), path.join(folder, 'deux')];
    const declaration = path.join(folder, 'gar.yml');
    writeFileSync(path.join(folder, 'notice.xml'), exampleNotice);
    writeFileSync(
      declaration,
      `gar: { status: compatible, notice: "${folder}/notice.xml", samlMetadata: "${site.url}saml.xml" }\n`,
    );
    const asked = [`${site.url}balise`, '--format', 'json', '--declaration', declaration];
    const one = await run(...asked, '--out', first);
    const two = await run(...asked, '--out', second);
    expect(one.code).toBe(1);
    expect(JSON.stringify(reportOf(two).findings)).toBe(JSON.stringify(reportOf(one).findings));
    const sealed = createHash('sha256')
      .update(readFileSync(path.join(first, 'evidence.json')))
      .digest('hex');
    expect(reportOf(one).evidence?.digest).toBe(sealed);
    const [tag] = outcomes(one, 'failed').filter((each) => each.rule === 'traceurs/gestionnaire-de-balises');
    expect(tag?.records[0]?.quote).toMatchObject({ host: 'www.googletagmanager.com', initiator: `${site.url}balise` });
    // The files that connect the tool to the GAR were read beside the visit, and judged from what is kept of them.
    const [notice] = outcomes(one, 'failed').filter((each) => each.rule === 'gar/notice-valide');
    expect(notice?.records.map(({ quote }) => [quote['url'], quote['point'], quote['line']])).toEqual([
      ['notice.xml', 'publisher-siren', 9],
      ['notice.xml', 'resource-subject', null],
    ]);
    expect(outcomes(one, 'passed').map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['gar/metadonnees-saml', 'gar/vocabulaires-de-la-notice']),
    );
    const kept = JSON.parse(readFileSync(path.join(first, 'evidence.json'), 'utf8'));
    const { records } = kept.garFiles;
    expect(records).toHaveLength(2);
    expect(records.find(({ role }: { role: string }) => role === 'notice')).toMatchObject({
      ...{ source: 'notice.xml', url: null, text: exampleNotice },
    });
    expect(records.find(({ role }: { role: string }) => role === 'saml-metadata')).toMatchObject({
      ...{ source: `${site.url}saml.xml`, text: metadata() },
    });
    const page = readFileSync(path.join(first, 'proces-verbal.html'), 'utf8');
    expect(page).toContain('Fichiers du raccordement au GAR');
    expect(page).toContain(records[0].sha256);
  }, 120_000);

  it('concludes nothing of a page that never answers, and passes no rule', async () => {
    const ran = await run(`${site.url}muet`, '--format', 'json');
    expect(reportOf(ran)).toMatchObject({ outcome: 'inconclusive' });
    expect(reportOf(ran).reasons[0]?.code).toBe('timeout');
    expect(outcomes(ran, 'passed')).toEqual([]);
    expect(outcomes(ran, 'failed')).toEqual([]);
    expect(ran.code).toBe(3);
  }, 120_000);

  it.each([
    ['erreur', 'http-error'],
    ['vide', 'blank-page'],
  ])(
    'concludes nothing of /%s',
    async (address, code) => {
      const ran = await run(`${site.url}${address}`, '--format', 'json');
      expect(reportOf(ran).reasons[0]?.code).toBe(code);
      expect(outcomes(ran, 'passed')).toEqual([]);
      expect(ran.code).toBe(3);
    },
    90_000,
  );

  it.each([
    ['http://10.0.0.1/', 'réseau privé'],
    ['ftp://exemple.fr/', 'http:// ou https://'],
    ['https://moi:secret@exemple.fr/', 'mot de passe'],
    ['https://nom-qui-n-existe-pas.fr/', 'ne répond pas'],
  ])(
    'refuses %s and says what to do',
    async (address, words) => {
      const ran = await run(address);
      expect(ran.stdout).toContain(words);
      expect(ran.code).toBe(4);
    },
    60_000,
  );

  it('speaks French in the terminal and tells its progress elsewhere', async () => {
    const ran = await run(`${site.url}balise`, '--fail-on', 'jamais');
    expect(ran.stdout).toContain('NON RESPECTÉ');
    expect(ran.stdout).toContain('Corriger : ');
    expect(ran.stdout).not.toContain('Ouverture de la page');
    expect(ran.stderr).toContain('Ouverture de la page');
    expect(ran.stderr).toMatch(/Chromium \d+.*bac à sable/);
    expect(ran.code).toBe(0);
  }, 90_000);

  it.each([
    [[], 'Donnez une adresse'],
    [['http://a.fr/', '--format', 'pdf'], '--format attend'],
    [['http://a.fr/', '--fail-on', 'grave'], '--fail-on attend'],
    [['http://a.fr/', '--inconnu'], 'Option inconnue'],
  ])('refuses the arguments %j', async (args, words) => {
    const ran = await run(...args);
    expect(ran.stderr).toContain(words);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });

  it('refuses a declaration with a wrong date, naming the line', async () => {
    const file = path.join(folder, 'declaration.yml');
    writeFileSync(file, 'accountRequired: false\ndeclaredOn: "2026-02-30"\n');
    const ran = await run(site.url, '--declaration', file);
    expect(ran.stderr).toContain(`${file}:2`);
    expect(ran.stderr).toContain('Cette date n’existe pas');
    expect(ran.code).toBe(2);
  });

  it('never writes over an older bundle', async () => {
    const full = path.join(folder, 'plein');
    mkdirSync(full);
    writeFileSync(path.join(full, 'preuve'), 'x');
    const ran = await run('http://10.0.0.1/', '--out', full);
    expect(ran.stderr).toContain('n’est pas vide');
    expect(ran.code).toBe(2);
  });

  it('prints the JSON Schema of its report', async () => {
    const ran = await run('--schema');
    expect(JSON.parse(ran.stdout)).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
    expect(JSON.parse(ran.stdout)).toMatchObject({ type: 'object', properties: { findings: { type: 'array' } } });
    expect(ran.code).toBe(0);
  });
});

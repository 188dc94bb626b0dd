/** What the service itself fetches goes through the guard, whatever it is for: none of it can be sent inside. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchRobots } from '../../src/collect/fetch-robots.ts';
import { readGarFiles } from '../../src/collect/gar-files/read.ts';
import { readRepository, repositoryOfSite } from '../../src/collect/repository/read.ts';
import { type Guard, type Passage, startGuard } from '../../src/guard/guard.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import { type Loopback, serveHttp } from './loopback.ts';

let dns: FakeDns;
let guard: Guard;
let passage: Passage;
let site: Loopback;
let canary: Loopback;

/** Where the inside is, in the spellings that pass a naive reader. */
const insides = ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0x7f.1', 'dedans.test'];

beforeAll(async () => {
  canary = await serveHttp((_request, response) => response.end('MIT License'));
  // /vers/HOST/... sends to the canary under that name, and keeps the rest of the path as a forge would ask it.
  site = await serveHttp((request, response) => {
    const [, host, rest = ''] = /^\/vers\/([^/]+)(.*)$/.exec(request.url ?? '') ?? [];
    if (request.url === '/publiccode.yml') {
      return void response.end(`publiccodeYmlVersion: '0.4'\nurl: http://127.0.0.1:${canary.port}/equipe/outil\n`);
    }
    const status = request.method === 'POST' ? 307 : 302;
    response.writeHead(status, { location: `http://${host}:${canary.port}${rest}` }).end();
  });
  dns = await startDns({ 'outil.test': { A: ['127.0.0.1'] }, 'dedans.test': { A: ['127.0.0.1'] } });
  guard = await startGuard({ resolver: dns.address, allowNets: [`127.0.0.1/32:${site.port}`] });
  passage = await guard.open();
});
afterAll(async () => {
  await passage.close();
  await guard.stop();
  await Promise.all([dns.stop(), site.stop(), canary.stop()]);
});

const oneRecord = (set: Awaited<ReturnType<typeof readGarFiles>>) =>
  set.kind === 'collected' ? (set.records[0] ?? null) : set;

/** Each kind of fetch that the service makes, given where to go. */
const kinds: Record<string, (url: string) => Promise<{ kind: string } | null>> = {
  'a page as text': (url) => passage.fetch(`${url}/mentions-legales`),
  'robots.txt, by the visitor': (url) => fetchRobots(passage.proxyUrl, 'Preau')(url),
  'a proof of domain': (url) => passage.fetch(`${url}/.well-known/preau.txt`, { maxBytes: 512 }),
  'bytes (archive, image)': (url) => passage.fetch(`${url}/a.tar.gz`, { raw: true }),
  'a post (git, webhook)': (url) => passage.fetch(`${url}/git-upload-pack`, { post: Buffer.from('0000'), raw: true }),
  'a repository': (url) => readRepository(`${url}/equipe/outil`, passage),
  'a repository by its git address': (url) => readRepository(`${url}/equipe/outil.git`, passage),
  'one licence file': (url) => readRepository(`${url}/equipe/outil/LICENSE`, passage),
  'a notice for the GAR': async (url) =>
    oneRecord(await readGarFiles({ notice: `${url}/notice.xml`, 'saml-metadata': null }, passage)),
  'SAML metadata': async (url) =>
    oneRecord(await readGarFiles({ notice: null, 'saml-metadata': `${url}/saml.xml` }, passage)),
  'a publiccode.yml': (url) => readRepository(`${url}/publiccode.yml`, passage),
};

describe('a fetch of the service', () => {
  for (const [what, ask] of Object.entries(kinds)) {
    it(`of ${what} gets nothing from inside, aimed at it or sent there by a redirect`, async () => {
      for (const host of insides) {
        const straight = await ask(`http://${host}:${canary.port}`);
        const before = site.hits();
        const sent = await ask(`http://outil.test:${site.port}/vers/${host}`);
        expect(site.hits()).toBeGreaterThan(before);
        for (const got of [straight, sent]) {
          expect(JSON.stringify(got)).not.toContain('MIT License');
          // A post is never followed: its redirect is the answer, and nobody went there.
          // « none » and « failed » are the words of robots.txt.
          expect([
            'refused',
            'unavailable',
            'unread',
            'none',
            'failed',
            ...(what.startsWith('a post') ? ['answered'] : []),
          ]).toContain(got?.kind);
        }
      }
      expect(canary.hits()).toBe(0);
    });
  }

  it('does not follow a publiccode.yml that names the inside as its repository', async () => {
    const home = `http://outil.test:${site.port}/`;
    const named = await repositoryOfSite(home, passage);
    expect(named).toContain(`127.0.0.1:${canary.port}`);
    expect(await readRepository(named, passage)).toMatchObject({ kind: 'unavailable' });
    expect(await readRepository(`${home}publiccode.yml`, passage)).toMatchObject({ kind: 'unavailable' });
    expect(canary.hits()).toBe(0);
  });
});

describe('the source of the service', () => {
  it('opens connections nowhere but in the guard; mail to the operator’s own server is the only other way', () => {
    // Each of these goes through the proxy of a passage, as a test above proves.
    const proxied = [path.join('collect', 'fetch-robots.ts')];
    const root = new URL('../../src/', import.meta.url).pathname;
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
    expect(files.length).toBeGreaterThan(100);
    const dialling =
      /from '(undici|(node:)?(https|http2|tls|dgram|dns)(\/promises)?|node-fetch)'|\{[^}]*\b(request|get|connect|createConnection|Agent|Socket(?! as))\b[^}]*\} from 'node:(http|net)'/;
    const ways = files.filter(
      (name) => !name.startsWith(`guard${path.sep}`) && dialling.test(readFileSync(path.join(root, name), 'utf8')),
    );
    expect(ways).toEqual(proxied);
  });
});

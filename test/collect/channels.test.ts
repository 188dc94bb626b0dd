/** Every way for a page to send something, and who is behind it, compared with what the proxy saw leave. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../src/model/records.ts';
import { acceptTestCertificate, serveSecurely, testChain } from '../kit/https.ts';
import { type Site, serveSite } from '../kit/site.ts';
import { channels } from '../site/canaux.ts';
import { openStage, recordsOf } from './stage.ts';

const short = (url: string) => url.replace(/^https?:\/\//, '');
const manager = 'http://balises.test/gestionnaire.js';
const page = 'http://outil.test/page.js';

describe('a page that sends by every channel', () => {
  let proxy: Site;
  let stage: Awaited<ReturnType<typeof openStage>>;
  let requests: RequestRecord[];
  let again: RequestRecord[];
  const find = (address: string) => {
    const found = requests.find(({ url }) => short(url) === address);
    if (!found) throw new Error(`${address} was not told.`);
    return found;
  };
  beforeAll(async () => {
    proxy = await serveSite(channels);
    stage = await openStage({ proxyUrl: proxy.url });
    requests = recordsOf((await stage.play('http://outil.test/', 'before-choice')).sets.requests);
  });
  afterAll(async () => {
    await stage.close();
    await proxy.close();
  });

  it('is told request for request as the proxy saw it: none missed, none of Chromium’s own', () => {
    const told = requests.map(({ method, url }) => `${method} ${url}`);
    const left = proxy.requests.map(({ method, url }) => `${method} ${url}`);
    expect([...new Set(told)].toSorted()).toEqual([...new Set(left)].toSorted());
  });

  it('shows the channel of each', () => {
    expect(Object.fromEntries(requests.map(({ url, channel }) => [short(url), channel]))).toEqual({
      'outil.test/': 'page',
      'outil.test/page.js': 'page',
      'outil.test/bibliotheque.js': 'page',
      'outil.test/par-minuterie': 'page',
      'outil.test/avance.js': 'preload',
      'outil.test/entete.js': 'preload',
      'outil.test/module.js': 'preload',
      'outil.test/suite.txt': 'preload',
      'outil.test/violation': 'csp-report',
      'balises.test/gestionnaire.js': 'page',
      'mesure.test/mesure.js': 'page',
      'outil.test/signal': 'beacon',
      'mesure.test/saut': 'page',
      'arrivee.test/fin': 'page',
      'mesure.test/reste': 'page',
      'mesure.test/formulaire': 'page',
      'mesure.test/octets': 'page',
      'cadre.test/': 'frame',
      'cadre.test/cadre.js': 'frame',
      'cadre.test/du-cadre': 'frame',
      'outil.test/ouvrier.js': 'page',
      'outil.test/outils.js': 'worker',
      'mesure.test/minuteur.js': 'worker',
      'outil.test/de-ouvrier': 'worker',
      'outil.test/plus-tard': 'worker',
      'outil.test/texte-ouvrier': 'worker',
      'outil.test/partage.js': 'page',
      'outil.test/partage-1': 'worker',
      'outil.test/partage-2': 'worker',
      'outil.test/lib.js': 'worker',
      'outil.test/flux': 'event-source',
    });
  });

  it('never counts as sent what its own policy stopped', () => {
    expect(requests.map(({ url }) => url)).not.toContain('http://bloque.test/i.gif');
  });

  it.each([
    ['mesure.test/mesure.js', [manager, page]],
    ['outil.test/par-minuterie', ['http://outil.test/bibliotheque.js', manager, page]],
    ['outil.test/signal', ['http://mesure.test/mesure.js', manager, page]],
    ['arrivee.test/fin', ['http://mesure.test/mesure.js', manager, page]],
    ['cadre.test/du-cadre', ['http://cadre.test/cadre.js', 'http://cadre.test/', manager, page]],
    ['outil.test/de-ouvrier', ['http://outil.test/outils.js', 'http://outil.test/ouvrier.js', manager, page]],
    [
      'outil.test/plus-tard',
      ['http://outil.test/outils.js', 'http://mesure.test/minuteur.js', 'http://outil.test/ouvrier.js', manager, page],
    ],
    ['outil.test/texte-ouvrier', [manager, page]],
    ['outil.test/partage-1', ['http://outil.test/partage.js', manager, page]],
    ['outil.test/flux', [manager, page]],
  ])('leads from %s back to the tag manager and to the script that brought it', (address, chain) => {
    expect(find(address).initiator.chain).toEqual(chain);
  });

  it('never tells an address that the browser drew at random', () => {
    expect(JSON.stringify(requests)).not.toContain('blob:');
  });

  it('hashes bodies, files and raw bytes included', () => {
    const lengths = ['outil.test/signal', 'mesure.test/reste', 'mesure.test/formulaire', 'mesure.test/octets'].map(
      (address) => find(address).body?.length ?? null,
    );
    expect(lengths).toEqual([8, 3, 292, 3]);
    expect(find('outil.test/').body).toBeNull();
  });

  it('counts the bytes of the content, and none for a stream', () => {
    expect(find('outil.test/lib.js').bytes).toBe(1);
    expect(find('outil.test/flux').bytes).toBeNull();
  });

  it('gives the same records at a second visit', async () => {
    again = recordsOf((await stage.play('http://outil.test/', 'before-choice')).sets.requests);
    const set = (records: RequestRecord[]) => records.map((each) => JSON.stringify(each)).toSorted();
    expect(set(again)).toEqual(set(requests));
  });
});

describe('a page over https', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage({ extraArgs: [acceptTestCertificate] });
  });
  afterAll(() => stage.close());

  it('shows protocol, certificate and chain, the early hints followed and the reports ordered', async () => {
    const site = await serveSecurely((request, response) => {
      if (request.url !== '/') return response.end('1');
      response.writeEarlyHints({
        link: ['</indice.css>; rel=preload; as=style', '<https://localhost>; rel=preconnect'],
      });
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': "img-src 'self'; report-to rapports",
        'reporting-endpoints': `rapports="/rapports"`,
      });
      return response.end(
        '<!doctype html><html lang="fr"><title>S</title><h1>Lire</h1><img src="https://bloque.test/i">',
      );
    });
    const { sets } = await stage.play(site.url, 'before-choice');
    await site.close();
    const origin = site.url.slice(0, -1);
    expect(recordsOf(sets.connections)).toEqual([
      {
        phase: 'before-choice',
        origin,
        protocol: 'h2',
        tls: {
          version: 'TLS 1.3',
          cipher: expect.stringMatching(/^(AES|CHACHA)/),
          subject: 'outil.test',
          issuer: 'Autorite de test Preau',
          names: ['*.outil.test', '127.0.0.1', 'localhost', 'outil.test'],
          validFrom: '2026-11-24T11:19:21.000Z',
          validTo: '2125-06-18T11:19:21.000Z',
          chain: testChain,
        },
      },
    ]);
    expect(
      recordsOf(sets.requests).map(({ url, channel, failure }) => [url.slice(origin.length), channel, failure]),
    ).toEqual([
      ['/', 'page', null],
      ['/indice.css', 'preload', null],
      ['/rapports', 'csp-report', 'queued-by-the-browser'],
    ]);
  });

  it('keeps what it asked in clear and the browser stopped, which is no request', async () => {
    const site = await serveSecurely((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        '<!doctype html><title>S</title><h1>Lire</h1><script src="http://b.test/s.js"></script><script>fetch("http://a.test/x").catch(() => {})</script>',
      );
    });
    const { sets } = await stage.play(site.url, 'before-choice');
    await site.close();
    const [page] = recordsOf(sets.pages);
    expect(page?.mixedContent).toEqual(['http://a.test/x', 'http://b.test/s.js']);
    expect(recordsOf(sets.requests).map(({ url }) => url)).toEqual([site.url]);
  });
});

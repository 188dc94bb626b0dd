import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Guard, type Passage, startGuard } from '../../src/guard/guard.ts';
import { patientMs } from '../kit/bounds.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import { type Loopback, serveHttp } from './loopback.ts';

function* endlessZeros() {
  for (;;) yield Buffer.alloc(65_536);
}

let dns: FakeDns;
let guard: Guard;
let passage: Passage;
let site: Loopback;
let canary: Loopback;
let at: (path: string) => string;

beforeAll(async () => {
  canary = await serveHttp((_request, response) => response.end('inside'));
  site = await serveHttp((request, response) => {
    const to = (location: string, status = 302) => response.writeHead(status, { location }).end('moved');
    const { pathname, searchParams } = new URL(`http://x${request.url}`);
    if (pathname === '/vers') return void to(searchParams.get('ou') ?? '', Number(searchParams.get('avec') ?? 302));
    if (pathname === '/encore') return void to(`/encore?n=${Number(searchParams.get('n')) + 1}`);
    if (pathname === '/long') return void response.end('é'.repeat(600_000));
    if (pathname === '/bombe') {
      const zeros = Readable.from(endlessZeros()).pipe(createGzip());
      return void pipeline(zeros, response.writeHead(200, { 'content-encoding': 'gzip' }), () => {});
    }
    if (pathname === '/latin') {
      return void response.writeHead(200, { 'content-type': 'text/html; charset=ISO-8859-1' }).end('école', 'latin1');
    }
    if (pathname === '/lent') return void response.write('un peu');
    if (pathname === '/coupe') return void response.write('un peu', () => request.socket.destroy());
    if (pathname === '/303-sans-adresse') return void response.writeHead(303).end('rien');
    response.setHeader('x-recu', request.headers['x-envoi'] ?? '');
    response.writeHead(pathname === '/absent' ? 404 : 200).end(`bonjour ${pathname}`);
  });
  dns = await startDns({
    'outil.test': { A: ['127.0.0.1'] },
    'dedans.test': { A: ['127.0.0.1'] },
    'prive.test': { A: ['10.0.0.1'] },
  });
  guard = await startGuard({ resolver: dns.address, allowNets: [`127.0.0.0/8:${site.port}`] });
  passage = await guard.open();
  at = (rest) => `http://outil.test:${site.port}${rest}`;
});
afterAll(async () => {
  await passage.close();
  await guard.stop();
  await Promise.all([dns.stop(), site.stop(), canary.stop()]);
});

describe('the guarded fetch', () => {
  it('gives the page, its status and its headers', async () => {
    expect(await passage.fetch(at('/page'), { headers: { 'x-envoi': 'oui' } })).toMatchObject({
      kind: 'answered',
      url: at('/page'),
      status: 200,
      headers: { 'x-recu': 'oui' },
      body: 'bonjour /page',
      truncated: false,
    });
    expect(await passage.fetch(at('/absent'))).toMatchObject({ kind: 'answered', status: 404 });
  });

  it.each([301, 302, 303, 307, 308])('follows a redirect %i, relative or absolute', async (status) => {
    const relative = await passage.fetch(at(`/vers?ou=/la&avec=${status}`));
    const absolute = await passage.fetch(at(`/vers?ou=${encodeURIComponent(at('/la'))}&avec=${status}`));
    for (const got of [relative, absolute]) {
      expect(got).toMatchObject({ kind: 'answered', url: at('/la'), body: 'bonjour /la' });
    }
  });

  it('takes a redirect without a destination as the answer', async () => {
    expect(await passage.fetch(at('/303-sans-adresse'))).toMatchObject({ kind: 'answered', status: 303, body: 'rien' });
  });

  it('stops after ten redirects', async () => {
    const before = site.hits();
    expect(await passage.fetch(at('/encore?n=0'))).toEqual({
      kind: 'refused',
      reason: 'too-many-redirects',
      address: at('/encore?n=0'),
    });
    expect(site.hits() - before).toBeLessThanOrEqual(11);
  });

  it.each([
    ['http://127.0.0.1:PORT/', 'private-address'],
    ['http://dedans.test:PORT/', 'port'],
    ['http://2130706433:PORT/', 'private-address'],
    ['http://[::ffff:127.0.0.1]:PORT/', 'private-address'],
    ['//localhost:PORT/', 'special-name'],
    ['http://prive.test/', 'private-address'],
    ['http://169.254.169.254/latest/meta-data/', 'private-address'],
    ['http://a:b@outil.test/', 'credentials'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://outil.test/', 'scheme'],
    ['http://', 'not-a-url'],
  ])('refuses to be sent inside by a redirect to %s', async (target, reason) => {
    const place = target.replace('PORT', String(canary.port));
    const got = await passage.fetch(at(`/vers?ou=${encodeURIComponent(place)}`));
    expect(got).toMatchObject({ kind: 'refused', reason });
    expect(canary.hits()).toBe(0);
  });

  it('cuts a body at the size asked for, and says so', async () => {
    const got = await passage.fetch(at('/long'), { maxBytes: 1_000 });
    expect(got).toMatchObject({ kind: 'answered', body: 'é'.repeat(500), truncated: true });
  });

  it('is not filled by a gzip bomb that never ends', async () => {
    const got = await passage.fetch(at('/bombe'), { maxBytes: 100_000 });
    expect(got).toMatchObject({ kind: 'answered', truncated: true });
    expect(got.kind === 'answered' && got.body.length).toBe(100_000);
  });

  it('reads the charset that the page announces', async () => {
    expect(await passage.fetch(at('/latin'))).toMatchObject({ body: 'école' });
  });

  it.each(['/lent', '/coupe'])('tells a broken or endless answer as failed: %s', async (rest) => {
    const start = performance.now();
    const got = await passage.fetch(at(rest), { timeoutMs: 700 });
    expect(got).toMatchObject({ kind: 'failed' });
    expect(performance.now() - start).toBeLessThan(patientMs);
  });

  it('tells a server that is down as failed', async () => {
    const gone = await serveHttp(() => {});
    await gone.stop();
    const wide = await startGuard({ resolver: dns.address, allowNets: ['127.0.0.0/8'] });
    const other = await wide.open();
    expect(await other.fetch(`http://outil.test:${gone.port}/`)).toMatchObject({ kind: 'failed' });
    await wide.stop();
  });
});

describe('over https', () => {
  it('the guarded fetch verifies the certificate', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'preau-tls-'));
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=outil.test';
    const options = [...words.split(' '), '-addext', 'subjectAltName=DNS:outil.test', '-keyout', key, '-out', cert];
    execFileSync('openssl', options, { stdio: 'ignore' });
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => {
      response.end('bonjour');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const wide = await startGuard({ resolver: dns.address, allowNets: ['127.0.0.0/8'] });
    const other = await wide.open();

    const unknown = await other.fetch(`https://outil.test:${port}/`);
    expect(unknown).toMatchObject({ kind: 'failed', detail: expect.stringContaining('CERT') });

    const usual = getCACertificates();
    setDefaultCACertificates([...usual, readFileSync(cert, 'utf8')]);
    const known = await other.fetch(`https://outil.test:${port}/`);
    const otherName = await other.fetch(`https://dedans.test:${port}/`);
    setDefaultCACertificates(usual);
    expect(known).toMatchObject({ kind: 'answered', body: 'bonjour' });
    expect(otherName).toMatchObject({ kind: 'failed', detail: expect.stringContaining('ALTNAME') });

    await wide.stop();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
});

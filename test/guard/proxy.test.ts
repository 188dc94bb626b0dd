import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Guard, startGuard } from '../../src/guard/guard.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import { type Loopback, rawExchange, serveHttp, serveTcp, throughProxy } from './loopback.ts';

let guard: Guard;
let dns: FakeDns;
let echo: Loopback;

beforeAll(async () => {
  echo = await serveHttp(async (request, response) => {
    const body = await text(request);
    response.writeHead(request.url === '/absent' ? 404 : 200, {
      'content-type': 'application/json',
      'set-cookie': ['a=1', 'b=2'],
      'x-preau-guard': 'forged',
      'keep-alive': 'timeout=99',
      connection: 'x-secret, keep-alive',
      'x-secret': 'of one hop',
    });
    response.end(JSON.stringify({ method: request.method, url: request.url, raw: request.rawHeaders, body }));
  });
  dns = await startDns({
    'outil.test': { A: ['127.0.0.1'] },
    'deux.test': { A: ['127.0.0.9', '127.0.0.1'] },
  });
  guard = await startGuard({ resolver: dns.address, allowNets: ['127.0.0.0/8'] });
});
afterAll(async () => {
  await guard.stop();
  await dns.stop();
  await echo.stop();
});

describe('plain http through a passage', () => {
  it('brings the method, the path, the body and the end-to-end headers to the server and back', async () => {
    const passage = await guard.open();
    const answer = await throughProxy(passage.proxyUrl, `http://outil.test:${echo.port}/a%20b?c=%C3%A9&d`, {
      method: 'POST',
      headers: {
        'x-own': 'kept',
        connection: 'x-hop',
        'x-hop': 'dropped',
        'proxy-authorization': 'dropped',
        'proxy-connection': 'keep-alive',
        te: 'trailers',
      },
      body: 'corps',
    });
    const seen = JSON.parse(answer.body);
    expect(answer.status).toBe(200);
    expect(seen).toMatchObject({ method: 'POST', url: '/a%20b?c=%C3%A9&d', body: 'corps' });
    expect(seen.raw.join(' ')).toContain('x-own kept');
    expect(seen.raw.join(' ')).toContain(`Host outil.test:${echo.port}`);
    expect(seen.raw.join(' ')).not.toMatch(/dropped|proxy-|trailers/i);
    expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(answer.headers['x-secret']).toBeUndefined();
    await passage.close();
  });

  it('does not let a site forge a refusal of the guard', async () => {
    const passage = await guard.open();
    expect((await throughProxy(passage.proxyUrl, `http://outil.test:${echo.port}/absent`)).guard).toBeNull();
    await passage.close();
  });

  it('names the server that was checked, whatever Host header the client sent', async () => {
    const passage = await guard.open();
    const answer = await throughProxy(passage.proxyUrl, `http://outil.test:${echo.port}/`, {
      headers: { host: 'ailleurs.test' },
    });
    expect(answer.body).not.toContain('ailleurs');
    await passage.close();
  });

  it('frames the body of a GET again, so that it cannot be read as a second request', async () => {
    const passage = await guard.open();
    const port = Number(new URL(passage.proxyUrl).port);
    const smuggled = 'GET /volee HTTP/1.1\r\n\r\n';
    const answer = await rawExchange(
      port,
      `GET http://outil.test:${echo.port}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n` +
        `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`,
    );
    expect(answer).toContain(JSON.stringify(smuggled).slice(1, -1));
    expect(answer.match(/"method"/g)?.length).toBe(1);
    await passage.close();
  });

  it.each(['/', '*', 'https://outil.test/', 'ftp://outil.test/', 'file:///etc/passwd', 'outil.test'])(
    'answers 400 to what a proxy is not asked: %s',
    async (target) => {
      const passage = await guard.open();
      const port = Number(new URL(passage.proxyUrl).port);
      const answer = await rawExchange(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(await passage.close()).toEqual([]);
    },
  );

  it('tells a server that is down from one that is refused', async () => {
    const gone = await serveHttp(() => {});
    await gone.stop();
    const passage = await guard.open();
    const answer = await throughProxy(passage.proxyUrl, `http://outil.test:${gone.port}/`);
    expect([answer.status, answer.guard]).toEqual([502, 'ECONNREFUSED']);
    expect(await passage.close()).toMatchObject([
      { verdict: 'failed', reason: 'ECONNREFUSED', answers: [{ address: '127.0.0.1', ttl: 0 }] },
    ]);
  });

  it('tries the other addresses of a name when one does not answer', async () => {
    const passage = await guard.open();
    const answer = await throughProxy(passage.proxyUrl, `http://deux.test:${echo.port}/`);
    expect(answer.status).toBe(200);
    const answers = [{ address: '127.0.0.1' }, { address: '127.0.0.9' }];
    expect(await passage.close()).toMatchObject([{ answers, address: '127.0.0.1' }]);
  });

  it.each([
    ['nonsense', 'n’importe quoi\r\n\r\n'],
    ['nothing', ''],
    ['half a head', 'HTTP/1.1 200 OK\r\nContent-'],
    [
      'a protocol that nobody asked for',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
    ],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ])('answers 502 when the server says %s, and goes on', async (_what, words) => {
    const rude = await serveTcp((socket) => socket.once('data', () => socket.end(words)));
    const passage = await guard.open();
    const answer = await throughProxy(passage.proxyUrl, `http://outil.test:${rude.port}/`);
    expect([answer.status, answer.guard]).toEqual([502, 'answer-broken']);
    expect((await throughProxy(passage.proxyUrl, `http://outil.test:${echo.port}/`)).status).toBe(200);
    await passage.close();
    await rude.stop();
  });

  it('reads addresses and cookies far longer than Node does by default', async () => {
    const passage = await guard.open();
    const url = `http://10.0.0.1:8/${'a'.repeat(40_000)}`;
    const answer = await throughProxy(passage.proxyUrl, url, { headers: { cookie: 'b'.repeat(40_000) } });
    expect([answer.status, answer.guard]).toEqual([403, 'private-address']);
    await passage.close();
  });

  it.each(['x: \x7f', 'x: \x01', 'x\x80: 1', 'Content-Length: 1\r\nContent-Length: 2', 'Expect: tout'])(
    'is not brought down by the odd header %j',
    async (header) => {
      const passage = await guard.open();
      const port = Number(new URL(passage.proxyUrl).port);
      const head = `GET http://outil.test:${echo.port}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${header}\r\n\r\n`;
      expect(await rawExchange(port, head)).toMatch(/^HTTP\/1\.1 4\d\d |^HTTP\/1\.1 200 /);
      expect((await throughProxy(passage.proxyUrl, `http://outil.test:${echo.port}/`)).status).toBe(200);
      await passage.close();
    },
  );
});

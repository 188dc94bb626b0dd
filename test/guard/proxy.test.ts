import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { ProxyAgent, WebSocket } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Guard, startGuard } from '../../src/guard/guard.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import {
  connectThrough,
  type Loopback,
  rawExchange,
  serveHttp,
  serveTcp,
  serveWebSocket,
  throughProxy,
} from './loopback.ts';

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
    'www.outil.test': { alias: 'outil.test' },
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
      { verdict: 'failed', reason: 'ECONNREFUSED', answers: ['127.0.0.1'] },
    ]);
  });

  it('tries the other addresses of a name when one does not answer', async () => {
    const passage = await guard.open();
    const answer = await throughProxy(passage.proxyUrl, `http://deux.test:${echo.port}/`);
    expect(answer.status).toBe(200);
    expect(await passage.close()).toMatchObject([{ answers: ['127.0.0.1', '127.0.0.9'], address: '127.0.0.1' }]);
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

describe('a tunnel', () => {
  it('carries bytes both ways and passes on the end of each side', async () => {
    // The server answers only once the client has said that it is done.
    const upper = await serveTcp(async (socket) => socket.end((await text(socket)).toUpperCase()));
    const passage = await guard.open();
    const { status, socket } = await connectThrough(passage.proxyUrl, `outil.test:${upper.port}`);
    socket.end('bonjour');
    expect([status, await text(socket)]).toEqual([200, 'BONJOUR']);
    await passage.close();
    await upper.stop();
  });

  it('opens a WebSocket as a browser does through CONNECT', async () => {
    const server = await serveWebSocket();
    const passage = await guard.open();
    const dispatcher = new ProxyAgent(passage.proxyUrl);
    const socket = new WebSocket(`ws://outil.test:${server.port}/`, { dispatcher });
    const [message] = await once(socket, 'message');
    expect(message.data).toBe('bonjour');
    expect(await passage.close()).toMatchObject([{ host: 'outil.test', port: server.port, verdict: 'allowed' }]);
    await dispatcher.destroy();
    await server.stop();
  });

  it('opens a WebSocket asked in absolute form too', async () => {
    const server = await serveWebSocket();
    const passage = await guard.open();
    const port = Number(new URL(passage.proxyUrl).port);
    const answer = rawExchange(
      port,
      `GET http://outil.test:${server.port}/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    setTimeout(() => void server.stop(), 500);
    const received = await answer;
    expect(received).toContain('101 Switching Protocols');
    expect(received).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect(received).toContain('bonjour');
    await passage.close();
  });

  it('is refused towards the inside, in every spelling, when no net is allowed', async () => {
    const strict = await startGuard({ resolver: dns.address, allowNets: [] });
    const passage = await strict.open();
    const refused = {
      'localhost:22': 'special-name',
      'outil.test:8080': 'port',
      '127.0.0.1:25': 'private-address',
      '0x7f.1:443': 'private-address',
      '2130706433:443': 'private-address',
      '[::1]:443': 'private-address',
      '[::ffff:127.0.0.1]:443': 'private-address',
      '169.254.169.254:80': 'private-address',
    };
    for (const [target, reason] of Object.entries(refused)) {
      const tunnel = await connectThrough(passage.proxyUrl, target);
      expect([target, tunnel.status, tunnel.guard]).toEqual([target, 403, reason]);
    }
    const hosts = new Set((await passage.close()).map(({ host, verdict }) => `${verdict} ${host}`));
    expect(hosts).toEqual(
      new Set([
        'refused 127.0.0.1',
        'refused 169.254.169.254',
        'refused [::1]',
        'refused [::ffff:7f00:1]',
        'refused localhost',
        'refused outil.test',
      ]),
    );
    expect(dns.questions).not.toContain('A localhost');
    await strict.stop();
  });

  it.each(['outil.test', 'outil.test:', 'outil.test:0', 'outil.test:99999', 'a@outil.test:443', 'outil.test:443/x'])(
    'is not opened for the malformed target %s',
    async (target) => {
      const passage = await guard.open();
      const port = Number(new URL(passage.proxyUrl).port);
      expect(await rawExchange(port, `CONNECT ${target} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
      await passage.close();
    },
  );
});

describe('the end of a visit', () => {
  it('does not wait for a client that is in the middle of a sentence', async () => {
    const passage = await guard.open();
    const client = connect(Number(new URL(passage.proxyUrl).port), '127.0.0.1').on('error', () => {});
    client.write('GET http://outil.test/ HTTP/1.1\r\nHo');
    await once(client, 'connect');
    const cut = once(client, 'close');
    const start = performance.now();
    await throughProxy(passage.proxyUrl, `http://outil.test:${echo.port}/`);
    await passage.close();
    await cut;
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe('the journal', () => {
  it('holds each exchange of its own visit once, sorted, whatever the order of the wire', async () => {
    const mine = await guard.open();
    const other = await guard.open();
    for (const name of ['www.outil.test', 'outil.test', 'outil.test', 'www.outil.test', '10.0.0.1']) {
      await throughProxy(mine.proxyUrl, `http://${name}:${name === '10.0.0.1' ? 80 : echo.port}/`);
    }
    await throughProxy(other.proxyUrl, `http://deux.test:${echo.port}/`);
    const seen = { port: echo.port, answers: ['127.0.0.1'], address: '127.0.0.1', verdict: 'allowed', reason: null };
    expect(await mine.close()).toEqual([
      {
        host: '10.0.0.1',
        port: 80,
        answers: [],
        cnames: [],
        address: null,
        verdict: 'refused',
        reason: 'private-address',
      },
      { host: 'outil.test', cnames: [], ...seen },
      { host: 'www.outil.test', cnames: ['outil.test'], ...seen },
    ]);
    expect(await other.close()).toMatchObject([{ host: 'deux.test' }]);
  });
});

describe('the budgets of a visit', () => {
  it('cut the visit at the byte that is too much, and say so', async () => {
    const flood = await serveHttp((_request, response) => {
      const pour = () => {
        while (response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    const thrifty = await startGuard({ resolver: dns.address, allowNets: ['127.0.0.0/8'] }, { bytes: 1_000_000 });
    const passage = await thrifty.open();
    const { hostname, port } = new URL(passage.proxyUrl);
    const [incoming] = await once(get({ hostname, port, path: `http://outil.test:${flood.port}/` }), 'response');
    let received = 0;
    const reading = (async () => {
      for await (const chunk of incoming) received += chunk.length;
    })();
    await expect(reading).rejects.toThrow('aborted');
    expect(received).toBeLessThan(1_100_000);
    const after = await throughProxy(passage.proxyUrl, `http://www.outil.test:${flood.port}/`);
    expect([after.status, after.guard]).toEqual([403, 'byte-budget']);
    expect((await passage.close()).map((each) => [each.host, each.verdict, each.reason])).toEqual([
      ['outil.test', 'allowed', null],
      ['outil.test', 'failed', 'byte-budget'],
      ['www.outil.test', 'refused', 'byte-budget'],
    ]);
    await thrifty.stop();
    await flood.stop();
  });

  it('refuse one connection too many, and let it in when another ends', async () => {
    const quiet = await serveTcp((socket) => socket.resume().on('end', () => socket.end()));
    const narrow = await startGuard({ resolver: dns.address, allowNets: ['127.0.0.0/8'] }, { connections: 2 });
    const passage = await narrow.open();
    const target = `outil.test:${quiet.port}`;
    const first = await connectThrough(passage.proxyUrl, target);
    await connectThrough(passage.proxyUrl, target);
    const third = await connectThrough(passage.proxyUrl, target);
    expect([third.status, third.guard]).toEqual([403, 'connection-budget']);
    first.socket.destroy();
    await expect
      .poll(async () => (await connectThrough(passage.proxyUrl, target)).status, { timeout: 2_000 })
      .toBe(200);
    await narrow.stop();
    await quiet.stop();
  });

  it('let go of a connection that says nothing, and tell a browser that waits', async () => {
    const quiet = await serveTcp(() => {});
    const hasty = await startGuard({ resolver: dns.address, allowNets: ['127.0.0.0/8'] }, { idleMs: 500 });
    const passage = await hasty.open();
    const start = performance.now();
    const answer = await throughProxy(passage.proxyUrl, `http://outil.test:${quiet.port}/`);
    expect([answer.status, answer.guard]).toEqual([502, 'answer-broken']);
    const { socket } = await connectThrough(passage.proxyUrl, `outil.test:${quiet.port}`);
    await once(socket.resume(), 'close');
    expect(performance.now() - start).toBeLessThan(4_000);
    await hasty.stop();
    await quiet.stop();
  });

  it('stop a page that invents names for ever', async () => {
    const short = await startGuard({ resolver: dns.address, allowNets: [] }, { exchanges: 20 });
    const passage = await short.open();
    const reasons: (string | null)[] = [];
    for (let index = 0; index < 60; index += 1) {
      reasons.push((await throughProxy(passage.proxyUrl, `http://n${index}.invente.test/`)).guard);
    }
    expect(reasons.slice(19, 21)).toEqual(['unresolvable', 'exchange-budget']);
    expect((await passage.close()).length).toBeLessThanOrEqual(40);
    await short.stop();
  });
});

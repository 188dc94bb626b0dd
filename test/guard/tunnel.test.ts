import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ProxyAgent, WebSocket } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Guard, startGuard } from '../../src/guard/guard.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import { connectThrough, rawExchange, serveTcp, serveWebSocket } from './loopback.ts';

let guard: Guard;
let dns: FakeDns;

beforeAll(async () => {
  dns = await startDns({ 'outil.test': { A: ['127.0.0.1'] } });
  guard = await startGuard({ resolver: dns.address, allowNets: ['127.0.0.0/8'] });
});
afterAll(async () => {
  await guard.stop();
  await dns.stop();
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

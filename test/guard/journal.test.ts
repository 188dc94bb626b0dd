import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Guard, startGuard } from '../../src/guard/guard.ts';
import { openJournal } from '../../src/guard/journal.ts';
import { patientMs } from '../kit/bounds.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import { connectThrough, type Loopback, serveHttp, serveTcp, throughProxy } from './loopback.ts';

let guard: Guard;
let dns: FakeDns;
let echo: Loopback;

beforeAll(async () => {
  echo = await serveHttp((_request, response) => response.end('bonjour'));
  dns = await startDns({
    'outil.test': { A: ['127.0.0.1'], ttl: 300 },
    'www.outil.test': { alias: 'outil.test', ttl: 3_600 },
    'deux.test': { A: ['127.0.0.9', '127.0.0.1'] },
    // What a resolver with DNS64 answers for a name that has only an IPv4 address.
    'traduit.test': { A: ['93.184.215.14'], AAAA: ['64:ff9b::5db8:d70e'] },
    'traduit-dedans.test': { AAAA: ['64:ff9b::a00:1'] },
  });
  guard = await startGuard({ resolver: dns.address, allowNets: ['127.0.0.0/8'] });
});
afterAll(async () => {
  await guard.stop();
  await dns.stop();
  await echo.stop();
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
    expect(performance.now() - start).toBeLessThan(patientMs);
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
    const answers = [{ address: '127.0.0.1', ttl: 300 }];
    const seen = { port: echo.port, answers, address: '127.0.0.1', verdict: 'allowed', reason: null };
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

  it('writes the same lines whatever a cache made of the TTL, and keeps the longest', () => {
    const ttls = fc.array(fc.option(fc.nat(86_400)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(ttls, (told) => {
        const journal = openJournal(10);
        for (const ttl of told) {
          const answers = [{ address: '192.0.2.1', ttl }];
          journal.write({
            host: 'a.fr',
            port: 443,
            answers,
            cnames: [],
            address: null,
            verdict: 'allowed',
            reason: null,
          });
        }
        const known = told.filter((each) => each !== null);
        expect(journal.read().map((each) => each.answers)).toEqual([
          [{ address: '192.0.2.1', ttl: known.length === 0 ? null : Math.max(...known) }],
        ]);
      }),
    );
  });

  it('tells a translated address apart from a private one', async () => {
    const passage = await guard.open();
    for (const name of ['traduit.test', 'traduit-dedans.test']) {
      const answer = await throughProxy(passage.proxyUrl, `http://${name}/`);
      expect(answer.status).toBe(403);
    }
    const reasons = (await passage.close()).map(({ host, reason, answers }) => [host, reason, answers.length]);
    expect(reasons).toEqual([
      ['traduit-dedans.test', 'private-address', 1],
      ['traduit.test', 'translated-address', 2],
    ]);
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
    expect(performance.now() - start).toBeLessThan(patientMs);
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

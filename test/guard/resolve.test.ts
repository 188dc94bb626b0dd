import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dial } from '../../src/guard/dial.ts';
import { openResolve } from '../../src/guard/resolve.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import { serveHttp } from './loopback.ts';

let dns: FakeDns;

beforeAll(async () => {
  dns = await startDns({
    'deux-familles.test': { A: ['127.0.0.9', '127.0.0.1'], AAAA: ['0:0:0:0:0:0:0:1'] },
    'quatre-seul.test': { A: ['127.0.0.1'] },
    'six-muet.test': { A: ['127.0.0.1'], AAAA: [] },
    'alias.test': { alias: 'milieu.test' },
    'milieu.test': { alias: 'quatre-seul.test' },
    'rond.test': { alias: 'rond-aussi.test' },
    'rond-aussi.test': { alias: 'rond.test' },
    'muet.test': 'silent',
    localhost: {},
  });
});
afterAll(() => dns.stop());

describe('a name', () => {
  it.each([
    ['deux-familles.test', { addresses: ['127.0.0.1', '127.0.0.9', '::1'], cnames: [] }],
    ['quatre-seul.test', { addresses: ['127.0.0.1'], cnames: [] }],
    ['six-muet.test', { addresses: ['127.0.0.1'], cnames: [] }],
    ['alias.test', { addresses: ['127.0.0.1'], cnames: ['milieu.test', 'quatre-seul.test'] }],
    ['rond.test', { addresses: [], cnames: [] }],
    ['inconnu.test', { addresses: [], cnames: [] }],
    [`${'a'.repeat(64)}.test`, { addresses: [], cnames: [] }],
  ])('is resolved to its addresses in a stable order and to its chain: %s', async (name, answer) => {
    expect(await openResolve(dns.address, 5_000)(name)).toEqual(answer);
  });

  it('is asked once for each family', async () => {
    const before = dns.questions.length;
    await openResolve(dns.address, 5_000)('quatre-seul.test');
    expect(dns.questions.slice(before).sort()).toEqual([
      'A quatre-seul.test',
      'AAAA quatre-seul.test',
      'CNAME quatre-seul.test',
    ]);
  });

  it('is asked the system’s own way when no resolver is set', async () => {
    // The files of the system know localhost: no question leaves the machine.
    const { addresses } = await openResolve(null, 5_000, dns.address)('localhost');
    expect(addresses).toContain('127.0.0.1');
    expect(dns.questions).toContain('CNAME localhost');
    expect(dns.questions).not.toContain('A localhost');
  });

  it('counts as without answer when its server is silent for too long', async () => {
    const start = performance.now();
    expect(await openResolve(dns.address, 300)('muet.test')).toEqual({ addresses: [], cnames: [] });
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('a connection', () => {
  it('fails with the reason of the system when nothing listens', async () => {
    const gone = await serveHttp(() => {});
    await gone.stop();
    expect(await dial(['127.0.0.1'], gone.port, 500)).toEqual({ kind: 'failed', reason: 'ECONNREFUSED' });
  });

  it('says which of the addresses took it', async () => {
    const server = await serveHttp(() => {}, '127.0.0.3');
    const dialled = await dial(['127.0.0.2', '127.0.0.3'], server.port, 2_000);
    expect(dialled).toMatchObject({ kind: 'connected', address: '127.0.0.3' });
    if (dialled.kind === 'connected') dialled.socket.destroy();
    await server.stop();
  });
});

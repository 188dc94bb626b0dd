import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dial } from '../../src/guard/dial.ts';
import { openResolve } from '../../src/guard/resolve.ts';
import { patientMs } from '../kit/bounds.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import { serveHttp } from './loopback.ts';

let dns: FakeDns;

beforeAll(async () => {
  dns = await startDns({
    'deux-familles.test': { A: ['127.0.0.9', '127.0.0.1'], AAAA: ['0:0:0:0:0:0:0:1'], ttl: 60 },
    'quatre-seul.test': { A: ['127.0.0.1'], ttl: 3_600 },
    'six-muet.test': { A: ['127.0.0.1'], AAAA: [] },
    'toujours.test': { A: ['127.0.0.1'], ttl: 2 ** 31 - 1 },
    // The shortest TTL of a chain is how long its answer holds.
    'alias.test': { alias: 'milieu.test', ttl: 7_200 },
    'milieu.test': { alias: 'quatre-seul.test', ttl: 90 },
    'rond.test': { alias: 'rond-aussi.test' },
    'rond-aussi.test': { alias: 'rond.test' },
    'muet.test': 'silent',
    localhost: { A: ['127.0.0.1'], ttl: 7 },
  });
});
afterAll(() => dns.stop());

describe('a name', () => {
  it.each([
    ['deux-familles.test', ['127.0.0.1', '127.0.0.9', '::1'], 60, []],
    ['quatre-seul.test', ['127.0.0.1'], 3_600, []],
    ['six-muet.test', ['127.0.0.1'], 0, []],
    ['toujours.test', ['127.0.0.1'], 2 ** 31 - 1, []],
    ['alias.test', ['127.0.0.1'], 90, ['milieu.test', 'quatre-seul.test']],
    ['rond.test', [], 0, []],
    ['inconnu.test', [], 0, []],
    [`${'a'.repeat(64)}.test`, [], 0, []],
  ])('is resolved to its addresses in a stable order, with TTL and chain: %s', async (name, addresses, ttl, cnames) => {
    const answer = { addresses: addresses.map((address) => ({ address, ttl })), cnames };
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
    // The files of the system know localhost, and know it without a TTL: only DNS tells one.
    const told = await openResolve(null, 5_000, dns.address)('localhost');
    expect(told.addresses).toContainEqual({ address: '127.0.0.1', ttl: 7 });
    expect(dns.questions).toEqual(expect.arrayContaining(['CNAME localhost', 'A localhost', 'AAAA localhost']));
    const silent = await startDns({ localhost: 'silent' });
    const untold = await openResolve(null, 5_000, silent.address)('localhost');
    expect(untold.addresses).toContainEqual({ address: '127.0.0.1', ttl: null });
    await silent.stop();
  });

  it('is dialled where the system says, not where DNS says: the one that judges is the one that is dialled', async () => {
    const elsewhere = await startDns({ localhost: { A: ['10.0.0.1'] } });
    const { addresses } = await openResolve(null, 5_000, elsewhere.address)('localhost');
    expect(addresses.map((each) => each.address)).not.toContain('10.0.0.1');
    await elsewhere.stop();
  });

  it('counts as without answer when its server is silent for too long', async () => {
    const start = performance.now();
    expect(await openResolve(dns.address, 300)('muet.test')).toEqual({ addresses: [], cnames: [] });
    expect(performance.now() - start).toBeLessThan(patientMs);
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

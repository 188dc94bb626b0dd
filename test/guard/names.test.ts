import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Guard, startGuard } from '../../src/guard/guard.ts';
import { type FakeDns, type Name, startDns } from '../kit/dns.ts';
import { connectThrough, type Loopback, serveHttp, throughProxy } from './loopback.ts';

/** Names that resolve inside, each by another trick; the staging resolver makes `.test` names askable. */
const inside: Record<string, Name> = {
  'interieur.test': { A: ['127.0.0.1'] },
  'prive.test': { A: ['10.1.2.3'] },
  'metadonnees.test': { A: ['169.254.169.254'] },
  'azure.test': { A: ['168.63.129.16'] },
  'melange.test': { A: ['93.184.215.14', '127.0.0.1'] },
  'melange-six.test': { A: ['93.184.215.14'], AAAA: ['::1'] },
  'alias.test': { alias: 'interieur.test' },
  'double-alias.test': { alias: 'alias.test' },
  'boucle-six.test': { AAAA: ['::1'] },
  'local-unique.test': { AAAA: ['fd00:ec2::254'] },
  'lien.test': { AAAA: ['fe80::1'] },
  'nat64.test': { AAAA: ['64:ff9b::7f00:1'] },
  'six-vers-quatre.test': { AAAA: ['2002:7f00:1::1'] },
  'compatible.test': { AAAA: ['::7f00:1'] },
  'transporte.test': { AAAA: ['::ffff:127.0.0.1'] },
  'zero.test': { A: ['0.0.0.0'] },
  'tout-change.test': (type, nth) => ({ A: type === 'A' && nth % 2 === 1 ? ['93.184.215.14'] : ['127.0.0.1'] }),
};

const lost: Record<string, Name> = {
  'muet.test': 'silent',
  'vide.test': {},
  'en-rond.test': { alias: 'en-rond-encore.test' },
  'en-rond-encore.test': { alias: 'en-rond.test' },
};

let dns: FakeDns;
let guard: Guard;
let canary: Loopback;

beforeAll(async () => {
  canary = await serveHttp((_request, response) => response.end('inside'));
  dns = await startDns({ ...inside, ...lost });
  guard = await startGuard({ resolver: dns.address, allowNets: [] });
});
afterAll(async () => {
  await guard.stop();
  await dns.stop();
  await canary.stop();
});

describe('a name that resolves inside', () => {
  it.each(Object.keys(inside))('is refused when it is submitted: %s', async (name) => {
    const passage = await guard.open();
    expect(await passage.check(`https://${name}/`)).toEqual({
      kind: 'refused',
      reason: 'private-address',
      address: `https://${name}/`,
    });
    await passage.close();
  });

  it.each(Object.keys(inside).filter((name) => name !== 'tout-change.test'))(
    'is refused inside a visit, in clear and through a tunnel: %s',
    async (name) => {
      const passage = await guard.open();
      const clear = await throughProxy(passage.proxyUrl, `http://${name}/`);
      const tunnel = await connectThrough(passage.proxyUrl, `${name}:443`);
      expect([clear.status, clear.guard]).toEqual([403, 'private-address']);
      expect([tunnel.status, tunnel.guard]).toEqual([403, 'private-address']);
      const [record] = await passage.close();
      expect(record).toMatchObject({ host: name, address: null, verdict: 'refused', reason: 'private-address' });
      expect(record?.answers.length).toBeGreaterThan(0);
    },
  );

  it('leaves in the journal the chain of names that led inside', async () => {
    const passage = await guard.open();
    await throughProxy(passage.proxyUrl, 'http://double-alias.test/');
    expect(await passage.close()).toEqual([
      {
        host: 'double-alias.test',
        port: 80,
        answers: ['127.0.0.1'],
        cnames: ['alias.test', 'interieur.test'],
        address: null,
        verdict: 'refused',
        reason: 'private-address',
      },
    ]);
  });

  it('never gets a connection', () => {
    expect(canary.hits()).toBe(0);
  });
});

describe('a name without answer', () => {
  it.each(['vide.test', 'en-rond.test', 'inconnu.test'])('is unresolvable: %s', async (name) => {
    const passage = await guard.open();
    expect(await passage.check(`http://${name}/`)).toMatchObject({ kind: 'refused', reason: 'unresolvable' });
    const clear = await throughProxy(passage.proxyUrl, `http://${name}/`);
    expect([clear.status, clear.guard]).toEqual([403, 'unresolvable']);
    expect(await passage.close()).toMatchObject([{ host: name, verdict: 'failed', reason: 'unresolvable' }]);
  });

  it('is given up within 6 s when its server stays silent', async () => {
    const passage = await guard.open();
    const start = performance.now();
    expect(await passage.check('http://muet.test/')).toMatchObject({ kind: 'refused', reason: 'unresolvable' });
    expect(performance.now() - start).toBeLessThan(6_000);
    await passage.close();
  });
});

describe('a name that changes its answer between two questions', () => {
  it('is dialled at the address that was checked, never at the next answer', async () => {
    const checked = await serveHttp((_request, response) => response.end('checked'), '127.0.0.2');
    // Every question gets another answer: what is dialled must come from the same question as what was judged.
    const changing = await startDns({
      'bascule.test': (type, nth) => ({ A: type === 'A' && nth === 0 ? ['127.0.0.2'] : ['127.0.0.1'] }),
    });
    const strict = await startGuard({ resolver: changing.address, allowNets: [`127.0.0.2/32:${checked.port}`] });
    const passage = await strict.open();
    const url = `http://bascule.test:${checked.port}/`;
    const first = await throughProxy(passage.proxyUrl, url);
    const second = await throughProxy(passage.proxyUrl, url);
    expect([first.status, first.body]).toEqual([200, 'checked']);
    expect([second.status, second.guard]).toEqual([403, 'private-address']);
    expect((await passage.close()).map((each) => [each.verdict, each.address])).toEqual([
      ['allowed', '127.0.0.2'],
      ['refused', null],
    ]);
    expect(changing.questions.filter((each) => each === 'A bascule.test').length).toBe(2);
    await strict.stop();
    await changing.stop();
    await checked.stop();
  });

  it('cannot pass the check and then lead inside: each connection asks again', async () => {
    const changing = await startDns({
      'bascule.test': (type, nth) => ({ A: type === 'A' && nth === 0 ? ['93.184.215.14'] : ['127.0.0.1'] }),
    });
    const strict = await startGuard({ resolver: changing.address, allowNets: [] });
    const passage = await strict.open();
    expect(await passage.check('http://bascule.test/')).toEqual({ kind: 'accepted', url: 'http://bascule.test/' });
    expect(await passage.fetch('http://bascule.test/')).toMatchObject({ kind: 'refused', reason: 'private-address' });
    expect((await throughProxy(passage.proxyUrl, 'http://bascule.test/')).guard).toBe('private-address');
    await strict.stop();
    await changing.stop();
  });
});

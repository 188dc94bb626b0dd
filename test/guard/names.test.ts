import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Guard, startGuard } from '../../src/guard/guard.ts';
import { patientMs } from '../kit/bounds.ts';
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
        answers: [{ address: '127.0.0.1', ttl: 0 }],
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

  it('is given up when its server stays silent', async () => {
    const passage = await guard.open();
    const start = performance.now();
    expect(await passage.check('http://muet.test/')).toMatchObject({ kind: 'refused', reason: 'unresolvable' });
    expect(performance.now() - start).toBeLessThan(patientMs);
    await passage.close();
  });
});

describe('a name that changes its answer between two questions', () => {
  /** Public here means an allowed net: 127.0.0.2 for the honest server, 127.0.0.1 is the inside. */
  const outThenIn: Name = (type, nth) => ({ A: type === 'A' && nth === 0 ? ['127.0.0.2'] : ['127.0.0.1'] });

  it('is dialled all along the visit at the address that was checked, and asked once', async () => {
    const checked = await serveHttp((_request, response) => response.end('checked'), '127.0.0.2');
    const changing = await startDns({ 'bascule.test': outThenIn });
    const strict = await startGuard({ resolver: changing.address, allowNets: [`127.0.0.2/32:${checked.port}`] });
    const passage = await strict.open();
    const url = `http://bascule.test:${checked.port}/`;
    expect(await passage.check(url)).toEqual({ kind: 'accepted', url });
    expect(await passage.fetch(url)).toMatchObject({ kind: 'answered', body: 'checked' });
    const both = await Promise.all([throughProxy(passage.proxyUrl, url), throughProxy(passage.proxyUrl, url)]);
    const tunnel = await connectThrough(passage.proxyUrl, `bascule.test:${checked.port}`);
    expect([...both.map((each) => each.body), tunnel.status]).toEqual(['checked', 'checked', 200]);
    expect((await passage.close()).map((each) => [each.verdict, each.address])).toEqual([['allowed', '127.0.0.2']]);
    expect(changing.questions.filter((each) => each === 'A bascule.test')).toHaveLength(1);

    // Another visit asks for itself, and is told the truth of that moment.
    const later = await strict.open();
    expect(await later.check(url)).toMatchObject({ kind: 'refused', reason: 'private-address' });
    expect((await throughProxy(later.proxyUrl, url)).guard).toBe('private-address');
    await strict.stop();
    await changing.stop();
    await checked.stop();
  });

  it('is judged again on another port, on the same answer', async () => {
    const changing = await startDns({ 'bascule.test': { A: ['127.0.0.2'] } });
    const strict = await startGuard({
      resolver: changing.address,
      allowNets: ['127.0.0.2/32:8000', '10.0.0.0/8:8001'],
    });
    const passage = await strict.open();
    expect((await passage.check('http://bascule.test:8000/')).kind).toBe('accepted');
    expect(await passage.check('http://bascule.test:8001/')).toMatchObject({ reason: 'private-address' });
    expect(changing.questions.filter((each) => each === 'A bascule.test')).toHaveLength(1);
    await strict.stop();
    await changing.stop();
  });

  it('is asked again when it did not answer', async () => {
    const waking = await startDns({ 'reveil.test': (_type, nth) => (nth === 0 ? {} : { A: ['127.0.0.2'] }) });
    const strict = await startGuard({ resolver: waking.address, allowNets: ['127.0.0.2/32:8000'] });
    const passage = await strict.open();
    expect(await passage.check('http://reveil.test:8000/')).toMatchObject({ reason: 'unresolvable' });
    expect((await passage.check('http://reveil.test:8000/')).kind).toBe('accepted');
    await strict.stop();
    await waking.stop();
  });
});

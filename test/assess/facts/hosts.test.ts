/** The hosts reached: whose machine answered, and when nobody can say where the service really is. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { HostFact } from '../../../src/model/third-parties.ts';
import { aCookie, anExchange, aPage, aRequest, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const asns: Record<string, number> = {
  '51.15.0.1': 12876,
  '52.0.0.1': 16509,
  '104.16.0.1': 13335,
  '151.101.0.1': 54113,
  '9.9.9.9': 64_500,
  '80.10.0.1': 3215,
};
const placeOf = (ip: string) => (asns[ip] === undefined ? {} : { asn: asns[ip], country: 'FR', network: 'Réseau' });
const lists = { ...realLists(), placeOf };
const home = 'https://outil.example.fr/';

const hostsOf = (changes: Partial<Evidence>, withDatabases = true): HostFact[] => {
  const evidence = someEvidence({ requests: collected([aRequest(home)]), pages: collected([]), ...changes });
  const { hosts } = factsOf(evidence, {}, withDatabases ? lists : realLists());
  if (hosts.kind === 'unavailable') throw new Error(hosts.reason);
  return hosts.records;
};
const at = (address: string, cnames: string[] = []) => collected([anExchange('outil.example.fr', { address, cnames })]);

describe('the host of a site', () => {
  it('is known with its operator, its group and its country when its network rents machines and hides none', () => {
    expect(hostsOf({ exchanges: at('51.15.0.1') })).toEqual([
      {
        phase: 'before-choice',
        host: 'outil.example.fr',
        party: 'first',
        owner: null,
        disguise: null,
        address: { ip: '51.15.0.1', asn: 12876, country: 'FR', network: 'Réseau' },
        cname: null,
        operator: { name: 'Scaleway', group: 'iliad SA', country: 'FR', role: 'host' },
        facade: null,
        origin: 'known',
        holder: { group: 'iliad SA', country: 'FR' },
      },
    ]);
  });

  it('has a holder where its network rents the machine without a façade, and nowhere else', () => {
    const holder = (changes: Partial<Evidence>) => hostsOf(changes)[0]?.holder;
    const pages = collected([aPage({ headers: { server: 'nginx' } })]);
    expect(holder({ exchanges: at('52.0.0.1'), pages })).toEqual({ group: 'Amazon.com, Inc.', country: 'US' });
    expect(holder({ exchanges: at('52.0.0.1') })).toBeUndefined();
    expect(holder({ exchanges: at('104.16.0.1') })).toBeUndefined();
    expect(holder({ exchanges: at('9.9.9.9') })).toBeUndefined();
    expect(holder({ exchanges: at('80.10.0.1'), pages })).toBeUndefined();
  });

  it.each<[string, string, Partial<Evidence>]>([
    ['its network', 'Cloudflare', { exchanges: at('104.16.0.1') }],
    ['its network', 'Fastly', { exchanges: at('151.101.0.1') }],
    ['its alias', 'Amazon CloudFront', { exchanges: at('52.0.0.1', ['d1.cloudfront.net']) }],
    [
      'its headers',
      'Cloudflare',
      { exchanges: at('51.15.0.1'), pages: collected([aPage({ headers: { 'cf-ray': '1' } })]) },
    ],
    ['its headers', 'Netlify', { pages: collected([aPage({ headers: { server: 'Netlify' } })]) }],
    ['its cookies', 'Cloudflare', { cookies: collected([aCookie('__cf_bm')]) }],
  ])('is masked when %s is that of %s … %#', (_, facade, changes) => {
    expect(hostsOf(changes)).toMatchObject([{ facade, origin: 'masked' }]);
  });

  it.each<[string, Partial<Evidence>]>([
    ['no database knows its address', { exchanges: at('8.8.8.8') }],
    ['nobody knows its network', { exchanges: at('9.9.9.9') }],
    ['its network rents both machines and a façade, and its headers were not seen', { exchanges: at('52.0.0.1') }],
    ['the log is missing', { exchanges: { kind: 'unavailable', reason: 'coupé' } }],
  ])('has an unknown origin when %s', (_, changes) => {
    const [host] = hostsOf(changes);
    expect(host).not.toHaveProperty('origin');
    expect(host).not.toHaveProperty('facade');
  });

  it('has an origin known at Amazon once its headers were seen without a façade', () => {
    const pages = collected([aPage({ headers: { server: 'nginx', via: '1.1 varnish' } })]);
    expect(hostsOf({ exchanges: at('52.0.0.1'), pages })).toMatchObject([{ facade: null, origin: 'known' }]);
  });

  it('has neither country nor operator without the databases', () => {
    const [host] = hostsOf({ exchanges: at('51.15.0.1') }, false);
    expect(host).toMatchObject({ address: { ip: '51.15.0.1' } });
    expect(host).not.toHaveProperty('operator');
    expect(host).not.toHaveProperty('origin');
  });

  it('is told once for each phase, and as a disguise when one of its requests is one', () => {
    const requests = collected([
      aRequest(home),
      aRequest(`${home}g/collect?v=2&tid=G-AB12`),
      aRequest(`${home}b.js`, { phase: 'after-refusal' }),
    ]);
    expect(hostsOf({ requests }).map(({ phase, disguise }) => [phase, disguise])).toEqual([
      ['before-choice', 'path'],
      ['after-refusal', null],
    ]);
  });

  it('does not lend the cookies and headers of another host', () => {
    const requests = collected([aRequest('https://api.autre.fr/')]);
    const cookies = collected([aCookie('__cf_bm')]);
    expect(hostsOf({ requests, cookies })[0]).not.toHaveProperty('facade');
  });
});

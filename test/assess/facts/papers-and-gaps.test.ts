/** The documents that a vendor hands over, and the contradictions between what it declares and what was seen. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import { paperKinds } from '../../../src/model/paper.ts';
import { aLink, anExchange, aRequest, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

/** A machine of Scaleway and one of Cloudflare, both in the United States. */
const asns: Record<string, number> = { '51.15.0.1': 12876, '104.16.0.1': 13335 };
const placeOf = (ip: string) => (asns[ip] === undefined ? {} : { asn: asns[ip], country: 'US', network: 'Réseau' });
const lists = { ...realLists(), placeOf };
const facts = (declaration: Declaration, changes: Partial<Evidence> = {}) =>
  factsOf(someEvidence({ endedAt: '2026-11-24T08:00:00.000Z', ...changes }), declaration, lists);
const gaps = (declaration: Declaration, changes: Partial<Evidence> = {}) => {
  const set = facts(declaration, changes).gaps;
  return set.kind === 'collected' ? set.records : [];
};
const paper = (declaration: Declaration, kind: string) => {
  const set = facts(declaration).papers;
  return set.kind === 'collected' ? set.records.find((each) => each.kind === kind) : undefined;
};

describe('a document', () => {
  it('is unknown when no list was declared, and missing when the list leaves it out', () => {
    expect(paper({}, 'processing-agreement')).not.toHaveProperty('provided');
    expect(paper({ papers: [] }, 'processing-agreement')).toMatchObject({ provided: false });
  });

  it('is unknown, not missing, when the list that leaves it out was not said to be complete', () => {
    const papers: Declaration['papers'] = [{ kind: 'security-proof', date: '2026-01-01' }];
    expect(paper({ papers }, 'processing-agreement')).not.toHaveProperty('provided');
    expect(paper({ papers }, 'security-proof')).toMatchObject({ provided: true });
    expect(paper({ papers, papersComplete: true }, 'processing-agreement')).toMatchObject({ provided: false });
  });

  it('has the age that it had at the visit, from its newest copy', () => {
    const papers: Declaration['papers'] = [
      { kind: 'security-proof', date: '2024-01-01' },
      { kind: 'security-proof', date: '2026-11-14', expires: '2026-11-23' },
    ];
    expect(paper({ papers }, 'security-proof')).toMatchObject({ provided: true, ageDays: 10, expired: true });
  });

  it('carries the delay that it promises, and no other', () => {
    const declaration: Declaration = { papers: [], breachHours: 24, purgeMonths: 12 };
    expect(paper(declaration, 'breach-procedure')).toMatchObject({ delay: 24 });
    expect(paper(declaration, 'purge-procedure')).toMatchObject({ delay: 12 });
    expect(paper(declaration, 'gar-contract')).not.toHaveProperty('delay');
  });

  it('is told for every kind', () => {
    const set = facts({}).papers;
    expect(set.kind === 'collected' && set.records.map(({ kind }) => kind)).toEqual([...paperKinds]);
  });
});

describe('a gap', () => {
  const calls = (...urls: string[]): Partial<Evidence> => ({ requests: collected(urls.map((url) => aRequest(url))) });

  it('is silent when nothing was declared, whatever was seen', () => {
    expect(gaps({}, calls('https://static.criteo.net/x.js'))).toEqual([]);
  });

  const answeredFrom = (address: string): Partial<Evidence> => ({
    ...calls('https://outil.example.fr/a.js'),
    exchanges: collected([anExchange('outil.example.fr', { address })]),
  });

  it('quotes the country declared and the country seen', () => {
    const hosting = { provider: 'OVH', country: 'FR' };
    const seen = answeredFrom('51.15.0.1');
    expect(gaps({ hosting }, seen)).toEqual([
      {
        topic: 'hosting-country',
        declared: 'Hébergement déclaré : OVH, FR',
        observed: 'outil.example.fr répond depuis : US',
      },
    ]);
    expect(gaps({ hosting: { ...hosting, country: 'US' } }, seen)).toEqual([]);
  });

  it('is silent about the country of a façade, which is not the host’s', () => {
    expect(gaps({ hosting: { provider: 'OVH', country: 'FR' } }, answeredFrom('104.16.0.1'))).toEqual([]);
  });

  it('names a third party that the declared list leaves out, by any of its names', () => {
    const seen = calls('https://www.google-analytics.com/g/collect');
    const list = (name: string, domains?: string[]): Declaration => ({
      processors: [{ name, country: 'FR', purpose: 'Mesure', ...(domains ? { domains } : {}) }],
    });
    expect(gaps(list('OVH'), seen)).toMatchObject([
      { topic: 'processor', observed: expect.stringContaining('Google Analytics') },
    ]);
    expect(gaps(list('Google'), seen)).toEqual([]);
    for (const tooShort of ['', 'G', 'le']) expect(gaps(list(tooShort), seen)).toHaveLength(1);
    expect(gaps(list('Agence', ['google-analytics.com']), seen)).toEqual([]);
  });

  it('holds « aucun traceur » against a tracker, not against a font', () => {
    expect(gaps({ trackers: false }, calls('https://www.google-analytics.com/x'))).toMatchObject([
      { topic: 'trackers' },
    ]);
    expect(gaps({ trackers: false }, calls('https://fonts.gstatic.com/a.woff2'))).toEqual([]);
    expect(gaps({ trackers: true }, calls('https://www.google-analytics.com/x'))).toEqual([]);
  });

  it('holds « aucune publicité » against an advertiser only', () => {
    expect(gaps({ advertising: false }, calls('https://static.criteo.net/x.js'))).toMatchObject([
      { topic: 'advertising' },
    ]);
    expect(gaps({ advertising: false }, calls('https://www.google-analytics.com/x'))).toEqual([]);
  });

  it('holds a GAR status against a link to the GAR', () => {
    const links = collected([
      aLink('https://idp-auth.gar.education.fr/domaineGar?idENT=QzAw&idEtab=MDY5MDAzN1I=', 'GAR'),
    ]);
    expect(gaps({ gar: { status: 'not-concerned' } }, { links })).toMatchObject([{ topic: 'gar' }]);
    expect(gaps({ gar: { status: 'compatible' } }, { links })).toEqual([]);
  });

  it('contradicts nobody with what could not be seen', () => {
    const requests = { kind: 'unavailable', reason: 'perdu' } as const;
    expect(gaps({ trackers: false, processors: [] }, { requests })).toEqual([]);
  });
});

/** What a certificate is worth on the day of the visit, and nothing that depends on today. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import type { ConnectionRecord } from '../../../src/model/records.ts';
import { collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();
const tls = {
  version: 'TLS 1.3',
  cipher: 'AES_128_GCM',
  subject: 'outil.example.fr',
  issuer: 'Autorité',
  names: ['outil.example.fr', '*.exemple.fr'],
  validFrom: '2026-10-01T00:00:00.000Z',
  validTo: '2026-12-24T08:00:10.000Z',
  chain: [],
};
const factOf = (origin: string, changes: Partial<ConnectionRecord> = {}) => {
  const record: ConnectionRecord = { phase: 'before-choice', origin, protocol: 'h2', tls, ...changes };
  const { connections } = factsOf(someEvidence({ connections: collected([record]) }), {}, lists);
  return connections.kind === 'collected' ? connections.records[0] : undefined;
};

describe('a connection', () => {
  it('is read with its party and the days left at the time of the visit', () => {
    expect(factOf('https://outil.example.fr')).toEqual({
      phase: 'before-choice',
      origin: 'https://outil.example.fr',
      host: 'outil.example.fr',
      scheme: 'https',
      party: 'first',
      local: false,
      protocol: 'h2',
      tls: 'TLS 1.3',
      issuer: 'Autorité',
      daysLeft: 30,
      nameMatches: true,
    });
  });

  it('has negative days once the certificate has expired', () => {
    expect(factOf('https://outil.example.fr', { tls: { ...tls, validTo: '2026-11-23T08:00:10.000Z' } })?.daysLeft).toBe(
      -1,
    );
  });

  it.each([
    ['a.exemple.fr', true],
    ['A.EXEMPLE.FR', true],
    ['exemple.fr', false],
    ['b.a.exemple.fr', false],
    ['exemple.fr.pirate.net', false],
  ])('is named by a star for one label only: %s, %s', (host, matches) => {
    expect(factOf(`https://${host}`)?.nameMatches).toBe(matches);
  });

  it('has nothing to say of TLS where there is none', () => {
    const fact = factOf('http://127.0.0.1:8080', { tls: null, protocol: 'http/1.1' });
    expect(fact).toMatchObject({
      tls: null,
      issuer: null,
      daysLeft: null,
      nameMatches: null,
      local: true,
      party: 'third',
    });
  });

  it('tells of cookies and storage the third parties that received them, and no other host', () => {
    const record = {
      phase: 'before-choice',
      origin: 'https://outil.example.fr',
      area: 'local',
      key: 'profil',
    } as const;
    const sentTo = ['mesure.tiers.test', 'static.outil.example.fr'];
    const kept = { ...record, valueHash: '0'.repeat(64), valueLength: 36, identifier: true, sentTo };
    const { storage } = factsOf(someEvidence({ storage: collected([kept]) }), {}, lists);
    expect(storage).toMatchObject({ records: [{ identifier: true, sentTo: ['mesure.tiers.test'] }] });
  });
});

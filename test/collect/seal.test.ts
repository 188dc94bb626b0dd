/** The seal: same facts, same bytes, same name; anything else is refused. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/collect/digest.ts';
import type { RawVisit } from '../../src/collect/raw-visit.ts';
import { seal } from '../../src/collect/seal.ts';
import { Evidence } from '../../src/model/evidence.ts';
import type { LinkRecord } from '../../src/model/records.ts';
import { aConsent, someEvidence } from '../kit/evidence.ts';

const none = { kind: 'collected', records: [] } as const satisfies { kind: 'collected'; records: [] };
const noCollection = { kind: 'collected' as const, records: [] };
const link = (text: string, phase: LinkRecord['phase'] = 'before-choice'): LinkRecord => ({
  phase,
  page: 'https://outil.test/',
  url: 'https://outil.test/cgu',
  text,
  rel: '',
});
const raw = (changes: Partial<RawVisit> = {}): RawVisit => {
  const {
    exchanges: _log,
    repository: _source,
    circumstances: _where,
    ...visit
  } = someEvidence({ target: 'https://outil.test/', pages: none });
  return { ...visit, ...changes };
};

describe('the seal', () => {
  it('names the evidence by the SHA-256 of its canonical JSON', () => {
    const { json, digest, evidence } = seal(raw(), noCollection, noCollection);
    expect(digest).toBe(sha256(json));
    expect(JSON.parse(json)).toEqual(evidence);
    expect(json.startsWith('{"accessibility":')).toBe(true);
  });

  it('is read again when it was sealed before a set existed: the set is then unavailable, never empty', () => {
    const { json } = seal(raw({ consent: { kind: 'collected', records: [aConsent()] } }), noCollection, noCollection);
    const { accessibility: _set, ...older } = JSON.parse(json) as Record<string, unknown>;
    const [banner] = (older['consent'] as { records: Record<string, unknown>[] }).records;
    for (const field of ['text', 'links']) delete banner?.[field];
    const read = v.parse(Evidence, older);
    expect(read.accessibility).toEqual({ kind: 'unavailable', reason: 'relevé antérieur à cet examen' });
    expect(read.consent).toMatchObject({ records: [{ text: null, links: null }] });
  });

  it('gives the same bytes whatever the order in which things were met', () => {
    const links = ['Été', 'CGU', 'Aide', 'aide'].flatMap((text) => [link(text), link(text, 'after-refusal')]);
    const reference = seal(raw({ links: { kind: 'collected', records: links } }), noCollection, noCollection).json;
    fc.assert(
      fc.property(fc.shuffledSubarray(links, { minLength: links.length }), (records) => {
        expect(seal(raw({ links: { kind: 'collected', records } }), noCollection, noCollection).json).toBe(reference);
      }),
    );
  });

  it('tells what the guard cut', () => {
    const flood = {
      ...{
        host: 'flot.test',
        port: 443,
        answers: [{ address: '192.0.2.1', ttl: 60 }],
        cnames: [],
        address: '192.0.2.1',
      },
      ...{ verdict: 'refused' as const, reason: 'byte-budget' },
    };
    const { evidence } = seal(raw(), { kind: 'collected', records: [flood] }, noCollection);
    expect(evidence.truncated).toEqual([{ what: 'guard-byte-budget', at: 1 }]);
  });

  it('throws for a visit that does not fit the schema', () => {
    expect(() => seal({ ...raw(), target: 3 } as unknown as RawVisit, noCollection, noCollection)).toThrow();
    expect(() => seal({ ...raw(), secret: 'x' } as unknown as RawVisit, noCollection, noCollection)).toThrow();
  });

  it('keeps an unavailable set as such', () => {
    const links = { kind: 'unavailable' as const, reason: 'panne' };
    expect(seal(raw({ links }), noCollection, noCollection).evidence.links).toEqual(links);
  });

  it('says refused when the guard refused what the browser calls unreachable', () => {
    const before = { kind: 'inconclusive' as const, reason: 'unreachable' as const, detail: 'x' };
    const exchange = {
      host: 'outil.test',
      port: 443,
      answers: [{ address: '10.0.0.1', ttl: 60 }],
      cnames: [],
      address: null,
    };
    const sealed = (verdict: 'refused' | 'failed') =>
      seal(
        raw({ phases: { ...someEvidence().phases, 'before-choice': before } }),
        {
          kind: 'collected',
          records: [{ ...exchange, verdict, reason: verdict === 'refused' ? 'private-address' : 'reset' }],
        },
        noCollection,
      ).evidence.phases['before-choice'];
    expect(sealed('refused')).toMatchObject({ reason: 'refused' });
    expect(sealed('failed')).toMatchObject({ reason: 'unreachable' });
  });
});

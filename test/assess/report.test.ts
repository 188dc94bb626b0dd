/** The report: complete, inconclusive or refused, always of the published shape, never silent on what was not seen. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/assess/facts.ts';
import { emptyReport, inconclusiveMessage, reportJsonSchema, reportOf } from '../../src/assess/report.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { inconclusiveReasons, phases } from '../../src/model/phase.ts';
import { Report } from '../../src/model/report.ts';
import { aCookie, aLink, anExchange, aPage, aRequest, collected, someEvidence } from '../kit/evidence.ts';
import { realLists } from '../kit/lists.ts';

const lists = realLists();
const stamp = { preau: '0.1.0', rulebook: { version: '0.1', digest: 'a'.repeat(64) } };
const digest = 'b'.repeat(64);

const reported = (changes: Partial<Evidence>): Report => {
  const evidence = someEvidence(changes);
  return reportOf({ ...stamp, evidence, digest, facts: factsOf(evidence, {}, lists), findings: [] });
};

const full: Partial<Evidence> = {
  pages: collected([aPage(), aPage({ role: 'privacy', text: 'court' })]),
  requests: collected([
    aRequest('https://www.google-analytics.com/g/collect'),
    aRequest('https://outil.example.fr/a.js'),
  ]),
  cookies: collected([aCookie('_ga'), aCookie('zorglub')]),
  links: collected([
    aLink('https://outil.example.fr/ml', 'Mentions légales'),
    aLink('https://outil.example.fr/', 'Accueil'),
  ]),
  exchanges: collected([anExchange('www.google-analytics.com', { address: '192.0.2.9' })]),
};

describe('the report of a visit', () => {
  it('keeps its published shape, whatever was seen', () => {
    for (const changes of [{}, full]) expect(v.safeParse(Report, reported(changes)).success).toBe(true);
  });

  it('tells parties, services, addresses, purposes and legal links', () => {
    const report = reported(full);
    expect(report.outcome).toBe('complete');
    expect(report.reasons).toEqual([]);
    expect(report.requests[0]).toMatchObject({
      party: 'third',
      tracker: { name: 'Google Analytics', category: 'analytics', owner: 'Google' },
      address: { ip: '192.0.2.9', asn: null, country: null },
    });
    expect(report.requests[1]).toMatchObject({ party: 'first', tracker: null, address: null });
    expect(report.cookies.map(({ purpose }) => purpose)).toEqual(['analytics', null]);
    expect(report.links).toEqual([
      { role: 'legal-notice', text: 'Mentions légales', url: 'https://outil.example.fr/ml' },
    ]);
    expect(report.evidence).toEqual({ digest });
  });

  it('is inconclusive when the page was not seen before any choice, and says why for each phase', () => {
    const report = reported({
      phases: {
        'before-choice': { kind: 'inconclusive', reason: 'timeout', detail: '' },
        'after-refusal': { kind: 'inconclusive', reason: 'not-visited', detail: '' },
        'after-acceptance': { kind: 'inconclusive', reason: 'not-visited', detail: '' },
        'after-withdrawal': { kind: 'inconclusive', reason: 'not-visited', detail: '' },
        journey: { kind: 'inconclusive', reason: 'not-asked', detail: '' },
      },
    });
    expect(report.outcome).toBe('inconclusive');
    expect(report.reasons.map(({ phase, code }) => [phase, code])).toEqual([
      ['before-choice', 'timeout'],
      ['after-refusal', 'not-visited'],
      ['after-acceptance', 'not-visited'],
      ['after-withdrawal', 'not-visited'],
    ]);
  });

  it('is complete when only the banner could not be used, but says so', () => {
    const none = { kind: 'inconclusive', reason: 'no-control-found', detail: '' } as const;
    const report = reported({ phases: { ...someEvidence().phases, 'after-refusal': none } });
    expect(report.outcome).toBe('complete');
    expect(report.reasons).toHaveLength(1);
  });

  it('is refused when the page led to a forbidden address', () => {
    const refused = { kind: 'inconclusive', reason: 'refused', detail: '' } as const;
    expect(reported({ phases: { ...someEvidence().phases, 'before-choice': refused } }).outcome).toBe('refused');
  });

  it('has an empty list, not a crash, for a set that could not be filled', () => {
    const gone = { kind: 'unavailable', reason: 'perdu' } as const;
    expect(reported({ requests: gone, cookies: gone, storage: gone, links: gone, consent: gone })).toMatchObject({
      requests: [],
      cookies: [],
    });
  });
});

describe('the report of a refused address', () => {
  it('says what to do and judges nothing', () => {
    const refusal = { kind: 'refused', reason: 'private-address', address: 'http://10.0.0.1/' } as const;
    const report = emptyReport({ ...stamp, target: 'http://10.0.0.1/', why: refusal });
    expect(v.safeParse(Report, report).success).toBe(true);
    expect(report).toMatchObject({ outcome: 'refused', findings: [], evidence: null });
    expect(report.reasons[0]?.message).toContain('Donnez l’adresse publique');
  });
});

describe('the report of a visit that left nothing', () => {
  it('is inconclusive and says why', () => {
    const why = { kind: 'unseen', reason: 'crashed', detail: 'Le navigateur s’est arrêté.' } as const;
    const report = emptyReport({ ...stamp, target: 'https://outil.example.fr/', why });
    expect(v.safeParse(Report, report).success).toBe(true);
    expect(report).toMatchObject({ outcome: 'inconclusive', reasons: [{ code: 'crashed' }] });
  });
});

describe('the words of the report', () => {
  it('exist for every phase and every reason', () => {
    for (const phase of phases) {
      for (const reason of inconclusiveReasons) expect(inconclusiveMessage(phase, reason)).toMatch(/ : .*\.$/);
    }
  });

  it('have a JSON Schema that names every key of a report', () => {
    expect(reportJsonSchema()).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(Object.keys(reported({}))),
    });
  });
});

/** The procès-verbal: complete, masked, inert whatever the site put in its names, and the same bytes each time. */

import { createHash } from 'node:crypto';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { blankRecords } from '../../src/model/blank.ts';
import type { Circumstances } from '../../src/model/circumstances.ts';
import type { AccessibilityRecord } from '../../src/model/records.ts';
import { type Constat, constatOf } from '../../src/publish/constat/constat.tsx';
import { aCookie, anExchange, aPage, aRequest, collected, someEvidence } from '../kit/evidence.ts';
import { aFinding, aReport } from '../kit/report.ts';

const hash = 'a'.repeat(64);
const dot = Buffer.from('89504e470d0a1a0a', 'hex');
const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

const circumstances: Circumstances = {
  method: { name: 'constat/1', sha256: hash },
  commit: 'b'.repeat(40),
  host: {
    ...{ kernel: 'linux 6.18', distribution: 'Debian 12', architecture: 'x64', node: 'v24', publicAddress: null },
    addresses: ['loopback', 'private'],
    resolvers: ['192.0.2.53'],
  },
  clock: { kind: 'unknown', reason: 'personne ne répond' },
  browser: { sha256: hash, bytes: 209_022_176 },
  guard: { sha256: hash, bytes: 100_000_000, connections: 500 },
  profile: [{ path: 'Default/Preferences', sha256: hash }],
  elapsedMs: 12_345,
};

const aConstat = (changes: Partial<Constat> = {}): Constat => ({
  evidence: someEvidence({ circumstances }),
  digest: 'd'.repeat(64),
  report: aReport(),
  rules: [],
  images: new Map(),
  words: { field: (path) => path, value: String },
  ...changes,
});
const read = (changes: Partial<Constat> = {}) => load(constatOf(aConstat(changes)));
const textOf = ($: ReturnType<typeof load>, selector = 'body') => $(selector).text().replaceAll(/\s+/g, ' ');

describe('the procès-verbal', () => {
  it('tells the steps of the journey in their order, and where it stopped', () => {
    const step = { phase: 'journey' as const, act: 'click', page: 'https://outil.example.fr/', screenshot: hash };
    const steps = collected([
      { ...step, number: 2, words: 'cliquer sur « Entrer »', state: 'failed' as const, detail: attack },
      { ...step, number: 1, words: 'ouvrir /', state: 'done' as const, detail: '' },
    ]);
    const $ = read({ evidence: someEvidence({ circumstances, steps }) });
    const table = $('caption:contains("Parcours fourni")').parent();
    expect(table.find('tbody tr').length).toBe(2);
    expect(table.text()).toMatch(/ouvrir \/.*faite.*cliquer sur.*arrêt ici/s);
    expect($('script')).toHaveLength(0);
    expect(read()('caption:contains("Parcours fourni")')).toHaveLength(0);
  });

  it('answers each point that the norm asks, and says what is not known', () => {
    const $ = read();
    const points = $('#conditions')
      .parent()
      .find('tbody th')
      .map((_, cell) => $(cell).text())
      .get();
    expect(points).toHaveLength(14);
    const conditions = textOf($, 'section[aria-labelledby="conditions"]');
    for (const words of [
      'sans interception du chiffrement (CONNECT)',
      'Inconnue : personne ne répond',
      'Adresse publique : non mesurée',
      'Default/Preferences',
      '209022176 octets',
      'durée mesurée 12.3 s',
      'Aucune extension',
      'Aucun traceroute',
    ])
      expect(conditions).toContain(words);
    expect(textOf($, 'pre')).toContain('NF Z67-147');
  });

  it('says that the circumstances were not kept rather than leave the points empty', () => {
    expect(textOf(read({ evidence: someEvidence() }), '#conditions + .wide table')).toContain(
      'n’a pas gardé ses circonstances',
    );
  });

  it('says what it does not prove, and that it is no bailiff’s report', () => {
    expect(textOf(read(), 'section[aria-labelledby="limites"]')).toContain(
      'n’est pas un constat de commissaire de justice',
    );
  });

  it('shows each fault of accessibility in French with its elements, and never as markup', () => {
    const page = { phase: 'before-choice', page: 'https://outil.example.fr/' } as const;
    const accessibility = collected<AccessibilityRecord>([
      { kind: 'unexamined', ...page, reason: 'too-long' },
      {
        ...{ kind: 'violation', ...page, rule: 'image-alt', impact: 'critical', criteria: ['1.1'], nodes: 4 },
        targets: [{ selector: 'main > img', html: attack }],
      },
    ]);
    const fact = { ...blankRecords.accessibility, ...page, rule: 'image-alt', title: 'Image sans texte' };
    const report = aReport({ accessibility: [fact], weights: [{ ...blankRecords.weights, requests: 77 }] });
    const $ = read({ evidence: someEvidence({ circumstances, accessibility }), report });
    const told = textOf($, 'section[aria-labelledby="examen"]');
    for (const words of [
      'Image sans texte',
      'critique',
      'main > img',
      'trop longue à examiner',
      'jamais une conformité',
      '77',
    ])
      expect(told).toContain(words);
    expect($('section[aria-labelledby="examen"] img, script')).toHaveLength(0);
  });

  it('tells « not looked » from « nothing »', () => {
    const { evidence } = aConstat();
    const unseen = { ...evidence, cookies: { kind: 'unavailable' as const, reason: 'panne' } };
    expect(textOf(read())).toContain('Aucun cookie.');
    expect(textOf(read({ evidence: unseen }))).toContain('Non relevé : panne.');
  });

  it('shows pages, redirects, servers, cookies, pictures with their digests', () => {
    const evidence = someEvidence({
      pages: collected([aPage({ title: 'Calcul', screenshot: hash })]),
      requests: collected([
        aRequest('https://outil.example.fr/fin', {
          type: 'document',
          redirectedFrom: 'https://outil.example.fr/debut',
        }),
      ]),
      cookies: collected([aCookie('sid')]),
      exchanges: collected([anExchange('outil.example.fr')]),
    });
    const $ = read({ evidence, images: new Map([[hash, dot]]) });
    expect($('figure img').attr('src')).toBe(`data:image/png;base64,${dot.toString('base64')}`);
    expect($('figure img').attr('alt')).toContain('Calcul');
    expect(textOf($, 'figcaption')).toContain(hash);
    for (const words of ['https://outil.example.fr/debut', '192.0.2.1', 'd'.repeat(64)])
      expect(textOf($)).toContain(words);
  });

  it('quotes each failure with its rule and its records', () => {
    const record = { set: 'requests', message: 'Appel à mesure.test', quote: { host: 'mesure.test', party: 'third' } };
    const report = aReport({ findings: [aFinding({ outcome: 'failed', records: [record], omitted: 3 })] });
    const $ = read({ report, words: { field: () => 'Serveur appelé', value: () => 'tiers' } });
    expect(textOf($, '.finding.failed')).toContain('Appel à mesure.test');
    expect(textOf($, '.finding dd')).toBe('mesure.testtiers');
  });

  it('runs and fetches nothing, whatever the site put in its words', () => {
    const evidence = someEvidence({
      target: `https://outil.test/?${attack}`,
      pages: collected([aPage({ title: attack, url: `https://a.test/${attack}` })]),
      truncated: [{ what: attack, at: 1 }],
      files: [{ sha256: hash, bytes: 1, mediaType: attack, what: attack }],
    });
    const record = { set: 'requests', message: attack, quote: { host: attack } };
    const report = aReport({ findings: [aFinding({ outcome: 'failed', message: attack, records: [record] })] });
    const $ = read({ evidence, report });
    expect($('script, iframe, object, embed, link, form, [onerror]')).toHaveLength(0);
    expect($('img')).toHaveLength(0);
    const digest = createHash('sha256').update($('style').text()).digest('base64');
    expect($('meta[http-equiv]').attr('content')).toContain(
      `default-src 'none'; img-src data:; style-src 'sha256-${digest}'`,
    );
  });

  it('masks persons’ data', () => {
    const evidence = someEvidence({
      target: 'https://outil.test/?mail=jean.dupont@exemple.fr',
      pages: collected([aPage({ title: 'Espace de jean.dupont@exemple.fr, 06 12 34 56 78' })]),
    });
    expect(constatOf(aConstat({ evidence }))).not.toMatch(/jean\.dupont|06 12/);
  });

  it('counts the lines that it does not show', () => {
    const pages = Array.from({ length: 160 }, (_, place) => aPage({ title: `Page ${place}` }));
    expect(textOf(read({ evidence: someEvidence({ pages: collected(pages) }) }))).toContain('Et 10 autres lignes');
  });

  it('gives the same bytes for the same visit', () => expect(constatOf(aConstat())).toBe(constatOf(aConstat())));
});

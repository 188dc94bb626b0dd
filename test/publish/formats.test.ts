/** The report in the formats of machines: SARIF, JUnit and EARL say what the findings say, no more, no less. */
import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { outcomes } from '../../src/model/outcome.ts';
import type { Report } from '../../src/model/report.ts';
import { earlOf } from '../../src/publish/earl.ts';
import { junitOf } from '../../src/publish/junit.ts';
import { sarifOf } from '../../src/publish/sarif.ts';
import { realReference } from '../kit/reference.ts';
import { aFinding, aReport } from '../kit/report.ts';

const { rulebook } = realReference();
const [rule] = rulebook.rules;
if (!rule) throw new Error('an empty rulebook');

const record = (host: string): Finding['records'][number] => ({
  set: 'requests',
  message: `${host} est appelé.`,
  quote: { host, page: 'https://outil.example.fr/jeu' },
});
const failed = aFinding({
  rule: rule.id,
  outcome: 'failed',
  message: 'Deux appels.',
  records: [record('a.test'), record('b.test')],
});
const every = outcomes.map((outcome) => aFinding({ rule: rule.id, outcome, message: outcome }));
const report = aReport({ findings: [failed, ...every], evidence: { digest: 'b'.repeat(64) } });

type Sarif = {
  version: string;
  runs: [
    {
      tool: { driver: { rules: { id: string }[] } };
      results: Record<string, unknown>[];
      invocations: [{ executionSuccessful: boolean }];
    },
  ];
};
const sarif = (given: Report) => sarifOf(given, rulebook) as Sarif;

describe('SARIF', () => {
  it('has one result for each record that failed, at the page where it was seen', () => {
    const [one, two] = sarif(report).runs[0].results;
    expect([one, two]).toMatchObject([
      { ruleId: rule.id, kind: 'fail', message: { text: 'a.test est appelé.' } },
      { message: { text: 'b.test est appelé.' } },
    ]);
    expect(JSON.stringify(one)).toContain('https://outil.example.fr/jeu');
  });

  it('never gives a level to what did not fail, and never calls it a pass when it could not be told', () => {
    const results = sarif(aReport({ findings: every })).runs[0].results;
    expect(results.map(({ kind, level }) => [kind, level])).toEqual([
      ['pass', 'none'],
      ['fail', 'error'],
      ['notApplicable', 'none'],
      ['review', 'none'],
      ['open', 'none'],
    ]);
  });

  it('describes each rule that it quotes, once', () => {
    expect(sarif(report).runs[0].tool.driver.rules.map(({ id }) => id)).toEqual([rule.id]);
  });

  it('says that a visit which saw nothing did not succeed', () => {
    expect(sarif(aReport({ outcome: 'inconclusive' })).runs[0].invocations[0].executionSuccessful).toBe(false);
  });
});

const attribute = (document: XmlDocument, path: string) => document.get(path)?.content;

describe('JUnit', () => {
  it('counts failures, and skips what could not be told instead of calling it green', () => {
    const document = XmlDocument.fromString(junitOf(report, rulebook));
    expect(attribute(document, '/testsuites/testsuite/@tests')).toBe('6');
    expect(attribute(document, '/testsuites/testsuite/@failures')).toBe('2');
    expect(attribute(document, '/testsuites/testsuite/@skipped')).toBe('3');
    expect(document.find('//failure')).toHaveLength(2);
    expect(document.find('//testcase[not(*)]')).toHaveLength(1);
    document.dispose();
  });

  it('is an error when the page was not seen', () => {
    const document = XmlDocument.fromString(junitOf(aReport({ outcome: 'inconclusive', findings: [] }), rulebook));
    expect(attribute(document, '//error/@message')).toBe('Trop long.');
    document.dispose();
  });

  it('is well formed whatever a page made us quote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const findings = [aFinding({ outcome: 'failed', message: text, records: [record(text)] })];
        XmlDocument.fromString(junitOf(aReport({ findings, target: text }), rulebook)).dispose();
      }),
    );
  });
});

type Earl = { '@graph': Record<string, unknown>[] };
const earl = (given: Report) =>
  earlOf(given, { ruleUrl: (id) => `https://preau.test/regles/${id}`, at: '2026-11-24T08:00:00.000Z' }) as Earl;

describe('EARL', () => {
  it('asserts each outcome in the words of the W3C, automatically, of the target', () => {
    const assertions = earl(aReport({ findings: every }))['@graph'].slice(2);
    expect(assertions.map(({ result }) => (result as { outcome: string }).outcome)).toEqual([
      'earl:passed',
      'earl:failed',
      'earl:inapplicable',
      'earl:cantTell',
      'earl:untested',
    ]);
    expect(assertions[0]).toMatchObject({
      mode: 'earl:automatic',
      subject: 'https://outil.example.fr/',
      test: `https://preau.test/regles/${rule.id}`,
    });
  });

  it('names every node once and gives the same bytes twice', () => {
    const names = earl(report)['@graph'].map((node) => node['@id']);
    expect(new Set(names).size).toBe(names.length);
    expect(JSON.stringify(earl(report))).toBe(JSON.stringify(earl(report)));
  });
});

/** Several loads of one page told as one report: the worst outcome, and how often it was seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agree } from '../../src/assess/agreement.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type Outcome, outcomes } from '../../src/model/outcome.ts';
import type { Report } from '../../src/model/report.ts';
import { aFinding, aReport } from '../kit/report.ts';

const aRecord = (host: string): Finding['records'][number] => ({
  set: 'requests',
  message: `${host} est appelé.`,
  quote: { host },
});

const found = (outcome: Outcome, records: Finding['records'] = []) => aFinding({ outcome, message: outcome, records });
const aLoad = (findings: Finding[], outcome: Report['outcome'] = 'complete') => aReport({ findings, outcome });

const finding = (report: Report): Finding => {
  const [first] = report.findings;
  if (!first) throw new Error('no finding');
  return first;
};

describe('several loads of one page', () => {
  it('are one load when there is only one: nothing is added', () => {
    const load = aLoad([found('passed')]);
    expect(agree([load])).toBe(load);
  });

  it('keep the failure that one load of three showed, and say one of three', () => {
    const report = agree([
      aLoad([found('passed')]),
      aLoad([found('failed', [aRecord('traceur.test')])]),
      aLoad([found('passed')]),
    ]);
    expect(finding(report)).toMatchObject({ outcome: 'failed', frequency: { loads: 3, same: 1 } });
    expect(finding(report).records).toEqual([{ ...aRecord('traceur.test'), loads: 1 }]);
  });

  it('tell which records came each time and which came once, the steady ones first', () => {
    const report = agree([
      aLoad([found('failed', [aRecord('a.test'), aRecord('b.test')])]),
      aLoad([found('failed', [aRecord('b.test')])]),
    ]);
    expect(finding(report).records.map(({ quote, loads }) => [quote['host'], loads])).toEqual([
      ['b.test', 2],
      ['a.test', 1],
    ]);
  });

  it('leave undetermined what one load could not tell, rather than pass it', () => {
    const report = agree([aLoad([found('passed')]), aLoad([found('cannot-tell')])]);
    expect(finding(report)).toMatchObject({ outcome: 'cannot-tell', frequency: { loads: 2, same: 1 } });
  });

  it('do not count a load that saw nothing, but tell its reason', () => {
    const report = agree([aLoad([found('cannot-tell')], 'inconclusive'), aLoad([found('passed')])]);
    expect(report.outcome).toBe('complete');
    expect(finding(report)).toMatchObject({ outcome: 'passed', frequency: { loads: 1, same: 1 } });
    expect(report.reasons).toHaveLength(1);
    expect(report.loads.map(({ outcome }) => outcome)).toEqual(['inconclusive', 'complete']);
  });

  it('are inconclusive when none saw the page', () => {
    const blind = aLoad([found('cannot-tell')], 'inconclusive');
    expect(agree([blind, blind])).toMatchObject({ outcome: 'inconclusive', loads: [{}, {}] });
  });

  it('give the same findings whatever load came first', () => {
    const load = fc.constantFrom(...outcomes).map((outcome) => aLoad([found(outcome, [aRecord(outcome)])]));
    const loads = fc.tuple(load, load, load);
    fc.assert(
      fc.property(loads, ([one, two, three]) => {
        expect(agree([one, two, three]).findings).toEqual(agree([three, one, two]).findings);
      }),
    );
  });
});

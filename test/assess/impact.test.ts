/** What another rulebook would change for one tool, and nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingWords, impactOf, isNoImpact, type Standing } from '../../src/assess/impact.ts';
import type { Finding } from '../../src/model/finding.ts';
import { outcomes } from '../../src/model/outcome.ts';
import { aFinding } from '../kit/report.ts';

const standing = (changes: Partial<Standing> = {}): Standing => ({
  findings: [],
  labels: [],
  directives: [],
  attention: [],
  ...changes,
});

const directive = (verdict: 'allowed' | 'forbidden', text: string) => ({
  context: 'en-classe',
  verdict,
  text,
  template: { id: verdict, version: '1.0' },
  conditions: [],
  whoDecides: 'Le chef d’établissement.',
  duties: [],
  because: [],
  date: '2026-11-24',
});

describe('the impact of another rulebook', () => {
  it('is nothing when the outcomes are the same, whatever the words', () => {
    const before = standing({ findings: [aFinding({ message: 'Avant.' })] });
    const after = standing({ findings: [aFinding({ message: 'Après.' })] });
    expect(isNoImpact(impactOf(before, after))).toBe(true);
  });

  it('shows the rule that would fail now, with both sides', () => {
    const { findings } = impactOf(
      standing({ findings: [aFinding({ outcome: 'passed' })] }),
      standing({ findings: [aFinding({ outcome: 'failed', message: 'Un appel.' })] }),
    );
    expect(findings).toEqual([
      {
        rule: 'traceurs/essai',
        before: { outcome: 'passed', severity: 'major', message: 'Rien à dire.' },
        after: { outcome: 'failed', severity: 'major', message: 'Un appel.' },
      },
    ]);
  });

  it('says the severity where it is what changes, or the two sides would read the same', () => {
    const words = (before: Partial<Finding>, after: Partial<Finding>) =>
      impactOf(standing({ findings: [aFinding(before)] }), standing({ findings: [aFinding(after)] })).findings.map(
        findingWords,
      );
    const failed = { outcome: 'failed' } as const;
    expect(words({ ...failed, severity: 'minor' }, { ...failed, severity: 'blocking' })).toEqual([
      { before: 'non respecté (mineure)', after: 'non respecté (bloquante)' },
    ]);
    expect(words({ outcome: 'passed' }, failed)).toEqual([{ before: 'respecté', after: 'non respecté' }]);
    expect(words({ ...failed, rule: 'a/a' }, { ...failed, rule: 'b/b' })).toEqual([
      { before: 'non respecté', after: null },
      { before: null, after: 'non respecté' },
    ]);
  });

  it('tells a new rule from one that is gone', () => {
    const one = standing({ findings: [aFinding({ rule: 'a/ancienne' })] });
    const other = standing({ findings: [aFinding({ rule: 'b/nouvelle' })] });
    expect(
      impactOf(one, other).findings.map(({ rule, before, after }) => [rule, before === null, after === null]),
    ).toEqual([
      ['a/ancienne', false, true],
      ['b/nouvelle', true, false],
    ]);
  });

  it('counts a directive whose text changes though its verdict does not: the text engages', () => {
    const { directives } = impactOf(
      standing({ directives: [directive('allowed', 'Vous pouvez.')] }),
      standing({ directives: [directive('allowed', 'Vous pouvez si.')] }),
    );
    expect(directives).toMatchObject([{ context: 'en-classe', before: { text: 'Vous pouvez.' } }]);
  });

  it('is nothing between a judgement and itself, and turns round when the sides do', () => {
    const finding = fc.record({ rule: fc.constantFrom('a/a', 'b/b', 'c/c'), outcome: fc.constantFrom(...outcomes) });
    const side = fc
      .uniqueArray(finding, { selector: ({ rule }) => rule })
      .map((all) => standing({ findings: all.map((each) => aFinding(each)) }));
    fc.assert(
      fc.property(side, side, (one, other) => {
        expect(isNoImpact(impactOf(one, one))).toBe(true);
        const turned = impactOf(other, one).findings.map(({ rule, before, after }) => ({
          rule,
          before: after,
          after: before,
        }));
        expect(turned).toEqual(impactOf(one, other).findings);
      }),
    );
  });
});

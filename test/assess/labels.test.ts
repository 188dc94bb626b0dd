/** Labels: people decide, the robot proposes nothing above « à confirmer », and every label expires. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionOf } from '../../src/assess/attention.ts';
import { addMonths, labelsOf } from '../../src/assess/labels.ts';
import { type Decision, opinions } from '../../src/model/decision.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type Axis, axes, type LabelDefinition } from '../../src/model/label.ts';
import { outcomes, type Severity, severities } from '../../src/model/outcome.ts';

const finding = (rule: string, outcome: Finding['outcome'], severity: Severity = 'major'): Finding => ({
  ...{ rule, outcome, severity, message: '', provenance: 'observed', records: [], omitted: 0 },
});
const decision = (changes: Partial<Decision> = {}): Decision => ({
  ...{ opinion: 'favourable', reasons: 'Motifs.', contexts: {}, setAside: [], decidedBy: 'commission' },
  ...{ decidedAt: '2026-11-24', demonstration: true },
  ...changes,
});
const definition = (axis: Axis): LabelDefinition => ({
  ...{ id: axis, axis, title: 'Un axe', meaning: 'Ce que cela dit', doesNotMean: 'Ce que cela ne dit pas' },
  ...{ reads: ['essais/*'], validMonths: 12 },
  words: {
    favourable: 'Favorable',
    'with-reservations': 'Réserves',
    unfavourable: 'Défavorable',
    'to-confirm': 'À confirmer',
    'not-assessed': 'Non évalué',
  },
});
const label = (axis: Axis, findings: Finding[], decided: Decision | null) => {
  const rulebook = { version: '0.1', digest: 'abc' };
  const dates = { evidenceDate: '2026-11-20', date: '2026-11-24' };
  const [first] = labelsOf({ definitions: [definition(axis)], findings, decision: decided, rulebook, ...dates });
  if (first === undefined) throw new Error('No label.');
  return first;
};
const passed = finding('essais/a', 'passed');

describe('without a decision', () => {
  it('a label is to confirm once something was evaluated, and not assessed before', () => {
    expect(label('data', [passed], null)).toMatchObject({ state: 'to-confirm', words: 'À confirmer' });
    expect(label('data', [finding('essais/a', 'cannot-tell')], null).state).toBe('not-assessed');
    expect(label('data', [finding('autre/a', 'passed')], null).state).toBe('not-assessed');
  });

  it('no finding of any kind lifts any axis above « à confirmer »', () => {
    const some = fc.array(
      fc.record({ outcome: fc.constantFrom(...outcomes), severity: fc.constantFrom(...severities) }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...axes), some, (axis, drawn) => {
        const findings = drawn.map(({ outcome, severity }, index) => finding(`essais/${index}`, outcome, severity));
        expect(['to-confirm', 'not-assessed']).toContain(label(axis, findings, null).state);
      }),
    );
  });
});

describe('with a decision', () => {
  it.each([
    ['favourable', 'favourable'],
    ['favourable-with-conditions', 'with-reservations'],
    ['unfavourable', 'unfavourable'],
    ['adjourned', 'to-confirm'],
  ] as const)('the data axis follows the opinion: %s gives %s', (opinion, state) => {
    expect(label('data', [passed], decision({ opinion })).state).toBe(state);
  });

  it('a blocking failure shows as a reservation, unless the commission set it aside with a reason', () => {
    const failed = finding('essais/b', 'failed', 'blocking');
    expect(label('data', [failed], decision()).state).toBe('with-reservations');
    const setAside = [{ rule: 'essais/b', reason: 'Faux positif.' }];
    expect(label('data', [failed], decision({ setAside })).state).toBe('favourable');
  });

  it.each([
    ['a major failure', [finding('essais/b', 'failed', 'major')], 'unfavourable'],
    ['a minor failure', [passed, finding('essais/b', 'failed', 'minor')], 'with-reservations'],
    ['a doubt on a major rule', [passed, finding('essais/b', 'cannot-tell', 'major')], 'to-confirm'],
    ['a doubt on a minor rule', [passed, finding('essais/b', 'cannot-tell', 'minor')], 'favourable'],
    ['nothing evaluated', [finding('essais/b', 'inapplicable')], 'not-assessed'],
  ] as const)('access and freedom follow the findings: %s', (_what, findings, state) => {
    expect(label('access', [...findings], decision()).state).toBe(state);
    expect(label('freedom', [...findings], decision()).state).toBe(state);
  });

  it('the pedagogical interest stays to be assessed: no rule can give it', () => {
    for (const opinion of opinions)
      expect(label('pedagogy', [passed], decision({ opinion })).state).toBe('not-assessed');
  });
});

describe('every label', () => {
  it('carries its date, rulebook, evidence date and expiry, and the rules that explain it', () => {
    const read = [passed, finding('essais/b', 'failed'), finding('essais/c', 'cannot-tell')];
    expect(label('data', read, null)).toMatchObject({
      ...{ date: '2026-11-24', evidenceDate: '2026-11-20', expires: '2027-11-24' },
      rulebook: { version: '0.1', digest: 'abc' },
      because: [
        { rule: 'essais/b', outcome: 'failed' },
        { rule: 'essais/c', outcome: 'cannot-tell' },
      ],
    });
  });

  it.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-24T10:00:00.000Z', 24, '2028-11-24'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %d months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });
});

describe('a point d’attention', () => {
  const point = {
    id: 'publicite',
    title: 'Publicité',
    meaning: 'Une régie',
    avoid: 'Autre outil',
    rules: ['essais/*'],
  };

  it('is shown when one of its rules failed, and names it', () => {
    expect(attentionOf([point], [passed, finding('essais/b', 'failed')])).toEqual([
      { id: 'publicite', title: 'Publicité', meaning: 'Une régie', avoid: 'Autre outil', because: ['essais/b'] },
    ]);
  });

  it('is not shown for a doubt', () => {
    expect(attentionOf([point], [finding('essais/b', 'cannot-tell')])).toEqual([]);
  });
});

/** Labels: people decide, the robot proposes nothing above « à confirmer », and every label expires. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { attentionOf } from '../../src/assess/attention.ts';
import { addMonths, labelsOf } from '../../src/assess/labels.ts';
import { type Decision, opinions } from '../../src/model/decision.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type Axis, axes, LabelDefinition } from '../../src/model/label.ts';
import { outcomes, type Severity, severities } from '../../src/model/outcome.ts';
import { realReference } from '../kit/reference.ts';

const finding = (rule: string, outcome: Finding['outcome'], severity: Severity = 'major'): Finding => ({
  ...{ rule, outcome, severity, message: '', provenance: 'observed', records: [], omitted: 0 },
});
const decision = (changes: Partial<Decision> = {}): Decision => ({
  ...{ opinion: 'favourable', reasons: 'Motifs.', contexts: {}, setAside: [], decidedBy: 'commission' },
  ...{ decidedAt: '2026-11-24', demonstration: true },
  ...changes,
});
const definition = (axis: Axis, changes: Partial<v.InferInput<typeof LabelDefinition>> = {}): LabelDefinition =>
  v.parse(LabelDefinition, {
    ...{ id: axis, axis, title: 'Un axe', meaning: 'Ce que cela dit', doesNotMean: 'Ce que cela ne dit pas' },
    ...{ reads: ['essais/*'], validMonths: 12 },
    words: {
      favourable: 'Favorable',
      'with-reservations': 'Réserves',
      unfavourable: 'Défavorable',
      'to-confirm': 'À confirmer',
      'not-assessed': 'Non évalué',
    },
    ...changes,
  });
const label = (
  axis: Axis,
  findings: Finding[],
  decided: Decision | null,
  changes: Partial<v.InferInput<typeof LabelDefinition>> = {},
) => {
  const rulebook = { version: '0.1', digest: 'abc' };
  const dates = { evidenceDate: '2026-11-20', date: '2026-11-24' };
  const definitions = [definition(axis, changes)];
  const [first] = labelsOf({ definitions, findings, decision: decided, rulebook, ...dates });
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
    ['what is told for information', [passed, finding('essais/b', 'failed', 'information')], 'with-reservations'],
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

describe('a label whose file says what it needs and forbids', () => {
  const wish = {
    needs: [{ rules: ['essais/licence'], from: 'minor' }],
    forbids: [{ rules: ['essais/piege'], from: 'information' }],
    reserves: [{ from: 'minor' }],
  } satisfies Partial<v.InferInput<typeof LabelDefinition>>;
  const decided = decision();

  it.each([
    ['a doubt on what it needs', finding('essais/licence', 'cannot-tell', 'minor'), 'to-confirm'],
    ['a doubt lighter than it needs', finding('essais/licence', 'untested', 'information'), 'favourable'],
    ['a doubt on another rule', finding('essais/autre', 'cannot-tell', 'blocking'), 'favourable'],
    ['a failure of what it forbids', finding('essais/piege', 'failed', 'information'), 'unfavourable'],
    ['a failure lighter than it reserves', finding('essais/autre', 'failed', 'information'), 'favourable'],
    ['a failure of another rule', finding('essais/autre', 'failed', 'major'), 'with-reservations'],
  ] as const)('%s', (_what, one, state) => {
    expect(label('freedom', [passed, one], decided, wish).state).toBe(state);
  });

  it('is refused to nobody for what the commission set aside', () => {
    const aside = decision({ setAside: [{ rule: 'essais/piege', reason: 'Faux positif.' }] });
    const trap = finding('essais/piege', 'failed');
    expect(label('freedom', [passed, trap], aside, wish).state).toBe('favourable');
  });

  it('may ask for the opinion of the commission on any axis, and for trials on any axis', () => {
    const failed = finding('essais/b', 'failed', 'major');
    expect(label('access', [failed], decided, { decision: 'opinion', forbids: [] }).state).toBe('favourable');
    expect(label('access', [failed], decided, { decision: 'trials' }).state).toBe('not-assessed');
  });
});

describe('the label of freedom that we ship', () => {
  const definitions = realReference().labels.filter(({ id }) => id === 'liberte');
  const licence = (outcome: Finding['outcome']) => finding('ouverture/logiciel-libre', outcome, 'information');
  const known = finding('ouverture/licence-identifiee', 'passed', 'minor');
  const given = { definitions, decision: decision(), rulebook: { version: '0.1', digest: 'abc' } };
  const state = (...findings: Finding[]) =>
    labelsOf({ ...given, findings, evidenceDate: '2026-11-20', date: '2026-11-24' })[0]?.state;

  it.each([
    ['is given to free software', [known, licence('passed')], 'favourable'],
    ['is refused to closed software', [known, licence('failed')], 'unfavourable'],
    ['waits for the licence', [finding('ouverture/export', 'passed'), licence('cannot-tell')], 'to-confirm'],
    [
      'is refused when the repository says otherwise than the vendor',
      [known, licence('passed'), finding('ouverture/licence-du-depot', 'failed', 'information')],
      'unfavourable',
    ],
    [
      'is limited by contents that are not open',
      [known, licence('passed'), finding('ouverture/contenus-ouverts', 'failed', 'information')],
      'with-reservations',
    ],
    [
      'takes nothing from a project at rest',
      [known, licence('passed'), finding('ouverture/projet-vivant', 'failed', 'information')],
      'favourable',
    ],
  ] as const)('%s', (_what, findings, expected) => expect(state(...findings)).toBe(expected));
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

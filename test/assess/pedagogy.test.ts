/** The ladder of pedagogical evidence: what validated trials carry, and what they never do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pedagogyOf } from '../../src/assess/pedagogy.ts';
import { directions, methods, pedagogyLevels, type Trial, trialKinds } from '../../src/model/trial.ts';
import { realReference } from '../kit/reference.ts';

const { ladder } = realReference();
let next = 0;
const aTrial = (changes: Partial<Trial> = {}): Trial => {
  next += 1;
  return {
    id: `essai-${String(next).padStart(4, '0')}`,
    kind: 'trial-report',
    academy: 'lyon',
    level: '6e',
    subject: 'mathematiques',
    classes: 1,
    weeks: 4,
    context: 'eleves-sans-compte',
    method: 'observation',
    aim: 'Tracer des courbes.',
    results: 'Les élèves ont tracé.',
    difficulties: '',
    impacts: [],
    reuse: true,
    interest: null,
    validatedOn: '2026-11-01',
    ...changes,
  };
};
const levelOf = (...trials: Trial[]) => pedagogyOf(trials, ladder).level;

describe('the ladder', () => {
  it('is at P0 without any trial, and that is no reproach', () => {
    expect(pedagogyOf([], ladder)).toEqual({ level: 'P0', because: [], impacts: [] });
  });

  it.each([
    ['P1', [aTrial({ kind: 'expert-review' })]],
    ['P2', [aTrial()]],
    ['P2', [aTrial({ classes: 9 })]],
    ['P3', [aTrial({ classes: 2 }), aTrial({ academy: 'nantes' })]],
    ['P3', [aTrial({ classes: 2, reuse: false }), aTrial({ academy: 'nantes', reuse: false })]],
    ['P2', [aTrial({ classes: 2 }), aTrial({ academy: 'nantes', reuse: false })]],
    ['P4', [aTrial({ kind: 'study', method: 'compared-group' })]],
    ['P0', [aTrial({ kind: 'study', method: 'questionnaire' })]],
  ] as const)('is at %s for %#', (level, trials) => {
    expect(levelOf(...trials)).toBe(level);
  });

  it('counts neither a trial that waits for its inspector, nor one whose author is linked to the vendor', () => {
    expect(levelOf(aTrial({ validatedOn: null }))).toBe('P0');
    expect(levelOf(aTrial({ interest: 'Auteur d’un manuel de l’éditeur.' }))).toBe('P0');
  });

  it('climbs with neither a testimony nor an analysis', () => {
    expect(levelOf(aTrial({ kind: 'testimony' }), aTrial({ kind: 'analysis' }))).toBe('P0');
  });

  it('names the trials that carry the level', () => {
    const report = aTrial();
    expect(pedagogyOf([aTrial({ kind: 'testimony' }), report], ladder).because).toEqual([report.id]);
  });
});

describe('an impact', () => {
  const impacts = (direction: (typeof directions)[number]) => [{ impact: 'attention', direction }];

  it('is mixed when trials do not agree, with the strength of the best proof', () => {
    const trials = [
      aTrial({ impacts: impacts('benefit') }),
      aTrial({ impacts: impacts('harm'), method: 'before-after' }),
    ];
    expect(pedagogyOf(trials, ladder).impacts).toEqual([
      { impact: 'attention', title: 'Attention', direction: 'mixed', strength: 2, trials: 2 },
    ]);
  });

  it('keeps its direction beside a trial that could not tell', () => {
    const trials = [aTrial({ impacts: impacts('unclear') }), aTrial({ impacts: impacts('benefit') })];
    expect(pedagogyOf(trials, ladder).impacts).toMatchObject([{ direction: 'benefit', strength: 1 }]);
  });
});

describe('whatever the trials', () => {
  const trial = fc
    .record({
      kind: fc.constantFrom(...trialKinds),
      method: fc.constantFrom(...methods),
      academy: fc.constantFrom('lyon', 'nantes', 'lille'),
      classes: fc.nat({ max: 4 }),
      reuse: fc.boolean(),
      validatedOn: fc.constantFrom('2026-11-01', null),
      impacts: fc.array(
        fc.record({ impact: fc.constantFrom('attention', 'cout'), direction: fc.constantFrom(...directions) }),
      ),
    })
    .map((changes) => aTrial(changes));

  it('their order changes nothing, and one more study never lowers the level', () => {
    fc.assert(
      fc.property(fc.array(trial, { maxLength: 6 }), (trials) => {
        const { level } = pedagogyOf(trials, ladder);
        expect(pedagogyOf(trials.toReversed(), ladder)).toEqual(pedagogyOf(trials, ladder));
        const more = levelOf(...trials, aTrial({ kind: 'study', method: 'compared-group' }));
        expect(pedagogyLevels.indexOf(more)).toBeGreaterThanOrEqual(pedagogyLevels.indexOf(level));
      }),
    );
  });
});

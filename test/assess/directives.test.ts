/** Directives: the exact sentences that teachers read, and the cap that a blocking failure puts on them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directivesOf, proposeContexts } from '../../src/assess/directives.ts';
import type { ContextVerdict, Decision, Verdict } from '../../src/model/decision.ts';
import { verdicts } from '../../src/model/decision.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { UseContext } from '../../src/model/label.ts';
import { outcomes, type Severity, severities } from '../../src/model/outcome.ts';
import { realReference } from '../kit/reference.ts';

const finding = (outcome: Finding['outcome'], severity: Severity = 'blocking', rule = 'essais/a'): Finding => ({
  ...{ rule, outcome, severity, message: '', provenance: 'observed', records: [], omitted: 0 },
});
const context = (pupils: boolean): UseContext => ({
  ...{ id: 'en-classe', phrase: 'en classe, sans compte d’élève', title: 'En classe', order: 1, pupils },
  ...{ reads: ['essais/*'], whoDecides: 'Le chef d’établissement.', duties: ['Informez les familles.'] },
});
const decision = (verdict: ContextVerdict, changes: Partial<Decision> = {}): Decision => ({
  ...{ opinion: 'favourable', reasons: 'Motifs.', contexts: { 'en-classe': verdict }, setAside: [] },
  ...{ decidedBy: 'commission', decidedAt: '2026-11-24', demonstration: true },
  ...changes,
});
const texts = realReference().directiveTexts;
const directive = (decided: Decision | null, findings: Finding[] = [], pupils = true, toolName = 'Géo') => {
  const given = { contexts: [context(pupils)], findings, decision: decided, toolName, texts, date: '2026-11-24' };
  const [first] = directivesOf(given);
  if (first === undefined) throw new Error('No directive.');
  return first;
};
const allowed = { verdict: 'allowed', conditions: [] } as const satisfies ContextVerdict;

describe('the sentence', () => {
  it('says which text it fills and its version, and never reads a place in the name of a tool', () => {
    const made = directive(decision(allowed), [], true, 'L’{contexte} {outil}');
    expect(made.template).toEqual({ id: 'allowed', version: texts.version });
    expect(made.text).toBe('Vous pouvez utiliser L’{contexte} {outil} en classe, sans compte d’élève.');
  });

  it.each([
    ['allowed', [], 'Vous pouvez utiliser Géo en classe, sans compte d’élève.'],
    [
      ...['allowed-if', ['Coupez la caméra.', 'Restez en classe']],
      'Vous pouvez utiliser Géo en classe, sans compte d’élève si : 1. Coupez la caméra ; 2. Restez en classe.',
    ],
    [
      ...['to-confirm', []],
      'Aucun avis à ce jour sur Géo en classe, sans compte d’élève. Demandez l’avis de votre délégué à la protection des données.',
    ],
    ['not-with-pupils', [], 'N’utilisez pas Géo avec des élèves en classe, sans compte d’élève.'],
    ['forbidden', [], 'N’utilisez pas Géo en classe, sans compte d’élève.'],
  ] as [Verdict, string[], string][])('for « %s » begins with the verb', (verdict, conditions, text) => {
    expect(directive(decision({ verdict, conditions })).text).toBe(text);
  });

  it('comes with who decides, the duties and the date', () => {
    expect(directive(decision(allowed))).toMatchObject({
      ...{ whoDecides: 'Le chef d’établissement.', duties: ['Informez les familles.'], date: '2026-11-24' },
    });
  });
});

describe('the verdict', () => {
  it('is « aucun avis » without a decision, without this context, and after an adjournment', () => {
    expect(directive(null).verdict).toBe('to-confirm');
    expect(directive(decision(allowed, { contexts: {} })).verdict).toBe('to-confirm');
    expect(directive(decision(allowed, { opinion: 'adjourned' })).verdict).toBe('to-confirm');
  });

  it('cannot stay « vous pouvez utiliser » over a blocking failure', () => {
    const failed = [finding('failed')];
    expect(directive(decision(allowed), failed, true).verdict).toBe('not-with-pupils');
    expect(directive(decision(allowed), failed, false).verdict).toBe('to-confirm');
    const conditions = ['Sur les appareils de l’école'];
    expect(directive(decision({ verdict: 'allowed', conditions }), failed).verdict).toBe('allowed-if');
    expect(directive(decision(allowed), failed).because).toEqual([{ rule: 'essais/a', outcome: 'failed' }]);
  });

  it('stays as decided when the commission set the failure aside, or when the failure is not blocking', () => {
    const setAside = [{ rule: 'essais/a', reason: 'Faux positif.' }];
    expect(directive(decision(allowed, { setAside }), [finding('failed')]).verdict).toBe('allowed');
    expect(directive(decision(allowed), [finding('failed', 'major')]).verdict).toBe('allowed');
    expect(directive(decision(allowed), [finding('failed', 'blocking', 'autre/a')]).verdict).toBe('allowed');
  });

  it('is never more open than what was decided, whatever was found', () => {
    const findings = fc.array(
      fc.tuple(fc.constantFrom(...outcomes), fc.constantFrom(...severities), fc.constantFrom('essais/a', 'autre/b')),
    );
    const decided = fc.option(fc.constantFrom(...verdicts), { nil: null });
    fc.assert(
      fc.property(findings, decided, fc.boolean(), (drawn, verdict, pupils) => {
        const made = verdict === null ? null : decision({ verdict, conditions: [] });
        const found = directive(
          made,
          drawn.map((each) => finding(...each)),
          pupils,
        ).verdict;
        expect(verdicts.indexOf(found)).toBeGreaterThanOrEqual(verdicts.indexOf(verdict ?? 'to-confirm'));
      }),
    );
  });
});

describe('the draft of the decision form', () => {
  const proposed = (findings: Finding[], pupils = true) =>
    proposeContexts([context(pupils)], findings)['en-classe']?.verdict;

  it('keeps pupils away from a blocking failure, and asks people about anything serious', () => {
    expect(proposed([finding('failed')])).toBe('not-with-pupils');
    expect(proposed([finding('failed')], false)).toBe('to-confirm');
    expect(proposed([finding('passed'), finding('failed', 'major')])).toBe('to-confirm');
    expect(proposed([finding('passed'), finding('cannot-tell')])).toBe('to-confirm');
  });

  it('opens only what was seen to be clean', () => {
    expect(proposed([])).toBe('to-confirm');
    expect(proposed([finding('passed'), finding('failed', 'minor')])).toBe('allowed');
  });
});

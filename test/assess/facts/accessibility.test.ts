/** What the facts make of axe-core's records: French words, counts over the tool's own pages, and what it announces. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import { findingsOf } from '../../../src/assess/findings.ts';
import type { AccessibilityFact } from '../../../src/model/facts.ts';
import type { AccessibilityRecord } from '../../../src/model/records.ts';
import { aLink, aPage, collected, someEvidence } from '../../kit/evidence.ts';
import { realReference } from '../../kit/reference.ts';

const { lists, rulebook } = realReference();
const home = 'https://outil.example.fr/';
const on = (page: string) => ({ phase: 'before-choice', page }) as const;
const examined = (page = home): AccessibilityRecord => ({
  ...{ kind: 'examined', ...on(page), axe: '4.14.1' },
  ...{ nodes: 40, passed: 12, incomplete: 1 },
});
const fault = (
  rule: string,
  impact: 'minor' | 'moderate' | 'serious' | 'critical',
  page = home,
): AccessibilityRecord => ({
  ...{ kind: 'violation', ...on(page), rule, impact, criteria: ['1.1'], nodes: 2 },
  targets: [
    { selector: 'main > img:nth-of-type(1)', html: '<img src="/a.png">' },
    { selector: 'main > img:nth-of-type(2)', html: '<img src="/b.png">' },
  ],
});

const visit = (records: AccessibilityRecord[], changes: Parameters<typeof someEvidence>[0] = {}) =>
  factsOf(someEvidence({ accessibility: collected(records), ...changes }), {}, lists);
const read = (...given: Parameters<typeof visit>): AccessibilityFact[] => {
  const { accessibility } = visit(...given);
  if (accessibility.kind === 'unavailable') throw new Error(accessibility.reason);
  return accessibility.records;
};
const outcomeOf = (rule: string, ...given: Parameters<typeof visit>) =>
  findingsOf(visit(...given), rulebook).find((each) => each.rule === rule);

/** A statement long enough to be read as one. */
const statement = (level: string) =>
  collected([
    aPage(),
    aPage({
      role: 'accessibility',
      url: `${home}accessibilite`,
      text: `Déclaration d’accessibilité. Le service est ${level} avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1. ${'Nous travaillons à rendre nos pages utilisables par tous les élèves et par leurs enseignants. '.repeat(5)}`,
    }),
  ]);

describe('the facts of accessibility', () => {
  it('name each fault in French, with where it is', () => {
    expect(read([fault('image-alt', 'critical')])[0]).toMatchObject({
      ...{ title: 'Image sans texte de remplacement', impact: 'critical', criteria: ['1.1'], elements: 2, critical: 1 },
      ...{ selectors: ['main > img:nth-of-type(1)', 'main > img:nth-of-type(2)'], html: '<img src="/a.png">' },
    });
  });

  it('fall back on the criterion for a rule that nobody put in French', () => {
    expect(read([fault('new-rule', 'minor')])[0]?.title).toBe('Critère 1.1 du RGAA non respecté (règle new-rule)');
  });

  it('have words for every rule that axe-core may report', async () => {
    const { default: axe } = await import('axe-core');
    const asked = axe
      .getRules(['RGAAv4'])
      .filter(({ tags }) => tags.some((tag) => /^wcag2\d?a{1,2}$/.test(tag)) && !tags.includes('experimental'));
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.map(({ ruleId }) => ruleId).filter((id) => !lists.accessibility.has(id))).toEqual([]);
  });

  it('count the faults of the tool’s own pages together, not those of a portal', () => {
    const facts = read([
      fault('image-alt', 'critical'),
      fault('label', 'critical', `${home}exercice`),
      fault('label', 'critical', 'https://portail.test/'),
    ]);
    expect(facts.map(({ party, critical }) => [party, critical])).toEqual([
      ['first', 2],
      ['first', 2],
      ['third', 0],
    ]);
  });

  it('leave unknown all of a page that was not examined', () => {
    const unexamined: AccessibilityRecord = { kind: 'unexamined', ...on(home), reason: 'too-long' };
    expect(Object.keys(read([unexamined])[0] ?? {})).not.toEqual(
      expect.arrayContaining(['impact', 'critical', 'serious']),
    );
    expect(outcomeOf('accessibilite/erreurs-automatiques', [unexamined])?.outcome).toBe('cannot-tell');
    expect(outcomeOf('accessibilite/erreurs-automatiques', [unexamined, fault('label', 'critical')])?.outcome).toBe(
      'failed',
    );
  });

  it('conclude nothing from evidence that is older than the examination', () => {
    const accessibility = { kind: 'unavailable', reason: 'relevé antérieur à cet examen' } as const;
    const finding = outcomeOf('accessibilite/erreurs-automatiques', [], { accessibility });
    expect(finding?.outcome).toBe('cannot-tell');
    expect(finding?.message).toContain('relevé antérieur');
  });
});

describe('what the tool announces', () => {
  const claim = 'accessibilite/conformite-totale';

  it('is read in its statement, and denied by a serious fault', () => {
    const pages = statement('totalement conforme');
    expect(read([examined()], { pages })[0]?.claimed).toBe('total');
    const finding = outcomeOf(claim, [examined(), fault('image-alt', 'critical')], { pages });
    expect(finding).toMatchObject({ outcome: 'failed', severity: 'major' });
    expect(finding?.records[0]?.quote).toMatchObject({ html: '<img src="/a.png">', claimed: 'total' });
    expect(outcomeOf(claim, [examined(), fault('aria-deprecated-role', 'minor')], { pages })?.outcome).toBe('passed');
  });

  it('is read in the words of the home page too, and unknown when both differ', () => {
    const links = collected([aLink(`${home}accessibilite`, 'Accessibilité : totalement conforme')]);
    expect(read([examined()], { links })[0]?.claimed).toBe('total');
    const both = { links, pages: statement('partiellement conforme') };
    expect(read([examined()], both)[0]).not.toHaveProperty('claimed');
    expect(outcomeOf(claim, [fault('image-alt', 'critical')], both)?.outcome).toBe('cannot-tell');
  });

  it('accuses nobody who announces less, or nothing', () => {
    const pages = statement('partiellement conforme');
    expect(outcomeOf(claim, [fault('image-alt', 'critical')], { pages })?.outcome).toBe('inapplicable');
    expect(outcomeOf(claim, [fault('image-alt', 'critical')])?.outcome).toBe('inapplicable');
  });
});

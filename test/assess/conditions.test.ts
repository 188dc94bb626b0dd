/** Eight operators over values, nothing and the unknown: the table that the whole rule language stands on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerOf, holds, meansOf, unknownPaths } from '../../src/assess/conditions.ts';
import { fieldsOf, valueAt } from '../../src/model/fields.ts';
import type { Condition } from '../../src/model/rule.ts';
import { hostileMs, processorMs } from '../kit/bounds.ts';

const means = meansOf(new Map([['europe', new Set(['FR', 'DE'])]]));

describe('an operator', () => {
  const table: [Condition, unknown, Answer][] = [
    ['third', 'third', true],
    ['third', 'first', false],
    [{ is: 3 }, 3, true],
    [{ is: 3 }, '3', false],
    [{ not: 'a' }, 'b', true],
    [{ not: 'a' }, 'a', false],
    [{ in: ['a', 'b'] }, 'b', true],
    [{ in: ['a', 'b'] }, 'c', false],
    [{ in: 'list:europe' }, 'FR', true],
    [{ in: 'list:europe' }, 'US', false],
    [{ 'not-in': 'list:europe' }, 'US', true],
    [{ 'not-in': 'list:europe' }, 'DE', false],
    [{ above: 10 }, 11, true],
    [{ above: 10 }, 10, false],
    [{ below: 10 }, 9, true],
    [{ below: 10 }, 10, false],
    [{ matches: '(^|[.])regie[.]test$' }, 'a.regie.test', true],
    [{ matches: '(^|[.])regie[.]test$' }, 'regie.test.evil', false],
    [{ matches: '(?i)^nosniff$' }, 'NoSniff', true],
    [{ present: true }, 'x', true],
    [{ present: false }, 'x', false],
    [{ present: true }, [], false],
    [{ present: true }, ['a'], true],
    [{ present: false }, [], true],
  ];
  it.each(table)('%j on %j is %s', (condition, value, answer) => {
    expect(answerOf(value, condition, means)).toBe(answer);
  });

  it.each(table)('%j on the unknown is unknown', (condition) => {
    expect(answerOf(undefined, condition, means)).toBe('unknown');
  });

  it('answers false on nothing, but for `not`, `not-in` and `present: false`', () => {
    const truths = table.filter(([condition]) => answerOf(null, condition, means) === true);
    const operators = new Set(truths.map(([condition]) => Object.keys(condition)[0]));
    expect([...operators].sort()).toEqual(['not', 'not-in', 'present']);
    expect(answerOf(null, { present: true }, means)).toBe(false);
  });

  it('says loudly that a list is not in the rulebook, since the loader should have refused the rule', () => {
    expect(() => answerOf('x', { in: 'list:nowhere' }, means)).toThrow('list:nowhere');
  });

  it('runs a pattern in linear time on a text made to hang', () => {
    const spent = processorMs(() => {
      expect(answerOf('a'.repeat(50_000), { matches: '^(a+)+$|b' }, means)).toBe(true);
      expect(answerOf(`${'a'.repeat(50_000)}!`, { matches: '^(a+)+$' }, means)).toBe(false);
    });
    expect(spent).toBeLessThan(hostileMs);
  });
});

describe('several conditions', () => {
  const record = { host: 'a.test', tracker: null, answered: true };

  it('hold together only when each holds', () => {
    expect(holds(record, { host: 'a.test', answered: true }, means)).toBe(true);
    expect(holds(record, { host: 'a.test', answered: false }, means)).toBe(false);
    expect(holds(record, {}, means)).toBe(true);
  });

  it('are false as soon as one is false, whatever is unknown beside', () => {
    expect(holds(record, { country: 'FR', host: 'b.test' }, means)).toBe(false);
    expect(holds(record, { country: 'FR', host: 'a.test' }, means)).toBe('unknown');
    expect(unknownPaths(record, { country: 'FR', host: 'a.test' })).toEqual(['country']);
  });

  it('do not depend on the order in which they are written', () => {
    const condition = fc.constantFrom<Condition>('a.test', 'b.test', true);
    const path = fc.constantFrom('host', 'country', 'answered', 'tracker.name');
    fc.assert(
      fc.property(fc.dictionary(path, condition), (conditions) => {
        const reversed = Object.fromEntries(Object.entries(conditions).reverse());
        expect(holds(record, reversed, means)).toBe(holds(record, conditions, means));
      }),
    );
  });
});

describe('the value at a path', () => {
  it('is nothing inside an object that is nothing, and unknown inside one that is missing', () => {
    expect(valueAt({ tracker: null }, 'tracker.category')).toBeNull();
    expect(valueAt({}, 'tracker.category')).toBeUndefined();
    expect(valueAt({ tracker: { category: 'fonts' } }, 'tracker.category')).toBe('fonts');
  });

  it('may be kept under a key that holds the dot', () => {
    expect(valueAt({ 'hosting.country': 'FR' }, 'hosting.country')).toBe('FR');
  });

  it('does not come from the prototype', () => {
    expect(valueAt({}, 'constructor.name')).toBeUndefined();
  });
});

describe('the fields of a record set', () => {
  it('are read from its schema, with type and closed values', () => {
    expect(fieldsOf('requests').get('tracker.category')).toMatchObject({ type: 'text', nullable: true });
    expect(fieldsOf('requests').get('tracker.category')?.values).toContain('tag-manager');
    expect(fieldsOf('pages').get('headers.content-security-policy')?.type).toBe('text');
    expect(fieldsOf('documents').get('unnamedServices')?.type).toBe('list');
    expect(fieldsOf('declaration').get('hosting.adequacy')?.values).toEqual(['eu', 'adequate', 'partial', 'none']);
  });
});

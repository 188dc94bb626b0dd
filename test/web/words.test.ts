/** French as it is printed: dates, counts, spaces. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, frenchDate, frenchMoment, isoDay, typeset } from '../../src/web/page/words.ts';

describe('French words', () => {
  it('write the first day of a month as an ordinal, and no other', () => {
    expect(frenchDate('2026-12-01')).toBe('1er décembre 2026');
    expect(frenchDate('2026-12-11')).toBe('11 décembre 2026');
    expect(frenchDate('2026-12-21T10:00:00Z')).toBe('21 décembre 2026');
  });

  it('give moments in Paris time, in winter and in summer', () => {
    expect(frenchMoment('2026-12-31T23:05:00Z')).toBe('1er janvier 2027 à 0\u00a0h\u00a005');
    expect(frenchMoment('2026-07-14T08:05:00Z')).toBe('14 juillet 2026 à 10\u00a0h\u00a005');
    expect(isoDay(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
  });

  it('leave as it is what is no date', () => {
    expect(frenchDate('hier')).toBe('hier');
  });

  it('treat zero as a singular and part thousands by a narrow space', () => {
    expect(counted(0, 'outil', 'outils')).toBe('0\u00a0outil');
    expect(counted(1, 'outil', 'outils')).toBe('1\u00a0outil');
    expect(counted(1234, 'outil', 'outils')).toBe('1\u202f234\u00a0outils');
  });

  it('never part a word from the mark that follows it', () => {
    expect(typeset('<p>Que faire ? « Lire » : oui ; non !</p>')).toBe(
      '<p>Que faire\u202f? «\u00a0Lire\u00a0»\u00a0: oui\u202f; non\u202f!</p>',
    );
  });

  it('leave alone attributes, fields and code', () => {
    const html = '<a title="a : b" href="/x ?"><code>a : b</code></a><textarea>a ? b</textarea>';
    expect(typeset(html)).toBe(html);
  });

  it('only ever change spaces', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<code>',
      '</code>',
      'mot',
      ' ',
      ' ?',
      '« ',
      ' :',
      '&lt;',
      '<i a="1">',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const html = pieces.join('');
        expect(typeset(html).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(html);
      }),
    );
  });
});

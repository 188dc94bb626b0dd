/** The text of a licence is told whatever its layout, and never once its words allow less. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spdxOf } from '../../../../src/assess/facts/licence/names.ts';
import { recogniseText } from '../../../../src/assess/facts/licence/text.ts';
import { disguised } from '../../../kit/licences.ts';
import { realLists } from '../../../kit/lists.ts';

const { licences } = realLists();
const text = (id: string): string => licences.texts.get(id) ?? '';
const licenceOf = (written: string): string | null => {
  const found = recogniseText(written, licences);
  return found.kind === 'same' ? found.licence : null;
};
const sameTerms = (id: string): string => id.replace(/-(only|or-later)$/, '');

describe('a LICENSE text', () => {
  const software = [...licences.known].filter(([id, { software }]) => software === 'free' && licences.texts.has(id));
  // Two names of one text, or an exception that SPDX writes as a whole licence.
  const twins = /^OFL-1\.[01]-(no-)?RFN$|-exception$|^StandardML-NJ$/i;
  const told = software.map(([id]) => id).filter((id) => !twins.test(id));

  it.each(told)('of %s is told', (id) => {
    expect(sameTerms(licenceOf(text(id)) ?? '')).toBe(sameTerms(spdxOf(id, licences) ?? ''));
  });

  const usual =
    'MIT MIT-0 ISC 0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BSD-4-Clause MPL-2.0 GPL-2.0-only GPL-3.0-only LGPL-2.1-only LGPL-3.0-only AGPL-3.0-only EUPL-1.1 EUPL-1.2 CECILL-2.0 CECILL-2.1 CECILL-B CECILL-C EPL-2.0 Unlicense CC0-1.0 CC-BY-4.0 CC-BY-SA-4.0 etalab-2.0 JSON BUSL-1.1 SSPL-1.0 Elastic-2.0';
  it.each(usual.split(' '))('of %s is told re-wrapped, re-indented, with another owner', (id) => {
    expect(licenceOf(`# Licence\r\n\r\n${disguised(text(id))}`)).toBe(id);
  });

  it('is told inside the marks of a comment', () => {
    const commented = text('Apache-2.0')
      .split('\n')
      .map((line) => ` * ${line}`);
    expect(licenceOf(`/*\n${commented.join('\n')}\n */`)).toBe('Apache-2.0');
  });

  it('is Apache-2.0 without its appendix, with its notice alone, and LGPL-3.0 without the GPL', () => {
    const [apache = '', appendix = ''] = text('Apache-2.0').split('APPENDIX');
    expect(licenceOf(apache)).toBe('Apache-2.0');
    expect(licenceOf(`${apache}\n${appendix.slice(appendix.indexOf('Copyright ['))}`)).toBe('Apache-2.0');
    const lgpl = text('LGPL-3.0-only');
    expect(licenceOf(lgpl.slice(0, lgpl.search(/GNU GENERAL PUBLIC LICENSE\s+Version 3/)))).toBe('LGPL-3.0-only');
  });

  it('is -or-later when the project says so before the terms, never from the model of notice inside', () => {
    const gpl = text('GPL-3.0-only');
    expect(licenceOf(gpl)).toBe('GPL-3.0-only');
    const notice =
      'This program is free software, under version 3 of the License, or (at your option) any later version.';
    expect(licenceOf(`${notice}\n\n${gpl}`)).toBe('GPL-3.0-or-later');
  });

  it('tells ISC from 0BSD when a line begins with « copyright notice »', () => {
    expect(licenceOf(text('ISC').replace('above copyright notice', 'above\ncopyright notice'))).toBe('ISC');
  });

  it('keeps no word of the terms on a line that names an owner', () => {
    expect(
      licenceOf(text('MIT').replace(/Copyright.*/, 'Copyright (c) 2026 ACME. Not for commercial use.')),
    ).toBeNull();
  });

  it('is never told once a word that grants or limits is added anywhere', () => {
    const words = [...licences.sensitive.limits].filter((word) => word.length > 2);
    const [head = '', terms = ''] = text('MIT').split(/(?=Permission is)/);
    const mit = terms.split(' ');
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.integer({ min: 0, max: mit.length }), (word, place) => {
        expect(licenceOf(head + [...mit.slice(0, place), word, ...mit.slice(place)].join(' '))).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('is never told once a right is struck out', () => {
    for (const right of [
      'use, ',
      'modify, ',
      'sublicense, ',
      'distribute, ',
      'without restriction',
      'free of charge',
      'any person',
    ]) {
      expect([right, licenceOf(text('MIT').replace(right, ''))]).toEqual([right, null]);
    }
  });

  it('that is anything at all never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (written) => {
        expect(licenceOf(written)).toBeNull();
      }),
    );
  });

  it('says what changed', () => {
    expect(recogniseText(`${text('MIT')}\nThe Software may not be used by schools.`, licences)).toEqual({
      kind: 'altered',
      near: 'MIT',
      likeness: expect.closeTo(0.98, 1),
      change: 'the software may not be used by schools',
    });
  });
});

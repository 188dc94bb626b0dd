/** The ScoLOMFR terms of a notice: known, of another time, unknown, and linked or not; what our table cannot place accuses nobody. */
import { describe, expect, it } from 'vitest';
import { exampleNotice, fileRecord, garFacts, notice, noticeParts, recordsIn, termOf } from '../../../kit/gar/files.ts';
import { realLists } from '../../../kit/lists.ts';

const termsOf = (text: string) => recordsIn(garFacts([fileRecord('notice', text)]), 'terms');
const taxa = (...terms: (readonly [id: string, label: string])[]) =>
  noticeParts.level.replace(
    /<taxon>.*<\/taxon>/,
    terms.map(([id, label]) => `<taxon><id>${id}</id><entry><string>${label}</string></entry></taxon>`).join(''),
  );
const last = (level: string, schema = noticeParts.schema) => {
  const found = termsOf(notice({ level, schema, subject: '' })).at(-1);
  if (!found) throw new Error('no term');
  return found;
};
const [college, fifth, lycee] = [
  [termOf('022', '016'), 'collège'],
  [termOf('022', '020'), '5e'],
  [termOf('022', '142'), 'lycée général et technologique'],
] as const;
const later = '<metadataSchema>SCOLOMFRv8.0</metadataSchema>';

describe('the table of terms', () => {
  it('holds the 5,548 terms of 21 vocabularies', () => {
    const { scolomfr } = realLists();
    expect(scolomfr?.terms.size).toBe(5548);
    expect(scolomfr?.vocabularies.size).toBe(21);
    expect(scolomfr?.terms.get(fifth[0])).toEqual({ vocabulary: '022', status: 'current', broader: [college[0]] });
  });
});

describe('a term', () => {
  it('of the notice made for the project is known, current and linked', () => {
    const terms = termsOf(exampleNotice);
    expect(terms).toHaveLength(10);
    expect(terms.every(({ known, outdated, linked }) => known && outdated === false && linked !== false)).toBe(true);
    expect(terms.find(({ label }) => label === '5e')).toMatchObject({ linked: true, vocabulary: '022', line: 26 });
  });

  it('that is under another broader term is told apart', () => {
    expect(last(taxa(lycee, fifth))).toMatchObject({
      known: true,
      linked: false,
      detail: `« 5e » (${fifth[0]}) n’est pas rangé sous le terme qui le précède, dans ScoLOMFR 3.2.0 (ligne 13)`,
    });
    // A later version may link them.
    expect(last(taxa(lycee, fifth), later)).not.toHaveProperty('linked');
    expect(last(taxa(['https://catalogue.test/a', 'A'], fifth))).toMatchObject({ linked: null });
  });

  it('that does not exist is unknown only if the notice follows a version that we hold', () => {
    const invented = [termOf('022', '999'), '8e'] as const;
    expect(last(taxa(college, invented))).toMatchObject({
      known: false,
      detail: expect.stringContaining('n’existe pas dans le vocabulaire 022 de ScoLOMFR 3.2.0'),
    });
    for (const schema of [later, '']) {
      const term = last(taxa(college, invented), schema);
      expect(term).not.toHaveProperty('known');
      expect(term).not.toHaveProperty('linked');
      expect(term.detail).toContain('une version plus récente peut l’avoir ajouté');
    }
  });

  it('of a vocabulary that we do not hold, or of nobody’s, is left out', () => {
    const count = termsOf(notice()).length;
    const others = ['http://data.education.fr/voc/scolomfr/concept/inventé', termOf('003', '026'), 'https://a.test/x'];
    for (const id of others)
      expect(termsOf(notice({ more: taxa([id, 'x']).replace(/<purpose>.*<\/purpose>/, '') }))).toHaveLength(count);
  });

  it('that is withdrawn is told apart from a former one, and from one whose state we lost', () => {
    const withStatus = (wanted: string | null) =>
      [...(realLists().scolomfr?.terms ?? [])].find(([, { status }]) => status === wanted)?.[0] ?? '';
    const states: [status: string | null, outdated: boolean | undefined, words: string][] = [
      ['former', false, 'est un terme ancien de ScoLOMFR 3.2.0'],
      ['deprecated', true, 'est un terme déprécié de ScoLOMFR 3.2.0'],
      ['obsolete', true, 'est un terme obsolète de ScoLOMFR 3.2.0'],
      [null, undefined, 'est dans ScoLOMFR 3.2.0'],
    ];
    for (const [status, outdated, words] of states) {
      const term = last(taxa([withStatus(status), 'x']));
      expect([term.outdated, term.detail]).toEqual([outdated, expect.stringContaining(words)]);
    }
  });
});

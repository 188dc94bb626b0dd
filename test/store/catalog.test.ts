/** A teacher finds a tool with French words, a pasted address, a facet; and never breaks the search. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Archive } from '../../src/store/archive.ts';
import { hitsPerPage } from '../../src/store/catalog.ts';
import { addTool, anEntry, asked, aTool, memoryArchive, publishAll } from './entries.ts';

const directive = (verdict: 'allowed' | 'forbidden') => ({
  context: 'en-classe',
  verdict,
  text: 'Vous pouvez utiliser cet outil.',
  template: { id: verdict, version: '1.0' },
  conditions: [],
  whoDecides: 'le chef d’établissement',
  duties: [],
  because: [],
  date: '2026-12-01',
});

const names = (archive: Archive, words: string, differs = {}) =>
  archive.catalog.search(asked(words, differs)).hits.map((hit) => hit.tool.name);

describe('the search', () => {
  let archive: Archive;
  beforeAll(() => {
    archive = memoryArchive();
    publishAll(
      archive,
      [
        aTool('Évaluo', { summary: 'Préparer des évaluations pour l’école.', levels: ['6e'], subjects: ['maths'] }),
        aTool('Géoplan', { summary: 'Construire des figures de géométrie dans l’espace.', subjects: ['maths'] }),
        aTool('Œuvres ouvertes', { summary: 'Lire des œuvres du domaine public.', levels: ['6e', '5e'] }),
        aTool('Enseigner', { summary: 'Pour les enseignants et les enseignantes.', url: 'https://exemple.org/x' }),
      ],
      { directives: [directive('allowed')] },
    );
    publishAll(archive, [aTool('Bavard', { levels: ['6e'] })], { directives: [directive('forbidden')] });
  });
  afterAll(() => archive.close());

  it.each([
    ['evaluer', 'Évaluo'],
    ['ÉVALUATION', 'Évaluo'],
    ['ecole', 'Évaluo'],
    ['l’école', 'Évaluo'],
    ["l'ecole", 'Évaluo'],
    ['geometrique', 'Géoplan'],
    ['oeuvre', 'Œuvres ouvertes'],
    ['œuvre', 'Œuvres ouvertes'],
    ['enseignante', 'Enseigner'],
    ['geop', 'Géoplan'],
    ['figures de géométrie', 'Géoplan'],
    ['préau evaluo', 'Évaluo'],
  ])('finds with « %s » the tool %s', (words, name) => {
    expect(names(archive, words)).toContain(name);
  });

  it('asks for every word', () => {
    expect(names(archive, 'géométrie école')).toEqual([]);
  });

  it('puts the tool whose name holds the word before the one that only mentions it', () => {
    const own = memoryArchive();
    publishAll(own, [aTool('Zèbre', { summary: 'Rien sur ce mot.' }), aTool('Abri', { summary: 'Un zèbre au zoo.' })]);
    expect(names(own, 'zèbre')).toEqual(['Zèbre', 'Abri']);
    own.close();
  });

  it('lists everything by name, accents aside, when nothing was typed', () => {
    expect(names(archive, ' ')).toEqual(['Bavard', 'Enseigner', 'Évaluo', 'Géoplan', 'Œuvres ouvertes']);
  });

  it.each([
    'https://www.geoplan.example.fr/page?x=1#y',
    'geoplan.example.fr',
    'http://geoplan.example.fr',
    'https://app.geoplan.example.fr',
  ])('finds a tool by the pasted address %s', (address) => {
    expect(names(archive, address)).toEqual(['Géoplan']);
  });

  it('does not take a neighbour for the host', () => {
    expect(names(archive, 'https://xexemple.org/')).toEqual([]);
  });

  it('narrows by level, subject and verdict of a context', () => {
    expect(names(archive, '', { level: '6e' })).toEqual(['Bavard', 'Évaluo', 'Œuvres ouvertes']);
    expect(names(archive, '', { level: '6e', subject: 'maths' })).toEqual(['Évaluo']);
    expect(names(archive, '', { context: 'en-classe', verdict: 'forbidden' })).toEqual(['Bavard']);
    expect(names(archive, '', { context: 'ailleurs', verdict: 'forbidden' })).toEqual([]);
  });

  it('counts each facet under the other filters only', () => {
    const { facets, total } = archive.catalog.search(asked('', { level: '5e', context: 'en-classe' }));
    expect(total).toBe(1);
    expect(facets.levels).toEqual([
      { code: '6e', count: 3 },
      { code: '5e', count: 1 },
    ]);
    expect(facets.subjects).toEqual([]);
    expect(facets.verdicts).toEqual([{ code: 'allowed', count: 1 }]);
  });

  it('answers any text, whatever its operators, quotes or length', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '" OR 1',
        'name:x',
        'NEAR(a b)',
        'a*',
        '\0',
        '^a',
        'AND',
        '-a',
        '({',
        'x'.repeat(10_000),
        "'; --",
      ),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(hostile, fc.integer(), (words, page) => {
        const result = archive.catalog.search(asked(words, { page }));
        expect(result.hits.length).toBeLessThanOrEqual(hitsPerPage);
        expect(result.total).toBeGreaterThanOrEqual(result.hits.length);
      }),
      { numRuns: 300 },
    );
  });

  it('gives a page that exists whatever page is asked', () => {
    const own = memoryArchive();
    publishAll(
      own,
      Array.from({ length: 45 }, (_, index) => aTool(`Outil ${String(index).padStart(2, '0')}`)),
    );
    const last = own.catalog.search(asked('outil', { page: 3 }));
    expect(last).toMatchObject({ total: 45, pages: 3, page: 3, capped: false });
    expect(last.hits).toHaveLength(5);
    expect(own.catalog.search(asked('outil', { page: 99 })).page).toBe(3);
    expect(own.catalog.search(asked('outil', { page: -1 })).page).toBe(1);
    expect(own.catalog.search(asked('outil', { page: Number.NaN })).page).toBe(1);
    own.close();
  });
});

describe('a publication', () => {
  it('replaces what the catalogue said of the tool, search included', () => {
    const archive = memoryArchive();
    const tool = aTool('Grapheur', { levels: ['6e'], summary: 'Tracer des courbes.' });
    const number = addTool(archive, tool);
    archive.write((pen) => pen.publish(anEntry(tool, number)));
    const changed = { ...tool, levels: ['5e'], summary: 'Tracer des droites.' };
    archive.write((pen) => pen.publish(anEntry(changed, number, { publishedAt: '2027-01-01T00:00:00.000Z' })));
    expect(names(archive, 'courbes')).toEqual([]);
    expect(names(archive, 'droite')).toEqual(['Grapheur']);
    expect(archive.catalog.search(asked('')).facets.levels).toEqual([{ code: '5e', count: 1 }]);
    expect(archive.catalog.entry('grapheur')?.tool.summary).toBe('Tracer des droites.');
    expect(archive.catalog.entryOfDossier(number)?.tool.name).toBe('Grapheur');
    expect(archive.catalog.entry('inconnu')).toBeNull();
    archive.close();
  });

  it('leaves nothing behind when its transaction fails', () => {
    const archive = memoryArchive();
    const tool = aTool('Perdu');
    const number = addTool(archive, tool);
    const fail = () =>
      archive.write((pen) => {
        pen.publish(anEntry(tool, number));
        throw new Error('power cut');
      });
    expect(fail).toThrow('power cut');
    expect(archive.catalog.slugs()).toEqual([]);
    expect(names(archive, 'perdu')).toEqual([]);
    expect(archive.audit.rows()).toEqual([]);
    archive.close();
  });

  it('shows the latest first', () => {
    const archive = memoryArchive();
    publishAll(archive, [aTool('Ancien')], { publishedAt: '2026-01-01T00:00:00.000Z' });
    publishAll(archive, [aTool('Récent')], { publishedAt: '2026-06-01T00:00:00.000Z' });
    expect(archive.catalog.latest(1).map((hit) => hit.tool.name)).toEqual(['Récent']);
    archive.close();
  });
});

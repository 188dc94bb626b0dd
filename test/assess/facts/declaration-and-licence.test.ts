/** What the vendor declared: unknown stays unknown, licences are told apart by their names. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFreedomOf, freedomOf, spdxOf } from '../../../src/assess/facts/licence/names.ts';
import { factsOf } from '../../../src/assess/facts.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import { someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();
const { licences } = lists;

const declared = (declaration: Declaration) => {
  const { declaration: set } = factsOf(someEvidence(), declaration, lists);
  return set.kind === 'collected' ? set.records[0] : undefined;
};

describe('a declaration', () => {
  it('that says nothing leaves everything unknown, but the law and what the GAR fields have no room for', () => {
    expect(declared({})).toEqual({
      'gar.ark': null,
      'gar.arkWellFormed': null,
      'gar.accessUrlWellFormed': null,
      'gar.excessAttributes': null,
      'ai.dueOn': '2027-12-02',
    });
  });

  it('tells the high-risk uses of AI in French, none of them when there are none, and knows nothing of no answer', () => {
    expect(declared({ aiUses: ['exam-monitoring', 'assessment', 'assessment'] })).toMatchObject({
      'ai.uses': ['surveiller un examen ou y repérer la fraude', 'noter ou évaluer ce qu’un élève a appris'],
    });
    expect(declared({ aiUses: ['none'] })).toMatchObject({ 'ai.uses': [] });
    expect(declared({ aiUses: [] })).not.toHaveProperty('ai.uses');
  });

  it('reads the law as it stood at the visit, and knows no date without a list', () => {
    const dueAt = (startedAt: string, legalDates = lists.legalDates) => {
      const { declaration } = factsOf(someEvidence({ startedAt }), {}, { ...lists, legalDates });
      return declaration.kind === 'collected' ? declaration.records[0]?.['ai.dueOn'] : null;
    };
    expect(dueAt('2026-07-26T21:00:00.000Z')).toBe('2026-08-02');
    expect(dueAt('2026-07-27T08:00:00.000Z')).toBe('2027-12-02');
    expect(dueAt('2024-01-01T08:00:00.000Z')).toBeUndefined();
    expect(dueAt('2026-11-24T08:00:00.000Z', [])).toBeUndefined();
  });

  it.each([
    ['FR', 'eu'],
    ['NO', 'eu'],
    ['RE', 'eu'],
    ['CH', 'adequate'],
    ['US', 'partial'],
    ['CA', 'partial'],
    ['CN', 'none'],
    ['ZZ', 'none'],
  ])('hosted in %s has the adequacy %s', (country, adequacy) => {
    expect(declared({ hosting: { provider: 'Hôte', country } })).toMatchObject({ 'hosting.adequacy': adequacy });
  });

  it.each([
    ['ark:/48566/pt180001', true],
    ['https://ark.edumalin.net/ark:/19496/abc', true],
    ['ark:49591/x.p', true],
    ['ark:/99999/essai', false],
    ['ark:/485/x', false],
    ['manuel', false],
  ])('with the ARK %s is well formed: %s', (ark, wellFormed) => {
    expect(declared({ gar: { status: 'compatible', ark } })).toMatchObject({ 'gar.arkWellFormed': wellFormed });
  });

  it.each([
    ['https://outil.example.fr/sso/gar', true],
    ['http://outil.example.fr/sso/gar', false],
    ['https://idp-auth.gar.education.fr/domaineGar?idRessource=ark:/48566/a', true],
    ['https://idp-auth.gar.education.fr/domaineGar?idENT=QzAw', false],
    ['https://idp-auth.partenaire.test-gar.education.fr/domaineGar?idRessource=ark:/48566/a', false],
  ])('with the access address %s is well formed: %s', (accessUrl, wellFormed) => {
    expect(declared({ gar: { status: 'compatible', accessUrl } })).toMatchObject({
      'gar.accessUrlWellFormed': wellFormed,
    });
  });

  it('counts the attributes beyond the minimal ones', () => {
    const gar = { status: 'compatible', attributes: ['IDO', 'UAI', 'nom', 'courriel'] } as const;
    expect(declared({ gar: { ...gar, attributes: [...gar.attributes] } })).toMatchObject({ 'gar.excessAttributes': 2 });
  });
});

describe('a licence name', () => {
  it.each([
    ['Licence CeCILL 2.1', 'CECILL-2.1', 'free'],
    ['CeCILL-B', 'CECILL-B', 'free'],
    ['EUPL 1.2', 'EUPL-1.2', 'free'],
    ['GNU GPL v3 ou ultérieure', 'GPL-3.0-or-later', 'free'],
    ['GPL-3.0', 'GPL-3.0-only', 'free'],
    ['AGPL-3.0+', 'AGPL-3.0-or-later', 'free'],
    ['Apache 2.0', 'Apache-2.0', 'free'],
    ['BSL 1.1', 'BUSL-1.1', 'source-available'],
    ['MIT OR BUSL-1.1', 'MIT OR BUSL-1.1', 'free'],
    ['MIT AND BUSL-1.1', 'MIT AND BUSL-1.1', 'source-available'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0', 'free'],
    ['Propriétaire', null, 'proprietary'],
    ['Tous droits réservés', null, 'proprietary'],
    ['GPL', null, 'unrecognised'],
    ['Affero GPL v3 sauf les images', null, 'unrecognised'],
    ['MIT + Commons Clause', null, 'unrecognised'],
    ['Apache 2.0 with Commons Clause', null, 'unrecognised'],
    ['MIT (non commercial)', null, 'unrecognised'],
    ['LicenseRef-maison', 'LicenseRef-maison', 'unrecognised'],
    ['licence maison', null, 'unrecognised'],
    ['CC-BY-4.0', 'CC-BY-4.0', 'unrecognised'],
  ])('%s is %s, software %s', (written, spdx, freedom) => {
    expect(spdxOf(written, licences)).toBe(spdx);
    expect(freedomOf(written, licences)).toBe(freedom);
  });

  it.each([
    ['CC BY-SA 4.0', 'free'],
    ['CC BY-NC-ND 4.0', 'restricted'],
    ['Licence Ouverte 2.0', 'free'],
    ['GPL-3.0-only', 'free'],
    ['Tous droits réservés', 'restricted'],
    ['à voir', 'unrecognised'],
  ])('%s on content is %s', (written, freedom) => {
    expect(contentFreedomOf(written, licences)).toBe(freedom);
  });

  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (written) => {
        expect(['free', 'source-available', 'proprietary', 'unrecognised']).toContain(freedomOf(written, licences));
      }),
    );
  });
});

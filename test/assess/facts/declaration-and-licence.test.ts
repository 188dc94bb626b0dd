/** What the vendor declared and what the repository says: unknown stays unknown, licences are told apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFreedomOf, freedomOf, spdxOf } from '../../../src/assess/facts/licence-names.ts';
import { recogniseLicence } from '../../../src/assess/facts/licence-text.ts';
import { factsOf } from '../../../src/assess/facts.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import { collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();
const { licences } = lists;

const declared = (declaration: Declaration) => {
  const { declaration: set } = factsOf(someEvidence(), declaration, lists);
  return set.kind === 'collected' ? set.records[0] : undefined;
};

describe('a declaration', () => {
  it('that says nothing leaves everything unknown, but what the GAR fields have no room for', () => {
    expect(declared({})).toEqual({
      'gar.ark': null,
      'gar.arkWellFormed': null,
      'gar.accessUrlWellFormed': null,
      'gar.excessAttributes': null,
    });
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

describe('a LICENSE text', () => {
  const text = (id: string): string => licences.texts.get(id) ?? '';
  const sameTerms = (id: string): string => id.replace(/-(only|or-later)$/, '');
  const software = [...licences.known].filter(([id, { software }]) => software === 'free' && licences.texts.has(id));
  // Two names of one text, or an exception that SPDX writes as a whole licence.
  const twins = /^OFL-1\.1-(no-)?RFN$|-exception$/i;

  it.each(software.map(([id]) => id).filter((id) => !twins.test(id)))('of %s is recognised', (id) => {
    expect(sameTerms(recogniseLicence(text(id), licences) ?? '')).toBe(sameTerms(spdxOf(id, licences) ?? ''));
  });

  it('is recognised with another owner, other line ends and other spacing', () => {
    const mit = text('MIT')
      .replace(/Copyright.*/, 'Copyright (c) 2020-2026 Une Équipe')
      .replaceAll('\n', '\r\n  ');
    expect(recogniseLicence(`# Licence\r\n\r\n${mit}`, licences)).toBe('MIT');
  });

  it('tells ISC from 0BSD when a line begins with « copyright notice »', () => {
    const isc = text('ISC').replace('above copyright notice', 'above\ncopyright notice');
    expect(recogniseLicence(isc, licences)).toBe('ISC');
  });

  it('is Apache-2.0 without its appendix, and LGPL-3.0 without the GPL', () => {
    const [apache = ''] = text('Apache-2.0').split('APPENDIX');
    expect(recogniseLicence(apache, licences)).toBe('Apache-2.0');
    const lgpl = text('LGPL-3.0-only');
    expect(recogniseLicence(lgpl.slice(0, lgpl.search(/GNU GENERAL PUBLIC LICENSE\s+Version 3/)), licences)).toBe(
      'LGPL-3.0-only',
    );
  });

  it('is -or-later when the project says so before the terms, never from the model of notice inside', () => {
    const gpl = text('GPL-3.0-only');
    expect(recogniseLicence(gpl, licences)).toBe('GPL-3.0-only');
    const notice =
      'This program is free software, under version 3 of the License, or (at your option) any later version.';
    expect(recogniseLicence(`${notice}\n\n${gpl}`, licences)).toBe('GPL-3.0-or-later');
  });

  it.each([
    ['MIT with a limit', (): string => `${text('MIT')}\nThe Software may not be used for commercial purposes.`],
    [
      'MIT under the Commons Clause',
      (): string => `“Commons Clause” License Condition v1.0\nNo right to Sell.\n${text('MIT')}`,
    ],
    ['no licence', (): string => 'Tous droits réservés.'],
    ['nothing', (): string => ''],
  ])('that is %s is not recognised', (_, write) => {
    expect(recogniseLicence(write(), licences)).toBeNull();
  });

  it('that is a tag is read as such', () => {
    expect(recogniseLicence('SPDX-License-Identifier: EUPL-1.2\n', licences)).toBe('EUPL-1.2');
    expect(recogniseLicence('SPDX-License-Identifier: maison\n', licences)).toBeNull();
  });

  it('in French is recognised by its title', () => {
    const body = 'Le présent contrat est une licence de logiciel libre. '.repeat(100);
    expect(
      recogniseLicence(`CONTRAT DE LICENCE DE LOGICIEL LIBRE CeCILL\n\nVersion 2.1 du 2013-06-21\n\n${body}`, licences),
    ).toBe('CECILL-2.1');
  });
});

describe('a repository', () => {
  const read = (text: string, code?: string) => {
    const repository = collected([{ path: 'LICENSE', source: 'LICENSE', text }]);
    const facts = factsOf(someEvidence({ repository }), code === undefined ? {} : { licence: { code } }, lists);
    return facts.repository.kind === 'collected' ? facts.repository.records[0] : undefined;
  };
  const mit = licences.texts.get('MIT') ?? '';

  it.each([
    ['MIT', true],
    ['Apache-2.0', false],
    ['MIT OR Apache-2.0', true],
    ['propriétaire', false],
    ['une licence libre', null],
    [undefined, null],
  ])('under MIT with « %s » declared agrees: %s', (code, agrees) => {
    expect(read(mit, code)).toEqual({ source: 'LICENSE', licence: 'MIT', freedom: 'free', agrees });
  });

  it('under a text that nobody knows is not accused of anything', () => {
    expect(read('Faites au mieux.', 'MIT')).toMatchObject({ licence: null, freedom: 'unrecognised', agrees: null });
  });

  it('under GPL-3.0 agrees with -or-later, which its text cannot tell', () => {
    expect(read(licences.texts.get('GPL-3.0-only') ?? '', 'GPL-3.0-or-later')).toMatchObject({ agrees: true });
  });
});

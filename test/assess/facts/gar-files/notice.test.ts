/** A ScoLOMFR notice as rules see it: each expected point met, missing or wrong, with its place in the file. */
import { describe, expect, it } from 'vitest';
import { exampleNotice, fileRecord, garFacts, notice, type noticeParts, recordsIn } from '../../../kit/gar/files.ts';

const pointsOf = (text: string) => recordsIn(garFacts([fileRecord('notice', text)]), 'notices');
const wrongIn = (text: string) =>
  pointsOf(text)
    .filter(({ met }) => met !== true)
    .map(({ point, met, detail }) => [point, met, detail]);
const withLom = (inside: string) => notice({ more: inside });

describe('a notice', () => {
  it('that is whole meets every point, and says where', () => {
    const points = pointsOf(notice());
    expect(points.map(({ point, met }) => [point, met])).toEqual([
      ['well-formed', true],
      ['structure', true],
      ['resource-title', true],
      ['resource-description', true],
      ['publisher-name', true],
      ['publisher-siren', true],
      ['resource-address', true],
      ['resource-level', true],
      ['resource-subject', true],
    ]);
    expect(points).toContainEqual({
      url: 'https://outil.test/fichier.xml',
      point: 'resource-title',
      met: true,
      element: '/lom/general/title/string',
      line: 3,
      detail: 'le titre est « Géométrie libre »',
    });
  });

  it('made for the project lacks a subject, and its SIREN has a wrong key', () => {
    expect(wrongIn(exampleNotice)).toEqual([
      ['publisher-siren', false, expect.stringContaining('le SIREN « 123456789 » de l’éditeur est faux')],
      ['resource-subject', false, expect.stringContaining('domaine d’enseignement n’est pas classé')],
    ]);
  });

  it('is told what is missing of it, point by point', () => {
    const without = (part: keyof typeof noticeParts, value = '') => wrongIn(notice({ [part]: value }));
    expect(without('title')).toEqual([['resource-title', false, 'le titre manque (general/title)']]);
    expect(without('title', '<title><string> </string></title>')).toHaveLength(1);
    expect(without('description')).toEqual([['resource-description', false, expect.any(String)]]);
    expect(without('card', 'Éditions du Préau')).toEqual([
      ['publisher-name', false, 'l’éditeur n’a pas de vCard avec son nom, FN (ligne 4)'],
    ]);
    expect(without('card', 'BEGIN:VCARD\nFN:Préau\nEND:VCARD')).toEqual([
      ['publisher-siren', false, expect.stringContaining('ne donne pas son SIREN')],
    ]);
    expect(without('location')).toEqual([['resource-address', false, expect.stringContaining('manque')]]);
    expect(without('level')).toEqual([['resource-level', false, expect.stringContaining('niveau')]]);
    expect(without('subject')).toEqual([['resource-subject', false, expect.stringContaining('domaine')]]);
  });

  it('reads a vCard on one line, as exports write them, and one whose lines are folded', () => {
    const one =
      'BEGIN:VCARD VERSION:4.0 KIND:org FN:Éditions du Préau X-COURRIEL:a@b.fr ORG:Préau NOTE:SIREN=552081317 NOTE:ISNI=0 END:VCARD';
    const folded = 'BEGIN:VCARD\nFN:Éditions du \n Préau\nNOTE:SIREN=552081317\nEND:VCARD';
    for (const card of [one, folded]) {
      expect(pointsOf(notice({ card }))).toContainEqual(
        expect.objectContaining({ point: 'publisher-name', detail: 'l’éditeur est « Éditions du Préau »' }),
      );
      expect(wrongIn(notice({ card }))).toEqual([]);
    }
  });

  it('must give its addresses in https; what is no web address is left to a person', () => {
    const at = (location: string) => wrongIn(notice({ location: `<location>${location}</location>` }));
    expect(at('http://outil.test/')).toEqual([
      ['resource-address', false, expect.stringContaining('n’est pas en https')],
    ]);
    expect(at('ark:/12345/abc')).toEqual([['resource-address', undefined, expect.stringContaining('adresse web')]]);
    const throughGar =
      '<scolomfr:extendedLocation><scolomfr:location>https://outil.test/gar</scolomfr:location></scolomfr:extendedLocation>';
    expect(wrongIn(notice({ location: throughGar }))).toEqual([]);
  });

  it('may come out of an OAI-PMH repository, if it comes alone', () => {
    const inner = notice().replace(/^<\?xml.*\?>/, '');
    const wrapped = (...notices: string[]) => `<OAI-PMH xmlns="urn:oai"><record>${notices.join('')}</record></OAI-PMH>`;
    expect(wrongIn(wrapped(inner))).toEqual([]);
    expect(garFacts([fileRecord('notice', wrapped(inner, inner))]).notices).toEqual({
      kind: 'unavailable',
      reason: expect.stringContaining('plusieurs notices'),
    });
  });
});

describe('the structure of a notice', () => {
  it('is wrong with an element that the LOM does not have, told with its place', () => {
    expect(pointsOf(withLom('<technical/><general><titre>x</titre></general>'))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          point: 'structure',
          met: false,
          element: '/lom/general/titre',
          line: 14,
          detail: 'l’élément « titre » n’est pas attendu ici (ligne 14)',
        }),
        expect.objectContaining({
          point: 'structure',
          detail: 'l’élément « technical » est écrit plus d’une fois (ligne 14)',
        }),
      ]),
    );
  });

  it('leaves open an element that a later version may have added', () => {
    const odd = '<educational><jeuSerieux>oui</jeuSerieux></educational>';
    expect(wrongIn(withLom(odd))).toEqual([['structure', false, expect.stringContaining('jeuSerieux')]]);
    for (const schema of [
      '<metadataSchema>ScoLOMFRv8.0</metadataSchema>',
      '',
      '<metadataSchema>LOMv1.0</metadataSchema>',
    ])
      expect(wrongIn(notice({ schema, more: odd }))).toEqual([['structure', undefined, expect.any(String)]]);
    const located = notice({ more: odd }).replace(
      '<lom ',
      '<lom xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://ltsc.ieee.org/xsd/LOM https://www.reseau-canope.fr/scolomfr/xsd/8.0/lax/scolomfr.xsd" ',
    );
    expect(wrongIn(located)).toEqual([['structure', undefined, expect.any(String)]]);
  });

  it('lets through what ScoLOMFR adds, in any order, and the attributes of real exports', () => {
    const more = `<annotation><entity>x</entity><date><dateTime uniqueElementName="dateTime">2026-11</dateTime></date></annotation>
      <educational><scolomfr:place><scolomfr:value>x</scolomfr:value></scolomfr:place><typicalLearningTime><duration>PT1H30M</duration></typicalLearningTime></educational>`;
    expect(wrongIn(withLom(more))).toEqual([]);
    expect(wrongIn(notice().replace('<general>', '<general uniqueElementName="general">'))).toEqual([]);
  });

  it('says in French what has not the expected form', () => {
    const faults: [string, string][] = [
      ['<annotation><date><dateTime>hier</dateTime></date></annotation>', 'la valeur « hier » de « dateTime »'],
      ['<educational>bonjour</educational>', 'contient du texte là où des éléments sont attendus'],
      ['<educational><language><b/></language></educational>', '« language » contient des éléments là où du texte'],
    ];
    for (const [more, words] of faults)
      expect(wrongIn(withLom(more))).toContainEqual(['structure', false, expect.stringContaining(words)]);
  });

  it('is wrong when the root is something else', () => {
    expect(wrongIn('<lom/>')).toContainEqual([
      'structure',
      false,
      expect.stringContaining('la racine « lom » n’est pas'),
    ]);
  });
});

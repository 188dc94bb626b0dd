/** Files that nobody should trust: no file is loaded, no entity multiplied, nothing throws, and each ends quickly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileMs, processorMs } from '../../../kit/bounds.ts';
import { exampleNotice, fileRecord, garFacts, metadata, notice } from '../../../kit/gar/files.ts';

const bothOf = (text: string) => garFacts([fileRecord('notice', text), fileRecord('saml-metadata', text)]);
const lom = (inside: string) => `<lom xmlns="http://ltsc.ieee.org/xsd/LOM">${inside}</lom>`;
const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${[...'bcdefghij']
  .map((name, place) => `<!ENTITY ${name} "${`&${'abcdefghij'[place]};`.repeat(10)}">`)
  .join('')}]>`;

describe('a hostile file', () => {
  it('that brings a document type is not read, and accuses nobody', () => {
    for (const text of [
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${lom('<general><title><string>&x;</string></title></general>')}`,
      `<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd">${lom('')}`,
      `<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]>${lom('')}`,
      `${laughs}${lom('<general><title><string a="&j;">&j;</string></title></general>')}`,
    ]) {
      for (const set of Object.values(bothOf(text))) {
        expect(set).toEqual({ kind: 'unavailable', reason: expect.stringContaining('DOCTYPE') });
      }
      expect(JSON.stringify(bothOf(text))).not.toMatch(/root:|haha/);
    }
  });

  it('does not load the schema that it names', () => {
    const named = notice().replace(
      '<lom ',
      '<lom xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://ltsc.ieee.org/xsd/LOM http://127.0.0.1:1/x.xsd" ',
    );
    expect(bothOf(named).notices).toEqual(bothOf(notice()).notices);
  });

  it('takes less than a second of processor, however many elements, faults, attributes or levels it has', () => {
    const many = [
      lom('<general/>'.repeat(4_900)),
      lom('<general><titre/></general>'.repeat(2_400)),
      lom(`<classification><taxonPath>${'<taxon/>'.repeat(4_900)}</taxonPath></classification>`),
      lom('<general/>'.repeat(45_000)),
      `<a ${Array.from({ length: 30_000 }, (_, place) => `a${place}="1"`).join(' ')}/>`,
      `<a ${Array.from({ length: 15_000 }, (_, place) => `xmlns:a${place}="u${place}"`).join(' ')}/>`,
      '<a>'.repeat(100_000),
      lom(`<general><title><string>${'x'.repeat(480_000)}</string></title></general>`),
      metadata().repeat(400),
      lom('<!--'.repeat(100_000)),
    ];
    bothOf(notice());
    for (const text of many) expect(processorMs(() => bothOf(text))).toBeLessThan(hostileMs);
  });

  it('says that it has too many elements rather than what they are worth', () => {
    expect(bothOf(lom('<general/>'.repeat(6_000))).notices).toEqual({
      kind: 'unavailable',
      reason: expect.stringContaining('plus de 5000 éléments'),
    });
  });

  it('shows at most twenty faults of its structure', () => {
    const { notices } = bothOf(lom('<titre/><general/>'.repeat(500)));
    if (notices.kind !== 'collected') throw new Error(notices.reason);
    expect(notices.records.filter(({ point }) => point === 'structure').length).toBeLessThanOrEqual(20);
  });

  it('that is no XML is told in French, with its line, and its terms stay unknown', () => {
    const faults: [text: string, words: string][] = [
      ['bonjour', 'il ne commence pas par une balise (ligne 1)'],
      ['', 'il est vide'],
      ['<a>\n<b></a>', 'la balise « b » est fermée par « a » (ligne 2)'],
      ['<a>\n', 'il s’arrête avant la fin'],
      ['<a/><b/>', 'il continue après la fin de sa première balise'],
      ['<a>&eacute;</a>', 'l’entité « &eacute; » n’existe pas en XML'],
      ['<a>a & b</a>', 'le signe & doit s’écrire &amp;'],
      ['<x:a/>', 'le préfixe « x » n’est pas déclaré'],
      ['<a>\0</a>', 'il contient un caractère interdit'],
    ];
    for (const [text, words] of faults) {
      const { notices, terms } = bothOf(text);
      expect(notices).toMatchObject({
        kind: 'collected',
        records: [{ point: 'well-formed', met: false, detail: expect.stringContaining(words) }],
      });
      expect(terms).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('bien formé') });
    }
  });

  it('whose bytes are not what it announces is not well formed', () => {
    const file = fileRecord('notice', notice(), { encoding: 'utf-8', faulty: true });
    expect(garFacts([file]).notices).toMatchObject({
      records: [{ point: 'well-formed', met: false, detail: expect.stringContaining('n’est pas écrit en utf-8') }],
    });
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      '<',
      '>',
      '/',
      '&',
      ';',
      '"',
      '=',
      ' ',
      '\n',
      '\0',
      '\ud800',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?xml ?>',
      '<?x',
      '?>',
    ],
    ...['<lom xmlns="http://ltsc.ieee.org/xsd/LOM">', '</lom>', '<general>', '</general>', '<classification>', '&#0;'],
    ...[
      '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">',
      '<md:SPSSODescriptor>',
      'é',
      'xml:id="a"',
    ],
  );
  const mutated = fc
    .tuple(
      fc.constantFrom(exampleNotice, notice(), metadata()),
      fc.nat(),
      fc.nat(40),
      fc.array(pieces, { maxLength: 4 }),
    )
    .map(([text, place, cut, inside]) => {
      const start = place % text.length;
      return text.slice(0, start) + inside.join('') + text.slice(start + cut);
    });

  it('never throws, and gives the same facts twice', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
      mutated,
    );
    fc.assert(
      fc.property(anything, (text) => {
        expect(bothOf(text)).toEqual(bothOf(text));
      }),
      { numRuns: 400 },
    );
  });
});

/** The pupil's values are found in whatever they are wrapped, and in nothing else. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findValues } from '../../src/collect/find-values.ts';
import { type PupilField, pupil } from '../../src/collect/pupil.ts';
import { holdsDocument, tellsKeys } from '../../src/collect/recording-signs.ts';
import { textOf } from '../../src/collect/sent.ts';

const field = fc.constantFrom(...(Object.keys(pupil) as PupilField[]));
const around = fc.string({ unit: fc.constantFrom(...'abcdefghij &=/.-_{}":,0123456789'), maxLength: 40 });
const digest = (kind: string, value: string) => createHash(kind).update(value).digest('hex');

describe('values typed by the visit', () => {
  it('are found plain, in an address, in JSON and in base64, with anything around', () => {
    fc.assert(
      fc.property(field, around, around, (name, before, after) => {
        const value = pupil[name];
        const plain = { field: name, encoding: 'plain' };
        expect(findValues(`${before}${value}${after}`)).toContainEqual(plain);
        expect(findValues(`?a=${encodeURIComponent(`${before}${value}${after}`)}`)).toContainEqual(plain);
        const escaped = value.replace(/[^ -~]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
        expect(findValues(`{"v":"${escaped}"}`)).toContainEqual(plain);
        const packed = Buffer.from(`${before}${value}${after}`).toString('base64url');
        expect(findValues(packed)).toContainEqual({ field: name, encoding: 'base64' });
      }),
      { numRuns: 60 },
    );
  });

  it.each(['md5', 'sha1', 'sha256'])('are found as %s, of the value as typed or in lower case', (kind) => {
    for (const name of Object.keys(pupil) as PupilField[]) {
      expect(findValues(`h=${digest(kind, pupil[name])}`)).toEqual([{ field: name, encoding: kind }]);
      const lower = digest(kind, pupil[name].toLowerCase()).toUpperCase();
      expect(findValues(lower)).toEqual([{ field: name, encoding: kind }]);
    }
  });

  it('are found in no other text, and one is never taken for another', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(findValues(text)).toEqual([]);
      }),
    );
    for (const name of Object.keys(pupil) as PupilField[]) {
      expect(findValues(pupil[name]).map((each) => each.field)).toEqual([name]);
    }
  });

  it('survive gzip, and a hostile pack is left closed', () => {
    expect(textOf(gzipSync(`{"m":"${pupil.email}"}`))).toContain(pupil.email);
    const bomb = gzipSync(Buffer.alloc(12_000_000));
    expect(textOf(bomb).length).toBeLessThan(bomb.length + 1);
  });
});

describe('keys told one by one', () => {
  it('are recognised in their order, whatever the words around each', () => {
    const each = (write: (key: string) => string) => [...pupil.text].map(write);
    expect(tellsKeys(each((key) => `{"key":"${key}","t":12}`))).toBe(true);
    expect(tellsKeys(each((key) => `?k=${encodeURIComponent(key)}&n=44`))).toBe(true);
    expect(tellsKeys([JSON.stringify([...pupil['first-name']])])).toBe(true);
    expect(tellsKeys(['{"q":"libell"}'])).toBe(true);
  });

  it('are not seen in a heartbeat, nor in an alphabet', () => {
    expect(tellsKeys(Array.from({ length: 30 }, () => '{"v":3,"k":"a"}'))).toBe(false);
    expect(tellsKeys([JSON.stringify([...'abcdefghijklmnopqrstuvwxyz'])])).toBe(false);
  });
});

describe('a document in what left', () => {
  const shown = ['Lire le chapitre trois pour jeudi.\nExercice de géométrie'];
  const html = `<main><h1>Cahier</h1>${'<p><b>mot</b></p>'.repeat(24)}<ul><li>Exercice de géométrie</li></ul><p>Lire le chapitre trois pour jeudi.</p></main>`;
  const masked = `{"node":{${['html', 'head', 'body', 'div', 'p', 'ul', 'li'].map((tag) => `"tagName":"${tag}","t":"***",`.repeat(5)).join('')}"x":1}`;

  it('is recognised by its tags and the words shown, or by its structure when words are masked', () => {
    expect(holdsDocument(html, shown)).toBe(true);
    expect(holdsDocument(JSON.stringify({ html }), shown)).toBe(true);
    expect(holdsDocument(masked, shown)).toBe(true);
  });

  it('is not seen in another document, in a few words, nor in plain data', () => {
    expect(holdsDocument(html, ['Une tout autre page, avec d’autres mots.'])).toBe(false);
    expect(holdsDocument('<p>Exercice de géométrie</p>', shown)).toBe(false);
    expect(
      holdsDocument(JSON.stringify({ list: Array.from({ length: 200 }, (_, n) => ({ tag: 'mot', n })) }), shown),
    ).toBe(false);
  });
});

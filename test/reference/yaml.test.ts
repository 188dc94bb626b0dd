/** YAML in, or a French reason with its line: nothing that people can type may crash the reader. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/reference/nearest.ts';
import { readYaml } from '../../src/reference/yaml.ts';
import { hostileMs, processorMs } from '../kit/bounds.ts';

const Shape = v.strictObject({
  title: v.pipe(v.string(), v.minLength(3)),
  colour: v.optional(v.picklist(['red', 'green'])),
  parts: v.optional(v.array(v.strictObject({ name: v.string(), size: v.number() }))),
});
const problem = (text: string, cap?: number) => {
  const read = readYaml('a.yml', text, Shape, cap);
  if (read.kind === 'read') throw new Error('It was read.');
  const [first] = read.problems;
  if (first === undefined) throw new Error('No problem was told.');
  return first;
};

describe('a good file', () => {
  it('is read with its values', () => {
    const read = readYaml('a.yml', 'title: Bonjour\ncolour: red\n', Shape);
    expect(read).toMatchObject({ kind: 'read', value: { title: 'Bonjour', colour: 'red' } });
  });
});

describe('a bad file', () => {
  it('gives the line of an unknown key and the key that was meant', () => {
    expect(problem('title: Bonjour\ncolor: red\n')).toEqual({
      ...{ file: 'a.yml', line: 2, message: 'color : clé inconnue.' },
      suggestion: 'Vouliez-vous dire « colour » ?',
    });
  });

  it('gives the line of a key deep inside a list', () => {
    const text = 'title: Bonjour\nparts:\n  - name: a\n    size: 1\n  - name: b\n    sise: 2\n    size: 2\n';
    expect(problem(text)).toMatchObject({ line: 6, message: 'parts.1.sise : clé inconnue.' });
    expect(problem(text).suggestion).toContain('size');
  });

  it('suggests the word of a closed list that was meant', () => {
    expect(problem('title: Bonjour\ncolour: gren\n')).toMatchObject({
      ...{ line: 2, message: 'colour : valeur "gren" inconnue, attendu : red, green.' },
      suggestion: 'Vouliez-vous dire « green » ?',
    });
  });

  it('says which key is missing', () => {
    expect(problem('colour: red\n').message).toBe('title : cette clé manque.');
  });

  it.each([
    ['an alias, with which a small file can grow without end', 'title: &a Bonjour\ncolour: *a\n', 'alias'],
    ['a key given twice', 'title: Bonjour\ntitle: Bonsoir\n', 'mal formé'],
    ['an unknown tag', 'title: !js Bonjour\n', 'mal formé'],
    ['two documents', 'title: Bonjour\n---\ntitle: Bonsoir\n', 'mal formé'],
    ['an empty file', '', 'bloc de clés'],
    ['brackets without end', '['.repeat(60_000), 'YAML'],
  ])('refuses %s', (_what, text, words) => {
    expect(problem(text).message).toContain(words);
  });

  it('refuses a « billion laughs » file at once', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}, *l${i}]`);
    const read = () => expect(problem(['l0: &l0 [ha]', ...levels].join('\n')).message).toContain('alias');
    expect(processorMs(read)).toBeLessThan(hostileMs);
  });

  it('refuses a file beyond the size that its reader accepts', () => {
    expect(problem('title: Bonjour\n', 5).message).toBe('Fichier trop gros : 15 octets, pour 5 au plus.');
  });
});

describe('anything at all', () => {
  it('is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const read = readYaml('a.yml', text, Shape);
        expect(['read', 'refused']).toContain(read.kind);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the nearest word', () => {
  it('is found through one letter changed, lost or swapped', () => {
    expect(nearest('tracker.categroy', ['tracker.name', 'tracker.category'])).toBe('tracker.category');
  });

  it('is not invented when nothing is near', () => {
    expect(nearest('zzzzzzzz', ['host', 'path'])).toBeNull();
  });
});

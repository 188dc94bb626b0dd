/** The phrases of the legal pages: found in one pass, told apart from their own key words, refused when badly written. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phraseMentions } from '../../src/model/facts.ts';
import { listFiles } from '../../src/reference/list-files.ts';
import { wordFinder } from '../../src/reference/word-finder.ts';
import { readYaml } from '../../src/reference/yaml.ts';
import { listsFolder, realLists } from '../kit/lists.ts';

const shipped = readFileSync(path.join(listsFolder, 'phrases.yml'), 'utf8');
const readList = (text: string) => readYaml('lists/phrases.yml', text, listFiles.phrases, 1_000_000);

describe('many strings in one pass', () => {
  it('are found where a search one by one finds them', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' '), maxLength: 60 });
    const words = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 4 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, letters, (wanted, text) => {
        const found = new Set<string>();
        wordFinder(wanted)(text, (word, end) => found.add(`${wanted[word]}@${end}`));
        const expected = wanted.flatMap((word) =>
          [...text].flatMap((_, start) => (text.startsWith(word, start) ? [`${word}@${start + word.length - 1}`] : [])),
        );
        expect([...found].sort()).toEqual([...new Set(expected)].sort());
      }),
    );
  });
});

describe('the phrases as shipped', () => {
  it('say for each mention which strings are near it', () => {
    const result = readList(shipped);
    if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems));
    for (const mention of phraseMentions) expect(result.value.mentions[mention].near.length).toBeGreaterThan(0);
  });

  it('know hosts by one name, and each network under one host', () => {
    const { hosts } = realLists().legal;
    expect(new Set(hosts.map(({ name }) => name)).size).toBe(hosts.length);
    const networks = hosts.flatMap(({ asns }) => asns);
    expect(new Set(networks).size).toBe(networks.length);
    expect(hosts.filter(({ words }) => words('hebergeur : ovh sas, 59100 roubaix')).map(({ name }) => name)).toEqual([
      'OVHcloud',
    ]);
  });

  it('are refused with their line when a key or an expression is wrong', () => {
    const withoutNear = readList(shipped.replace(/ {4}near: \[heberg.*\n/, ''));
    expect(withoutNear).toMatchObject({ kind: 'refused', problems: [{ message: expect.stringContaining('near') }] });
    const badly = readList(shipped.replace("'\\bhosting\\b'", "'(?<=a)b('"));
    expect(badly.kind === 'refused' ? badly.problems[0]?.message : '').toContain('Expression régulière mal formée');
  });
});

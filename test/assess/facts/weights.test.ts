/** What each page weighs: our own sums over its requests, and what stays unknown. */
import { describe, expect, it } from 'vitest';
import { readWeights } from '../../../src/assess/facts/weights.ts';
import { aPage, aRequest } from '../../kit/evidence.ts';

const home = 'https://outil.example.fr/';
const file = (bytes: number | null, changes: Parameters<typeof aRequest>[1] = {}) =>
  aRequest(`${home}f`, { bytes, ...changes });

describe('the weight of a page', () => {
  it('adds up what it fetched before any choice, and nothing else', () => {
    const [entry, other] = readWeights(
      [aPage(), aPage({ role: 'privacy', url: `${home}vie-privee`, nodes: null })],
      [
        file(1_200_400),
        aRequest('https://tiers.test/a.js', { bytes: 34_000 }),
        file(5_000, { page: `${home}vie-privee` }),
        file(9_000_000, { phase: 'after-refusal' }),
      ],
    );
    expect(entry).toMatchObject({ entry: true, kilobytes: 1235, requests: 2, hosts: 2, elements: 100 });
    expect(entry?.about).toBe('environ 1 200 ko, 2 requêtes, 100 éléments');
    expect(other).toMatchObject({ entry: false, kilobytes: 5 });
    expect(other).not.toHaveProperty('elements');
  });

  it('is unknown when an answer never ended, though what is known still counts', () => {
    const [entry] = readWeights([aPage()], [file(2_000_000), file(null)]);
    expect(entry).not.toHaveProperty('kilobytes');
    expect(entry?.knownKilobytes).toBe(2000);
    expect(entry?.about).toContain('au moins 2 000 ko');
  });

  it('counts nothing for a redirection, for no content, and for a request without an answer', () => {
    const asked = [
      file(null, { status: 302 }),
      file(null, { status: 204 }),
      file(null, { status: null, failure: 'x' }),
    ];
    expect(readWeights([aPage()], [...asked, file(1_000)])[0]).toMatchObject({ kilobytes: 1, requests: 4 });
  });

  it('tells two visits of a living page in the same words', () => {
    const about = (bytes: number) => readWeights([aPage()], [file(bytes)])[0]?.about;
    expect(about(1_234_000)).toBe(about(1_226_000));
  });
});

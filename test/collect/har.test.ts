/** A HAR file recorded elsewhere: what it shows is told, what it cannot show is unavailable, and bad files are refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/assess/facts.ts';
import { findingsOf } from '../../src/assess/findings.ts';
import { importedVisit } from '../../src/collect/har/imported.ts';
import { harLimits, readHar } from '../../src/collect/har/read-har.ts';
import { seal } from '../../src/collect/seal.ts';
import { realReference } from '../kit/reference.ts';

const entry = (url: string, changes: Record<string, unknown> = {}, response: Record<string, unknown> = {}) => ({
  startedDateTime: '2026-11-24T08:00:00.000Z',
  request: { method: 'GET', url, headers: [] },
  response: { status: 200, headers: [], redirectURL: '', content: { size: 12 }, ...response },
  ...changes,
});
const har = (...entries: unknown[]) =>
  JSON.stringify({ log: { version: '1.2', creator: { name: 'Firefox', version: '140' }, pages: [], entries } });
const read = (text: string) => {
  const result = readHar(text);
  if (result.kind === 'refused') throw new Error(result.message);
  return result;
};
const home = entry('https://outil.example.fr/eleve', { _resourceType: 'document' });

describe('a HAR file', () => {
  it('gives its requests as a journey, with who asked and what was carried as a hash only', () => {
    const pixel = entry('https://static.criteo.net/x.gif', {
      _resourceType: 'ping',
      _initiator: { type: 'script', url: 'https://outil.example.fr/a.js' },
      request: {
        method: 'POST',
        url: 'https://static.criteo.net/x.gif',
        headers: [{ name: 'Authorization', value: 'Bearer abc' }],
        postData: { text: 'nom=Zéphyrine' },
      },
    });
    const { requests, target, recorder } = read(har(home, pixel));
    expect(target).toBe('https://outil.example.fr/eleve');
    expect(recorder).toBe('Firefox 140');
    expect(requests[1]).toMatchObject({
      phase: 'journey',
      channel: 'beacon',
      page: 'https://outil.example.fr/eleve',
      initiator: { url: 'https://outil.example.fr/a.js' },
      body: { length: 14 },
    });
    expect(JSON.stringify(requests)).not.toMatch(/Bearer|phyrine/);
  });

  it('gives the cookies that answers set, hashed, with the lifetime asked', () => {
    const headers = [{ name: 'Set-Cookie', value: 'suivi=abcdef; Max-Age=86400\nsession=1; HttpOnly' }];
    const { cookies } = read(har(entry('https://outil.example.fr/', {}, { headers })));
    expect(cookies.map(({ name, lifetimeDays, session }) => [name, lifetimeDays, session])).toEqual([
      ['suivi', 1, false],
      ['session', null, true],
    ]);
    expect(JSON.stringify(cookies)).not.toContain('abcdef');
  });

  it('follows a redirect to the hop that it led to', () => {
    const first = entry('https://outil.example.fr/', {}, { status: 302, redirectURL: '/accueil' });
    const { requests } = read(har(first, entry('https://outil.example.fr/accueil')));
    expect(requests[1]?.redirectedFrom).toBe('https://outil.example.fr/');
  });

  it('tells a request without an answer as such, and cuts a file that holds too many', () => {
    const many = Array.from({ length: harLimits.entries + 1 }, (_, n) => entry(`https://outil.example.fr/${n}`));
    const { cuts, requests } = read(har(entry('https://outil.example.fr/', {}, { status: 0 }), ...many));
    expect(requests[0]).toMatchObject({ status: null, failure: 'sans réponse dans le fichier' });
    expect(cuts).toEqual([{ what: 'har-entries', at: harLimits.entries }]);
  });

  it.each([
    ['no JSON', '<html>', 'n’est pas du JSON'],
    ['no log', '{}', 'mal formé'],
    ['a log that is a number', '{"log": 3}', 'mal formé à log : Object est attendu, et non 3.'],
    ['a broken date', har(entry('https://x.fr/', { startedDateTime: 'hier' })), 'startedDateTime'],
    ['no web request', har(entry('data:text/plain,a')), 'aucune requête'],
    ['too many bytes', ' '.repeat(harLimits.bytes + 1), '40 Mo'],
  ])('is refused in French for %s', (_, text, message) => {
    expect(readHar(text)).toMatchObject({ kind: 'refused', message: expect.stringContaining(message) });
  });

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(['read', 'refused']).toContain(readHar(text).kind);
      }),
    );
  });
});

describe('what is judged of a HAR file', () => {
  const { rulebook, lists } = realReference();
  const missing = { kind: 'unavailable', reason: 'importé' } as const;
  const settings = { resolver: null, allowNets: [], chromiumArgs: [] };
  const judged = (text: string) => {
    const { evidence } = seal(importedVisit(read(text), { preau: '0.1.0', settings }), missing, missing);
    return findingsOf(factsOf(evidence, {}, lists), rulebook);
  };

  it('is never « respecté », nor « sans objet » for what a visit would have looked at', () => {
    const outcomes = judged(har(home)).filter(({ provenance }) => provenance === 'observed');
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['cannot-tell']));
  });

  it('is sealed under its own identity', () => {
    const { evidence } = seal(importedVisit(read(har(home)), { preau: '0.1.0', settings }), missing, missing);
    expect(evidence.visitor.identity).toBe('imported');
    expect(evidence.browser).toMatchObject({ origin: 'imported', version: 'Firefox 140' });
    expect(evidence.storage.kind).toBe('unavailable');
  });
});

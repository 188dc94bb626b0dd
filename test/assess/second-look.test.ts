/** The second, unannounced look: what is shown to others only, and silence on honest variation. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/assess/facts.ts';
import { secondLook } from '../../src/assess/second-look.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { aConsent, aCookie, aRequest, collected, someEvidence } from '../kit/evidence.ts';
import { realLists } from '../kit/lists.ts';

const facts = (changes: Partial<Evidence> = {}) => factsOf(someEvidence(changes), {}, realLists());
const calls = (...urls: string[]): Partial<Evidence> => ({ requests: collected(urls.map((url) => aRequest(url))) });
const differences = (announced: Partial<Evidence>, ordinary: Partial<Evidence>) => {
  const looked = secondLook(facts(announced), facts(ordinary));
  return looked.kind === 'compared' ? looked.differences : looked;
};

describe('a second look', () => {
  it('names the tracker that only an ordinary visitor was given, with its service', () => {
    expect(differences(calls('https://outil.example.fr/a.js'), calls('https://static.criteo.net/x.js'))).toEqual([
      { kind: 'third-party', what: 'criteo.net', service: 'Criteo' },
    ]);
  });

  it('says nothing of what the announced visit saw and the other did not', () => {
    expect(differences(calls('https://static.criteo.net/x.js'), {})).toEqual([]);
  });

  it('says nothing when another server of the same domain answers, or under another address', () => {
    expect(differences(calls('https://cdn1.tiers.fr/a?t=1'), calls('https://cdn2.tiers.fr/b?t=2'))).toEqual([]);
  });

  it('shows a cookie that needs consent, and never a session cookie of the site', () => {
    const cookies = collected([aCookie('_ga'), aCookie('PHPSESSID')]);
    expect(differences({}, { cookies })).toMatchObject([{ kind: 'cookie', what: '_ga (outil.example.fr)' }]);
  });

  it('shows a banner that hid from our announced visit', () => {
    expect(
      differences({ consent: collected([aConsent()]) }, { consent: collected([aConsent({ banner: true })]) }),
    ).toEqual([{ kind: 'banner', what: 'bandeau de consentement', service: null }]);
  });

  it('gives each difference once, in a stable order', () => {
    const many = calls('https://z.fr/1', 'https://a.fr/1', 'https://z.fr/2');
    expect(differences({}, many)).toMatchObject([{ what: 'a.fr' }, { what: 'z.fr' }]);
  });

  it('compares nothing when one of the two did not see the page', () => {
    const lost = { kind: 'inconclusive', reason: 'timeout', detail: '' } as const;
    const phases = { ...someEvidence().phases, 'before-choice': lost };
    expect(differences({ phases }, {})).toEqual({ kind: 'not-compared', which: 'announced' });
    expect(differences({}, { phases })).toEqual({ kind: 'not-compared', which: 'ordinary' });
  });
});

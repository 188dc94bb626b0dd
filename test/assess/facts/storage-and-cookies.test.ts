/** What a cookie is for: known names only, ambiguous ones only at home, secrets recognised by their name. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import type { CookieFact } from '../../../src/model/facts.ts';
import type { CookieRecord } from '../../../src/model/records.ts';
import { aCookie, aPage, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();

const factOf = (
  name: string,
  changes: Partial<CookieRecord> = {},
  target = 'https://outil.example.fr/',
): CookieFact => {
  const evidence = someEvidence({
    target,
    pages: collected([aPage({ url: target })]),
    cookies: collected([aCookie(name, changes)]),
  });
  const { cookies } = factsOf(evidence, {}, lists);
  const fact = cookies.kind === 'collected' ? cookies.records[0] : undefined;
  if (!fact) throw new Error('no fact');
  return fact;
};

describe('a cookie', () => {
  it.each([
    ['_ga', 'Google Analytics', 'analytics', 'required'],
    ['_ga_1ABC2DEF', 'Google Analytics 4', 'analytics', 'required'],
    ['_pk_id.1.abcd', 'Matomo', 'analytics', 'depends'],
    ['PHPSESSID', 'Session applicative', 'session', 'exempt'],
    ['tarteaucitron', 'tarteaucitron.js', 'consent-choice', 'exempt'],
    ['_hjSessionUser_123', 'Hotjar', 'session-recording', 'required'],
  ])('%s belongs to %s, for %s: consent %s', (name, service, purpose, consent) => {
    expect(factOf(name)).toMatchObject({ service, purpose, consent });
  });

  it('with an unknown name has an unknown purpose and need', () => {
    const fact = factOf('zorglub');
    expect(fact).not.toHaveProperty('purpose');
    expect(fact).not.toHaveProperty('consent');
    expect(fact.service).toBeNull();
  });

  it('with a name too common means something only under its own domain', () => {
    expect(factOf('fr')).not.toHaveProperty('purpose');
    expect(factOf('fr', { domain: '.facebook.com' })).toMatchObject({ purpose: 'advertising', party: 'third' });
    expect(factOf('uid')).not.toHaveProperty('purpose');
  });

  it('of the session kind is exempt only when the site itself set it', () => {
    expect(factOf('PHPSESSID', { domain: 'tiers.org' })).not.toHaveProperty('consent');
  });

  it.each([
    ['PHPSESSID', true],
    ['connect.sid', true],
    ['MoodleSession', true],
    ['user_session', true],
    ['authToken', true],
    ['access_token', true],
    ['app-jwt', true],
    ['csrf_token', false],
    ['XSRF-TOKEN', false],
    ['_hjSession_1', false],
    ['_pk_ses.1.ab', false],
    ['assistant', false],
    ['classid', false],
    ['author', false],
    ['theme', false],
  ])('named %s is sensitive: %s', (name, sensitive) => {
    expect(factOf(name).sensitive).toBe(sensitive);
  });

  it('on an IP address belongs to the port that set it', () => {
    const target = 'http://127.0.0.1:8001/';
    const setBy = (url: string) => ({ domain: '127.0.0.1', setBy: { kind: 'http', url } as const });
    expect(factOf('a', setBy('http://127.0.0.1:8001/x'), target)).toMatchObject({ party: 'first', https: false });
    expect(factOf('a', setBy('http://127.0.0.1:8002/x'), target).party).toBe('third');
    expect(factOf('a', { domain: '127.0.0.1', setBy: { kind: 'script', url: null } }, target).party).toBe('first');
  });

  it('of a parent domain is first party', () => {
    expect(factOf('a', { domain: '.example.fr' }).party).toBe('first');
  });
});

describe('a storage key', () => {
  it('is known by its name, and unknown otherwise', () => {
    const record = {
      phase: 'before-choice',
      area: 'local',
      valueHash: '0'.repeat(64),
      valueLength: 3,
      identifier: false,
    } as const;
    const evidence = someEvidence({
      storage: collected([
        { ...record, origin: 'https://www.youtube-nocookie.com', key: 'yt-remote-device-id', sentTo: [] },
        { ...record, origin: 'https://outil.example.fr', key: 'dessin', sentTo: [] },
      ]),
    });
    const { storage } = factsOf(evidence, {}, lists);
    expect(storage).toMatchObject({
      records: [
        { party: 'third', service: 'YouTube', consent: 'required' },
        { party: 'first', service: null },
      ],
    });
    expect(storage.kind === 'collected' && storage.records[1]).not.toHaveProperty('consent');
  });
});

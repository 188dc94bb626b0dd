/** How long a choice is kept: the cookies that hold it, and what tells nothing of it. */
import { expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import type { CookieRecord } from '../../../src/model/records.ts';
import { aConsent, aCookie, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const phase = 'after-refusal';
const lasting = (name: string, lifetimeDays: number | null, changes: Partial<CookieRecord> = {}) =>
  aCookie(name, { phase, lifetimeDays, session: lifetimeDays === null, ...changes });
const days = (kept: string[], cookies: CookieRecord[]) => {
  const consent = collected([aConsent({ phase, banner: true, action: 'refuse', gone: true, kept })]);
  const facts = factsOf(someEvidence({ consent, cookies: collected(cookies) }), {}, realLists());
  if (facts.consent.kind === 'unavailable') throw new Error(facts.consent.reason);
  const [{ keptShortestDays, keptLongestDays } = {}] = facts.consent.records;
  return [keptShortestDays, keptLongestDays];
};
const unknown = [undefined, undefined];

it('is told in whole days by the cookies of the choice, from the shortest to the longest', () => {
  expect(days(['tarteaucitron'], [lasting('tarteaucitron', 181.9999)])).toEqual([182, 182]);
  const two = [lasting('choix_cookies', null), lasting('cookieconsent', 365)];
  expect(days(['choix_cookies', 'cookieconsent'], two)).toEqual([0, 365]);
});

it('is that of the lasting one when a name is written twice', () => {
  expect(days(['choix'], [lasting('choix', null), lasting('choix', 90, { path: '/a' })])).toEqual([90, 90]);
});

it('is unknown when a key of storage may hold the choice, or another phase does', () => {
  expect(days(['cookieconsent', 'consentement'], [lasting('cookieconsent', 7)])).toEqual(unknown);
  expect(days(['cookieconsent'], [lasting('cookieconsent', 7, { phase: 'before-choice' })])).toEqual(unknown);
});

it('is unknown when what was kept is a session, and not a choice', () => {
  expect(days(['PHPSESSID'], [lasting('PHPSESSID', null)])).toEqual(unknown);
  expect(days(['etat'], [lasting('etat', null)])).toEqual(unknown);
});

it('is not that of a player, which keeps its own choice', () => {
  const theirs = lasting('SOCS', 395, { domain: '.youtube.com' });
  expect(days(['SOCS', 'choix'], [theirs, lasting('choix', 7)])).toEqual([7, 7]);
  expect(days(['SOCS'], [theirs])).toEqual(unknown);
});

it('is unknown when the browser refused the cookie, or nothing was kept', () => {
  expect(days(['choix'], [lasting('choix', 90, { stored: false })])).toEqual(unknown);
  expect(days([], [lasting('choix', 90)])).toEqual(unknown);
});

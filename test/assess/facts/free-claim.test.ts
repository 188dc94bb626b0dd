/** A tool that says that it is free software, and what its licence makes of it. */
import { describe, expect, it } from 'vitest';
import { freeClaimOf } from '../../../src/assess/facts/free-claim.ts';
import { factsOf } from '../../../src/assess/facts.ts';
import { aPage, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const nobody = { declared: undefined, repository: undefined };
const claim = (text: string, role: 'entry' | 'content' = 'entry') =>
  freeClaimOf(aPage({ text, role }), nobody).freeClaim;

describe('a claim', () => {
  it.each([
    'Notre outil est un logiciel libre.',
    'Notre plateforme est open source et vous pouvez l’installer.',
    'Notre application est publiée sous licence libre.',
    'Notre logiciel est 100 % open-source !',
  ])('is read and quoted in « %s »', (sentence) => {
    expect(claim(`Bienvenue.\n${sentence} Suivez le guide.`)).toBe(sentence);
  });

  it.each([
    'Nous utilisons des logiciels libres.',
    'Notre outil est libre d’accès.',
    'Notre plateforme est basée sur un logiciel libre.',
    'Notre moteur de rendu est open source.',
    'Notre application mobile est open source.',
    'Cet outil est un logiciel libre, que nous vous présentons.',
    'Notre plateforme est en partie open source.',
    'Notre outil est-il un logiciel libre ?',
    'Notre outil est un logiciel libre ?',
  ])('is not made by « %s »', (sentence) => {
    expect(claim(sentence)).toBeNull();
  });

  it('is not read in a lesson', () => {
    expect(claim('Notre outil est un logiciel libre.', 'content')).toBeNull();
  });
});

describe('the licence', () => {
  const free = (freedom?: 'free' | 'proprietary' | 'source-available' | 'unrecognised', repository?: boolean) =>
    freeClaimOf(aPage(), {
      declared: freedom === undefined ? {} : { 'licence.freedom': freedom },
      repository: repository === undefined ? {} : { free: repository },
    }).freeLicence;

  it('is that of the repository or of the declaration, and unknown when they disagree', () => {
    expect([free('free'), free('proprietary'), free('source-available')]).toEqual([true, false, false]);
    expect([free('unrecognised'), free()]).toEqual([undefined, undefined]);
    expect([free(undefined, false), free('free', true), free('unrecognised', true)]).toEqual([false, true, true]);
    expect([free('free', false), free('proprietary', true)]).toEqual([undefined, undefined]);
  });

  it('stands beside the claim in the facts of a page', () => {
    const pages = collected([aPage({ text: 'Notre outil est un logiciel libre.' })]);
    const facts = factsOf(someEvidence({ pages }), { licence: { code: 'BUSL-1.1' } }, realLists());
    expect(facts.pages).toMatchObject({
      records: [{ freeClaim: 'Notre outil est un logiciel libre.', freeLicence: false }],
    });
  });
});

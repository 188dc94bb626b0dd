/** What the words of a banner tell before any choice, and when nothing may be said of them. */
import { describe, expect, it } from 'vitest';
import { readWords } from '../../../src/assess/facts/banner-words.ts';
import { aConsent } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();
const read = (text: string | null, links: { text: string; url: string | null }[] | null = []) =>
  readWords(aConsent({ banner: true, text, links }), lists);
const button = (text: string) => ({ text, url: null });

describe('the words of a banner', () => {
  it.each([
    'Nous utilisons des cookies pour mesurer l’audience de nos pages.',
    'Ce site dépose des traceurs à des fins statistiques et de publicité ciblée.',
    'Avec nos partenaires, nous affichons des annonces personnalisées.',
    'Des services tiers vous permettent de partager nos contenus sur les réseaux sociaux.',
    'Les vidéos de cette page sont servies par Youtube, avec votre accord.',
    'Ces cookies servent à retenir vos préférences de langue.',
    'Matomo nous aide à réaliser des statistiques de visites.',
  ])('name a purpose: %s', (text) => {
    expect(read(text).purposesNamed).toBe(true);
  });

  it.each([
    'Nous utilisons des cookies pour améliorer votre expérience sur notre site.',
    'Ce site utilise des cookies. Acceptez-vous leur dépôt dans votre navigateur ?',
    'Nous et nos partenaires utilisons des cookies pour le bon fonctionnement du site.',
  ])('name none: %s', (text) => {
    expect(read(text).purposesNamed).toBe(false);
  });

  it.each([
    button('En savoir plus'),
    button('Voir nos 12 partenaires'),
    button('Politique de confidentialité'),
    { text: 'ici', url: 'https://outil.test/politique-de-cookies' },
    { text: 'Données personnelles', url: 'https://outil.test/p/12' },
  ])('lead on: $text', (link) => {
    expect(read('Nous utilisons des cookies sur ce site.', [button('Tout refuser'), link]).policyLink).toBe(true);
  });

  it('lead nowhere with two buttons only', () => {
    const links = [button('Tout refuser'), button('Tout accepter')];
    expect(read('Nous utilisons des cookies sur ce site.', links).policyLink).toBe(false);
  });

  it('say nothing when they were not read, were cut, or are in another language', () => {
    expect(read(null, null)).toEqual({});
    expect(read('Αυτός ο ιστότοπος χρησιμοποιεί αρχεία.')).toEqual({});
    expect(read(`Nous utilisons des cookies sur ce site. ${'x'.repeat(2_000)}`.slice(0, 2_000))).toEqual({});
    expect(
      readWords(aConsent({ banner: true, text: 'Nous mesurons les visites.', links: [] }), { ...lists, banner: null }),
    ).toEqual({});
  });

  it('still tell what was found in what was read', () => {
    expect(read('We measure traffic and show ads: advertising partners.')).toEqual({ purposesNamed: true });
  });
});

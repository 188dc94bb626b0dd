/** What a button says it does: French first, from texts of real banners. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGlobal, opensAgain, plain, roleOf, takesGoingOnForConsent } from '../../src/collect/consent/words.ts';

describe('the words of a consent button', () => {
  it.each([
    'Tout refuser',
    'Refuser',
    'Je refuse',
    'Continuer sans accepter →',
    'Fermer sans accepter',
    '✗ Interdire tous les cookies',
    'Uniquement les cookies nécessaires',
    'Cookies essentiels uniquement',
    'Accepter uniquement les cookies nécessaires',
    'Non, merci',
    'Je n’accepte pas',
    'Annuler',
    'Reject all',
    'Only necessary cookies',
    'Continue without accepting',
    'Continue without agreeing',
    'Allow necessary cookies',
    'Retirer mon consentement',
    'Nur notwendige Cookies',
    'Rechazar todo',
    'Rifiuta tutti',
    'Alles weigeren',
    'Recusar',
    'Odrzuć wszystko',
  ])('« %s » refuses', (text) => expect(roleOf(text)).toBe('reject'));

  it.each([
    '✓ OK, tout accepter',
    'J’accepte',
    'Accepter & Fermer',
    'OK pour moi',
    'Autoriser',
    'Oui, j’accepte',
    'Accept all',
    'C’est bon.',
    'Alle akzeptieren',
    'Aceptar todo',
    'Accetta tutti',
  ])('« %s » accepts', (text) => expect(roleOf(text)).toBe('accept'));

  it.each([
    'Personnaliser',
    'Paramétrer les cookies',
    'Je choisis',
    'Gestion des cookies',
    'Manage preferences',
    'Laissez-moi choisir',
    'Plus d’options',
  ])('« %s » opens the settings', (text) => expect(roleOf(text)).toBe('settings'));

  it.each(['Fermer', 'J’ai compris', 'Got it'])('« %s » only acknowledges', (text) =>
    expect(roleOf(text)).toBe('acknowledge'),
  );

  it.each(['Accepter la sélection', 'Enregistrer mes choix', 'Confirmer mes choix', 'Save preferences', 'Sauvegarder'])(
    '« %s » keeps the switches as they stand',
    (text) => expect(roleOf(text)).toBe('save'),
  );

  it.each(['Refuser et s’abonner', 'Refuser et payer 2 €', 'Je m’abonne', 'Reject and pay', 'Ablehnen und Abo'])(
    '« %s » is paid for, and refuses nothing',
    (text) => expect(roleOf(text)).toBe('pay'),
  );

  it.each(['Gérer mes cookies', 'Gestion des cookies', 'Paramètres des cookies', 'Cookie settings', 'Cookies'])(
    '« %s » opens the choice again',
    (text) => expect(opensAgain(text, false)).toBe(true),
  );

  it.each(['Politique de cookies', 'En savoir plus sur la gestion des cookies', 'Gérer mon compte', 'Contact'])(
    '« %s » does not',
    (text) => expect(opensAgain(text, false)).toBe(false),
  );

  it('takes a link that only says « Cookies » for a page to read', () => {
    expect(opensAgain('Cookies', true)).toBe(false);
  });

  it.each([
    ['En poursuivant votre navigation, vous acceptez l’utilisation de cookies.', true],
    ['En continuant à utiliser ce site, vous consentez au dépôt de traceurs.', true],
    ['La poursuite de la navigation sur ce site vaut accord.', true],
    ['By continuing to browse this site you agree to our use of cookies.', true],
    ['Vous pouvez poursuivre votre navigation sans accepter.', false],
    ['En continuant sans accepter, votre navigation reste possible ; vous pourrez accepter plus tard.', false],
    ['Vous pouvez accepter, refuser ou paramétrer les cookies.', false],
  ])('reads in « %s » whether going on is taken for an agreement', (text, implied) => {
    expect(takesGoingOnForConsent(text)).toBe(implied);
  });

  it.each([
    'Déjà abonné ? Se connecter',
    'Already a subscriber? Log in',
    'Enregistrer et consulter des informations',
    'Fermer la publicité en savoir plus',
    'Politique de confidentialité',
    'En savoir plus',
    'Se connecter',
    'Commencer l’exercice',
    'Nous utilisons des cookies : en poursuivant votre navigation vous acceptez leur dépôt sur votre terminal.',
  ])('« %s » is none of these', (text) => expect(roleOf(text)).toBeNull());

  it('reads the same role whatever the case, the apostrophe and the decoration', () => {
    const texts = fc.constantFrom('Tout refuser', 'J’accepte', 'Je n’accepte pas', 'Paramétrer', 'J’ai compris');
    const decorations = fc.constantFrom('', '→', '✓ ', '  ', ' ×', '« ', '…');
    fc.assert(
      fc.property(texts, decorations, decorations, fc.boolean(), (text, left, right, capitals) => {
        const dressed = `${left}${capitals ? text.toUpperCase() : text.replaceAll('’', "'")}${right}`;
        expect(roleOf(dressed)).toBe(roleOf(text));
      }),
    );
  });

  it('gives a role or null to any text, and reads plain words as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(['accept', 'reject', 'settings', 'acknowledge', 'save', 'pay', null]).toContain(roleOf(text));
        expect(plain(plain(text))).toBe(plain(text));
      }),
    );
  });

  it('tells a choice for everything from the choice for one service', () => {
    expect([isGlobal('Tout refuser'), isGlobal('Continuer sans accepter'), isGlobal('Refuser')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

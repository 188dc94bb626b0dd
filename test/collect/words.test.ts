/** What a button says it does: French first, from texts of real banners. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGlobal, plain, roleOf } from '../../src/collect/consent/words.ts';

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
  ])('« %s » refuses', (text) => expect(roleOf(text)).toBe('reject'));

  it.each([
    '✓ OK, tout accepter',
    'J’accepte',
    'Accepter & Fermer',
    'OK pour moi',
    'Autoriser',
    'Oui, j’accepte',
    'Accept all',
  ])('« %s » accepts', (text) => expect(roleOf(text)).toBe('accept'));

  it.each(['Personnaliser', 'Paramétrer les cookies', 'Je choisis', 'Gestion des cookies', 'Manage preferences'])(
    '« %s » opens the settings',
    (text) => expect(roleOf(text)).toBe('settings'),
  );

  it.each(['Fermer', 'J’ai compris', 'Got it'])('« %s » only acknowledges', (text) =>
    expect(roleOf(text)).toBe('acknowledge'),
  );

  it.each([
    'Refuser et s’abonner',
    'Refuser et payer 2 €',
    'Accepter la sélection',
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
        expect(['accept', 'reject', 'settings', 'acknowledge', null]).toContain(roleOf(text));
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

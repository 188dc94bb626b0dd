/** Which page plays which part, from words, addresses and places alone; the order of the links changes nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Way } from '../../src/collect/inside/ways.ts';
import { openPageList } from '../../src/collect/page-list.ts';
import { roleWords } from '../../src/collect/role-words.ts';
import { choosePages, isSameSite, rolesOf } from '../../src/collect/roles.ts';

const entry = 'https://www.outil.test/';
const every = roleWords.map(({ role }) => role);
const way = (text: string, path: string, area: Way['area'] = 'other', by: Way['by'] = 'link'): Way => ({
  ...{ text, area, by },
  url: new URL(path, entry).href,
});
const chosen = (ways: Way[]) =>
  Object.fromEntries(choosePages(ways, every, entry).flatMap(({ url, roles }) => roles.map((role) => [role, url])));

describe('a way', () => {
  it.each([
    ['Mentions légales', '/x', ['legal-notice']],
    ['Infos légales', '/x', ['legal-notice']],
    ['Vie privée', '/x', ['privacy']],
    ['Protection des données', '/x', ['privacy']],
    ['RGPD', '/x', ['privacy']],
    ['Accessibilité : non conforme', '/x', ['accessibility']],
    ['C.G.U. et CGU', '/x', ['terms']],
    ['Gestion des cookies', '/x', ['cookies']],
    ['Mentions légales et confidentialité', '/x', ['legal-notice', 'privacy']],
    ['Voir', '/mentions-legales.html', ['legal-notice']],
    ['Se connecter', '/x', ['sign-in']],
    ['Connexion', '/x', ['sign-in']],
    ['Mon espace', '/x', ['sign-in']],
    ['Log in', '/x', ['sign-in']],
    ['', '/#/connexion', ['sign-in']],
    ['Créer un compte', '/x', ['sign-up']],
    ['Je m’inscris : inscription', '/x', ['sign-up']],
    ['Sign up', '/x', ['sign-up']],
    ['Connexion / Inscription', '/x', ['sign-in', 'sign-up']],
    ['Commencer gratuitement', '/inscription', ['sign-up']],
    ['Exercices', '/exercices', ['content']],
    ['Jouer', '/x', ['content']],
    ['Voir', '/quiz/12', ['content']],
    ['Déconnexion', '/connexion', []],
    ['Inscription à la newsletter', '/x', []],
    ['Mot de passe oublié', '/connexion/oubli', []],
    ['Notre équipe', '/equipe', []],
  ])('« %s » (%s) claims %j', (text, path, roles) => expect(rolesOf(way(text, path))).toEqual(roles));
});

describe('the pages chosen', () => {
  it('are of the same site, each address once, and a fragment is a page for an application only', () => {
    const ways = [
      way('Mentions légales', 'https://ailleurs.test/mentions'),
      way('Mentions légales', '/m#haut'),
      way('Confidentialité', 'https://aide.outil.test/rgpd'),
      way('CGU', '/m'),
      way('Connexion', '/#/connexion', 'header'),
      way('Inscription', '/#formulaire'),
    ];
    expect(chosen(ways)).toEqual({
      'legal-notice': 'https://www.outil.test/m',
      terms: 'https://www.outil.test/m',
      privacy: 'https://aide.outil.test/rgpd',
      'sign-in': 'https://www.outil.test/#/connexion',
    });
  });

  it('are those that their words name best, then those that stand where one looks for them', () => {
    const ways = [
      way('Le guide de connexion pour les professeurs', '/a-guide', 'main'),
      way('Connexion', '/b-pied', 'footer'),
      way('Connexion', '/z-tete', 'header'),
      way('Voir', '/connexion', 'header'),
    ];
    expect(chosen(ways)['sign-in']).toBe('https://www.outil.test/z-tete');
  });

  it('hold an exercise even where no word tells one: the first address of the body that is no page of the house', () => {
    const ways = [
      way('Contact', '/a-contact', 'main'),
      way('Fractions', '/f', 'main'),
      way('Décimaux', '/d', 'main'),
      way('Aide', '/', 'header'),
      way('Fiche', '/c.pdf', 'main'),
    ];
    expect(choosePages(ways, ['content'], entry)).toEqual([
      {
        url: 'https://www.outil.test/d',
        roles: ['content'],
        reason: 'lien « Décimaux » dans le contenu, premier par ordre d’adresse',
      },
    ]);
  });

  it('say why, button or link', () => {
    const [page] = choosePages([way('Se connecter', '/c', 'header', 'button')], every, entry);
    expect(page?.reason).toBe('bouton « Se connecter » en tête de page');
    const [other] = choosePages([way('Ici', '/mentions-legales')], every, entry);
    expect(other?.reason).toBe('lien « Ici », reconnu à son adresse');
  });

  it('never sign anybody out, subscribe or download', () => {
    const ways = [way('Cours', '/logout?cours'), way('Exercice', '/e.pdf'), way('S’abonner', '/cours')];
    expect(choosePages(ways, every, entry)).toEqual([]);
  });

  it('are the same whatever the order of the links', () => {
    const texts = [
      'Connexion',
      'Connexion élèves',
      'Exercices',
      'Exercices de 6e',
      'Mentions légales',
      'Fractions',
      '',
    ];
    const some = fc.record({
      text: fc.constantFrom(...texts),
      url: fc
        .constantFrom('/a', '/b', '/c', '/connexion', '/cours/1', '/#/jeu')
        .map((path) => new URL(path, entry).href),
      area: fc.constantFrom('header' as const, 'main' as const, 'footer' as const, 'other' as const),
      by: fc.constantFrom('link' as const, 'button' as const),
    });
    const twoOrders = fc
      .array(some, { maxLength: 12 })
      .chain((ways) => fc.tuple(fc.constant(ways), fc.shuffledSubarray(ways, { minLength: ways.length })));
    fc.assert(
      fc.property(twoOrders, ([ways, shuffled]) => {
        expect(choosePages(shuffled, every, entry)).toEqual(choosePages(ways, every, entry));
      }),
    );
  });
});

describe('the list', () => {
  it('writes down what the budget leaves out, and opens the tool again before its texts', () => {
    const list = openPageList(entry);
    const page = (place: number, role: (typeof every)[number]) => ({
      url: `${entry}${place}`,
      roles: [role],
      reason: 'lien',
    });
    list.add(every.map((role, place) => page(place, role)));
    for (let next = list.next(); next; next = list.next()) list.met(next.url, 'visited');
    expect(list.read().map(({ state }) => state)).toEqual([...Array<string>(8).fill('visited'), 'budget']);
    expect(list.wanted()).toEqual([]);
    expect(list.again().slice(0, 2)).toEqual([`${entry}4`, `${entry}3`]);
  });

  it('holds the submitted page alone when nothing was chosen', () => {
    expect(openPageList(entry).read()).toEqual([
      { url: entry, roles: ['entry'], reason: 'adresse soumise', state: 'visited' },
    ]);
  });
});

it('another port of loopback, or another owner of a shared suffix, is another site', () => {
  expect(isSameSite('http://127.0.0.1:81/', 'http://127.0.0.1:82/')).toBe(false);
  expect(isSameSite('https://a.github.io/', 'https://b.github.io/')).toBe(false);
  expect(isSameSite('https://a.outil.fr/', 'https://outil.fr/x')).toBe(true);
});

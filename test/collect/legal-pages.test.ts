/** Which links lead to the documents that the law asks for. */
import { describe, expect, it } from 'vitest';
import { chooseLegalPages, isSameSite, rolesOf } from '../../src/collect/legal-pages.ts';
import type { Cut } from '../../src/collect/limits.ts';

const link = (text: string, path: string) => ({ text, url: new URL(path, 'https://www.outil.test/').href, rel: '' });

describe('legal links', () => {
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
    ['Exercices', '/exercices', []],
  ])('« %s » (%s) claims %j', (text, path, roles) => expect(rolesOf(link(text, path))).toEqual(roles));

  it('are opened on the same site only, each address once, four at most, and the cut is told', () => {
    const cuts: Cut[] = [];
    const links = [
      link('Mentions légales', 'https://ailleurs.test/mentions'),
      link('Mentions légales', '/m'),
      link('Confidentialité', 'https://aide.outil.test/rgpd'),
      link('Accessibilité', '/a'),
      link('CGU', '/m'),
      link('CGV', '/autre'),
      link('Cookies', '/c'),
    ];
    expect(chooseLegalPages(links, 'https://www.outil.test/', cuts)).toEqual([
      { url: 'https://www.outil.test/m', roles: ['legal-notice', 'terms'] },
      { url: 'https://aide.outil.test/rgpd', roles: ['privacy'] },
      { url: 'https://www.outil.test/a', roles: ['accessibility'] },
      { url: 'https://www.outil.test/c', roles: ['cookies'] },
    ]);
    expect(cuts).toEqual([]);
  });

  it('are of another site on another port of loopback, or under another owner of a shared suffix', () => {
    expect(isSameSite('http://127.0.0.1:81/', 'http://127.0.0.1:82/')).toBe(false);
    expect(isSameSite('https://a.github.io/', 'https://b.github.io/')).toBe(false);
    expect(isSameSite('https://a.outil.fr/', 'https://outil.fr/x')).toBe(true);
  });
});

/** How a page lets people in: the accounts of others, and what stands beside them. */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../../src/assess/facts/access.ts';
import { factsOf } from '../../../src/assess/facts.ts';
import type { FormRecord } from '../../../src/model/records.ts';
import { aLink, aPage, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();
const home = 'https://outil.example.fr/';
const none = { links: collected([]), forms: collected([]) };
const access = (text: string, sets: Partial<Parameters<typeof accessOf>[1]> = {}) =>
  accessOf(aPage({ role: 'sign-in', text }), { ...none, ...sets }, lists.gar);
const aForm = (asks: 'password' | 'email' | 'code', page = home): FormRecord => ({
  ...{ phase: 'before-choice', page, frame: null, action: page, method: 'post' },
  fields: [{ type: 'text', name: '', label: '', required: false, asks }],
});

describe('an account of somebody else opens the page', () => {
  it.each([
    ['Connexion\nSe connecter avec Google', ['Google']],
    ['Continuer avec Microsoft', ['Microsoft']],
    ['Sign in with Apple\nContinue with Facebook', ['Apple', 'Facebook']],
    ['Se connecter via un compte Office 365', ['Microsoft']],
    ['Trouvez-nous sur Google\nSuivez-nous sur Facebook', []],
    [`Apprenez à vos élèves ce qu’il se passe quand ils choisissent de se connecter avec Google sur un site`, []],
  ])('« %s »: %j', (text, outsideAccounts) => {
    expect(access(text)).toMatchObject({ outsideAccounts });
  });

  it('by an address, whatever its words', () => {
    const google = aLink('https://accounts.google.com/o/oauth2/v2/auth?client_id=1', '');
    expect(access('', { links: collected([google]) })).toMatchObject({ outsideAccounts: ['Google'] });
    const wall = aLink('https://www.facebook.com/outil', 'Facebook');
    expect(access('', { links: collected([wall]) })).toMatchObject({ outsideAccounts: [] });
  });
});

describe('another means stands beside it', () => {
  it.each([
    ['Se connecter avec mon ENT', ['ENT']],
    ['ÉduConnect', ['ÉduConnect']],
    ['Code classe\nEntrer avec le GAR', ['GAR', 'code']],
    ['La connexion par ÉduConnect arrive bientôt', []],
    ['Un outil pour les entrepreneurs', []],
  ])('« %s »: %j', (text, ownAccess) => {
    expect(access(text)).toMatchObject({ ownAccess });
  });

  it('in a form of this page, not of another', () => {
    expect(access('', { forms: collected([aForm('password')]) })).toMatchObject({ ownAccess: ['mot de passe'] });
    expect(access('', { forms: collected([aForm('code')]) })).toMatchObject({ ownAccess: ['code'] });
    expect(access('', { forms: collected([aForm('email')]) })).toMatchObject({ ownAccess: [] });
    const elsewhere = aForm('password', `${home}ailleurs`);
    expect(access('', { forms: collected([elsewhere]) })).toMatchObject({ ownAccess: [] });
  });

  it('by the address of the GAR, its test environment left out', () => {
    const launch = (host: string) => access('', { links: collected([aLink(`https://${host}/domaineGar`, 'Ouvrir')]) });
    expect(launch('idp-auth.gar.education.fr')).toMatchObject({ ownAccess: ['GAR'] });
    expect(launch('idp-auth.partenaire.test-gar.education.fr')).toMatchObject({ ownAccess: [] });
  });
});

it('nothing is known without the forms, and the facts of a page say so', () => {
  const missing = { kind: 'unavailable' as const, reason: 'coupé' };
  const { pages } = factsOf(someEvidence({ forms: missing }), {}, lists);
  const page = pages.kind === 'collected' ? pages.records[0] : undefined;
  expect(page).toBeDefined();
  expect(page).not.toHaveProperty('outsideAccounts');
  expect(page).not.toHaveProperty('ownAccess');
});

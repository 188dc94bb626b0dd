/** Pages, links, legal documents, banner: what is read of the site's own words and headers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../../src/assess/facts/plain.ts';
import { factsOf } from '../../../src/assess/facts.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Facts } from '../../../src/model/record-sets.ts';
import { aConsent, aCookie, aLink, anExchange, aPage, aRequest, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();

const first = <Set extends 'pages' | 'links' | 'documents' | 'consent'>(set: Set, changes: Partial<Evidence>) => {
  const facts = factsOf(someEvidence(changes), {}, lists)[set];
  const record = facts.kind === 'collected' ? facts.records[0] : undefined;
  if (!record) throw new Error(`no ${set}`);
  return record as Extract<Facts[Set], { kind: 'collected' }>['records'][number];
};

describe('a page', () => {
  const page = (headers: Record<string, string>, url = 'https://outil.example.fr/') =>
    first('pages', { pages: collected([aPage({ headers, url })]) });

  it.each([
    ['max-age=31536000; includeSubDomains', 31_536_000],
    ['includeSubDomains; max-age="600"', 600],
    ['max-age=0', 0],
    ['', 0],
  ])('with Strict-Transport-Security « %s » is bound to https for %d seconds', (header, seconds) => {
    expect(page({ 'strict-transport-security': header }).hsts).toBe(seconds);
    expect(page({}).hsts).toBe(0);
  });

  it.each([
    ['https', ['http://b.test/s.js'], [], ['b.test']],
    ['https', [], ['http://a.test/i.gif'], ['a.test']],
    ['https', [], ['https://a.test/i.gif'], []],
    ['https', undefined, ['ws://a.test/'], ['a.test']],
    [
      'https',
      [],
      ['http://127.0.0.1:8080/i', 'http://[::1]/i', 'ws://localhost/', 'http://127.0.0.1.a.test/'],
      ['127.0.0.1.a.test'],
    ],
    ['https', undefined, [], undefined],
    ['http', [], ['http://a.test/i.gif'], []],
  ])('over %s that asked %j in vain and was given %j asks in clear: %j', (scheme, stopped, sent, mixedContent) => {
    const url = `${scheme}://outil.example.fr/`;
    const { mixedContent: _, ...record } = aPage({ url });
    const pages = collected([stopped ? { ...record, mixedContent: stopped } : record]);
    const requests = collected(sent.map((each) => aRequest(each, { page: url, type: 'image' })));
    expect(first('pages', { pages, requests }).mixedContent).toEqual(mixedContent);
  });

  it.each([
    [{ 'content-security-policy': "default-src 'self'; frame-ancestors 'none'" }, true],
    [{ 'x-frame-options': 'SAMEORIGIN' }, true],
    [{ 'x-frame-options': 'ALLOWALL' }, false],
    [{ 'content-security-policy': "default-src 'self'" }, false],
    [{}, false],
  ])('with %j says who may frame it: %s', (headers, framing) => {
    expect(page(headers as Record<string, string>).framing).toBe(framing);
  });

  it('is local on loopback, on a private address, and on a name that leads to one', () => {
    expect(page({}).local).toBe(false);
    for (const url of ['http://127.0.0.1:8001/', 'http://localhost/', 'http://[::1]/', 'http://10.1.2.3/']) {
      expect(page({}, url).local).toBe(true);
    }
    const exchanges = collected([anExchange('outil.example.fr', { address: '10.0.0.4' })]);
    expect(first('pages', { exchanges }).local).toBe(true);
  });
});

describe('a link', () => {
  it.each([
    ['/ml', 'Mentions légales', 'legal-notice'],
    ['/x', 'Politique de confidentialité', 'privacy'],
    ['/x', 'Données personnelles', 'privacy'],
    ['/x', 'Gestion des cookies', 'cookies'],
    ['/x', 'Accessibilité : non conforme', 'accessibility'],
    ['/x', 'Conditions générales d’utilisation', 'terms'],
    ['/x', 'CGU', 'terms'],
    ['/mentions-legales.html', '', 'legal-notice'],
    ['/politique-de-confidentialit%C3%A9', 'En savoir plus', 'privacy'],
    ['/accueil', 'Accueil', null],
    ['/recettes/cookies-au-chocolat', 'Recette', null],
    ['/legalite', 'La légalité des délits', null],
    ['/cours', 'Le cours sur la vie privée de Victor Hugo', null],
  ])('to %s saying « %s » leads to %s', (path, text, role) => {
    expect(first('links', { links: collected([aLink(`https://outil.example.fr${path}`, text)]) }).role).toBe(role);
  });

  it.each([
    [
      'https://idp-auth.gar.education.fr/domaineGar?idENT=QzAw&idEtab=MDY5MDAzN1I=&idSrc=YXJrOi80ODU2Ni9wdDE4MDAwMQ==',
      'production',
      true,
    ],
    [
      'https://idp-auth.gar.education.fr/domaineGar?idENT=QzAw&idRessource=ark%3A%2F48566%2Fpt180001',
      'production',
      true,
    ],
    ['https://idp-auth.gar.education.fr/domaineGar?idENT=QzAw&idRessource=manuel', 'production', false],
    ['https://idp-auth.partenaire.test-gar.education.fr/domaineGar?idSrc=x', 'test', false],
    ['https://gar.education.fr/', 'production', null],
    ['https://pas-gar.education.fr.example.org/', null, null],
  ])('to %s is of the GAR: %s, well formed: %s', (url, gar, garWellFormed) => {
    expect(first('links', { links: collected([aLink(url, 'Entrer')]) })).toMatchObject({ gar, garWellFormed });
  });

  it('never throws, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (url, text) => {
        first('links', { links: collected([aLink(url, text)]) });
        expect(plain(plain(text))).toBe(plain(text));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a legal document', () => {
  const documentOf = (text: string, changes: Partial<Evidence> = {}) =>
    first('documents', { pages: collected([aPage({ role: 'privacy', text })]), ...changes });
  const padding = 'Nous vous disons ici ce que nous faisons de vos données, et pour qui. '.repeat(8);

  it('states what it states', () => {
    const { mentions, french, readable } = documentOf(
      `${padding} Directrice de la publication : A. Martin. Hébergeur : OVH, 2 rue Kellermann, 59100 Roubaix, tél. 1007.
      Responsable de traitement : Outil SAS, RCS Lille. Délégué à la protection des données : dpo@outil.fr.
      Finalités, base légale, destinataires. Durée de conservation : un an. Vous avez un droit d’accès et de rectification ; vous pouvez saisir la CNIL.`,
    );
    expect({ french, readable }).toEqual({ french: true, readable: true });
    expect(Object.entries(mentions).filter(([, said]) => !said)).toEqual(
      expect.arrayContaining([
        ['privacy-shield', false],
        ['resale', false],
        ['age-13', false],
      ]),
    );
    expect(mentions).toMatchObject({
      'publication-director': true,
      host: true,
      'host-address': true,
      'host-phone': true,
    });
    expect(mentions).toMatchObject({ dpo: true, retention: true, rights: true, cnil: true, registration: true });
  });

  it('does not confess what it denies', () => {
    const { mentions } = documentOf(
      `${padding} Nous ne vendons pas vos données. Le Privacy Shield a été invalidé en 2020.`,
    );
    expect(mentions).toMatchObject({ resale: false, 'privacy-shield': false });
    // « accéder » holds « céder »: 13 of 31 real policies were taken for a confession.
    expect(documentOf(`${padding} Vous pouvez accéder à vos données chez des tiers.`).mentions.resale).toBe(false);
    expect(documentOf(`${padding} Nous cédons vos données à des annonceurs.`).mentions.resale).toBe(true);
    expect(documentOf(`${padding} Nous adhérons au Privacy Shield.`).mentions['privacy-shield']).toBe(true);
  });

  it('is not readable when it is a title, an error, or did not load', () => {
    expect(documentOf('Confidentialité').readable).toBe(false);
    expect(
      first('documents', { pages: collected([aPage({ role: 'privacy', text: padding, status: 404 })]) }).readable,
    ).toBe(false);
    expect(
      first('documents', { pages: collected([aPage({ role: 'privacy', text: padding, loaded: false })]) }).readable,
    ).toBe(false);
  });

  it('in English is not French, whatever its lang says', () => {
    expect(
      documentOf('We collect your data and we share them with our partners when you use it. '.repeat(10)).french,
    ).toBe(false);
  });

  it('leaves unnamed the third-party services that no legal page names', () => {
    const requests = collected([
      aRequest('https://www.google-analytics.com/g/collect'),
      aRequest('https://static.hotjar.com/c/hotjar.js'),
      aRequest('https://stats.example.fr/matomo.js'),
      aRequest('https://widget.autre.org/x.js'),
    ]);
    expect(documentOf(`${padding} Nous utilisons Google Analytics.`, { requests }).unnamedServices).toEqual(['Hotjar']);
  });

  it('is unavailable when the requests are: nobody can say what it leaves out', () => {
    const requests = { kind: 'unavailable', reason: 'perdu' } as const;
    expect(factsOf(someEvidence({ requests }), {}, lists).documents).toEqual(requests);
  });
});

describe('the banner', () => {
  const consent = collected([
    aConsent({
      banner: true,
      controls: [{ role: 'accept', text: 'Tout accepter', area: null, contrast: null, button: true }],
    }),
  ]);

  it('tells which controls it offers', () => {
    expect(first('consent', { consent })).toMatchObject({ accept: true, reject: false, settings: false, kept: 0 });
  });

  it.each([
    ['nothing', {}, false],
    ['an advertiser', { requests: collected([aRequest('https://static.criteo.net/x.js')]) }, true],
    ['a cookie that needs consent', { cookies: collected([aCookie('_ga', { phase: 'after-acceptance' })]) }, true],
    ['a session cookie', { cookies: collected([aCookie('PHPSESSID')]) }, false],
    [
      'audience measurement that may be exempt',
      { requests: collected([aRequest('https://x.matomo.cloud/matomo.php')]) },
      false,
    ],
    ['fonts', { requests: collected([aRequest('https://fonts.gstatic.com/a.woff2')]) }, false],
    [
      'a tag manager alone',
      { requests: collected([aRequest('https://www.googletagmanager.com/gtm.js?id=GTM-1')]) },
      false,
    ],
  ])('is needed when the visit shows %s: see %#', (_, changes, needed) => {
    expect(first('consent', { consent, ...changes }).needed).toBe(needed);
  });

  it('is unknown when a banner was shown and what it lets in was not observed', () => {
    const stuck = { kind: 'inconclusive', reason: 'control-without-effect', detail: '' } as const;
    const phases = { ...someEvidence().phases, 'after-acceptance': stuck };
    expect(first('consent', { consent, phases }).needed).toBeUndefined();
    expect(first('consent', { consent: collected([aConsent()]), phases }).needed).toBe(false);
  });

  it('is unknown when a set that would show it is missing', () => {
    const requests = { kind: 'unavailable', reason: 'perdu' } as const;
    expect(first('consent', { consent, requests }).needed).toBeUndefined();
  });
});

describe('plain text', () => {
  it('has no accent, no capital, straight apostrophes and single spaces', () => {
    expect(plain('  L’ÉDITEUR :\n\n  « Ça »\u00a0! ')).toBe("l'editeur :\n« ca » !");
  });
});

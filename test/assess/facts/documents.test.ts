/** Legal pages read: what they state with their own words, what they only seem to state, where they contradict themselves. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../src/assess/facts/documents.ts';
import { fold, legalText } from '../../../src/assess/facts/legal/text.ts';
import { dateIn, durationsIn, hasKey, phoneIn } from '../../../src/assess/facts/legal/values.ts';
import { factsOf } from '../../../src/assess/facts.ts';
import { quoteOf } from '../../../src/assess/quote.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { DocumentFact } from '../../../src/model/facts.ts';
import { quoteCap } from '../../../src/model/legal.ts';
import type { Lists } from '../../../src/model/lists.ts';
import type { DocumentRole } from '../../../src/model/records.ts';
import { hostileMs, processorMs } from '../../kit/bounds.ts';
import { aCookie, anExchange, aPage, aRequest, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();
const padding = 'Bienvenue dans notre outil, qui aide la classe à lire et à compter sans rien garder de trop. '.repeat(
  6,
);

const documentsOf = (
  pages: readonly { role?: DocumentRole; text: string }[],
  changes: Partial<Evidence> = {},
  known: Lists = lists,
): DocumentFact[] => {
  const records = pages.map(({ role = 'privacy', text }, index) =>
    aPage({ role, url: `https://outil.example.fr/${role}-${index}`, text: `${padding}\n${text}\n` }),
  );
  const { documents } = factsOf(someEvidence({ pages: collected(records), ...changes }), {}, known);
  if (documents.kind === 'unavailable') throw new Error(documents.reason);
  return documents.records;
};

const read = (text: string, role: DocumentRole = 'privacy'): DocumentFact => {
  const [fact] = documentsOf([{ role, text }]);
  if (!fact) throw new Error('no document');
  return fact;
};

describe('the publisher', () => {
  it.each([
    ['Ce site est édité par la société Cartable Clair, SAS au capital de 12 000 euros.', 'Cartable Clair'],
    ['Éditeur : Association Les Petits Calculs (loi 1901)', 'Association Les Petits Calculs'],
    ['Éditeur du site\nLudo Maths SARL\n12 rue des Écoles, 69003 Lyon', 'Ludo Maths SARL'],
    ['Le présent service est proposé par Atelier Ardoise, à Nantes.', 'Atelier Ardoise'],
    ['La société Ardoise Bleue, société par actions simplifiée, anime cet espace.', 'Ardoise Bleue'],
    ['L’application est la propriété de ÉcoDico.', 'ÉcoDico'],
    ['Ce site est édité par l’Association Ardoise Libre, association loi 1901.', 'Association Ardoise Libre'],
    ['Éditeur : L’Atelier des Nombres', 'L’Atelier des Nombres'],
  ])('of « %s » is %s', (text, name) => {
    expect(read(text, 'legal-notice').publisher).toMatchObject({ name });
  });

  it.each([
    'Nous travaillons avec des éditeurs tiers.',
    'Éditeur : [nom de la société], au capital de [montant]',
    'Éditeur du site : XXXX',
    'Cet espace parle de lecture.',
  ])('is not named by « %s »', (text) => {
    expect(read(text, 'legal-notice').publisher?.name).toBeUndefined();
  });

  it('has a form, a capital, a number whose key is checked, a seat and a contact', () => {
    const fact = read(
      'Édité par Cartable Clair, société par actions simplifiée au capital de 47 500 €, RCS Lyon 732 829 320.\nSiège social : 4 bis rue du Préau, 69003 Lyon.\nTéléphone : 04 78 00 00 00, courriel : bonjour@cartable.example',
      'legal-notice',
    );
    expect(fact.company).toMatchObject({ form: 'societe par actions simplifiee', capital: 47_500 });
    expect(fact.registration).toMatchObject({ kind: 'siren', number: '732829320', valid: true });
    expect(fact.seat?.address).toContain('4 bis rue du Préau, 69003 Lyon');
    expect(fact.contact).toMatchObject({ email: 'bonjour@cartable.example', phone: '04 78 00 00 00' });
  });

  it.each([
    ['SIREN 732 829 321', { kind: 'siren', valid: false }],
    ['SIRET 732 829 320 00074', { kind: 'siret', number: '73282932000074', valid: true }],
    ['Association enregistrée au RNA sous le numéro W691234567', { kind: 'rna', valid: true }],
  ])('may be registered by « %s »', (text, found) => {
    expect(read(text, 'legal-notice').registration).toMatchObject(found);
  });
});

describe('the director of publication', () => {
  it.each([
    ['Directeur de la publication : M. Paul Verdier, gérant', 'Paul Verdier'],
    ['La directrice de publication est Madame Inès Ben Salah.', 'Inès Ben Salah'],
    ['Responsable de la publication\nJean-Marc DUPIN', 'Jean-Marc DUPIN'],
  ])('of « %s » is %s', (text, name) => {
    expect(read(text, 'legal-notice').director).toMatchObject({ name });
  });

  it('is unread and not absent when only a function is given', () => {
    const { director } = read('Le directeur de la publication est le président de l’association.', 'legal-notice');
    expect(director).toEqual({ quote: 'Le directeur de la publication est le président de l’association.' });
  });

  it.each(['Directeur de la publication : [Nom Prénom]', 'Directeur de la publication : XXXXX', 'Rien de tel.'])(
    'is known to be absent from « %s »',
    (text) => {
      expect(read(text, 'legal-notice').director).toBeNull();
    },
  );
});

describe('the host', () => {
  it.each([
    ['Hébergeur : OVH SAS, 2 rue Kellermann, 59100 Roubaix. Tél. : 09 72 10 10 07', 'OVH SAS', 'OVHcloud'],
    ['Ce site est hébergé par Scaleway SAS, BP 438, 75366 Paris cedex 08.', 'Scaleway SAS', 'Scaleway'],
    ['Hébergement\nGandi SAS\n63-65 boulevard Masséna\n75013 Paris', 'Gandi SAS', 'Gandi'],
    ['L’hébergement est assuré par la société Petit Serveur, à Rennes.', 'Petit Serveur', undefined],
    ['Les données sont hébergées chez Clever Cloud, à Nantes.', 'Clever Cloud', 'Clever Cloud'],
  ])('of « %s » is %s', (text, name, known) => {
    const { host } = read(text, 'legal-notice');
    expect(host?.name).toBe(name);
    expect(host?.known).toBe(known);
  });

  it('comes with its address and its telephone, and with the passage', () => {
    const { host, mentions } = read(
      'Hébergeur : OVH SAS, 2 rue Kellermann, 59100 Roubaix. Tél. : 09 72 10 10 07',
      'legal-notice',
    );
    expect(host).toMatchObject({ address: '2 rue Kellermann, 59100 Roubaix', phone: '09 72 10 10 07' });
    expect(host?.quote).toContain('Hébergeur : OVH SAS');
    expect(mentions).toMatchObject({ host: true, 'host-address': true, 'host-phone': true });
  });

  it.each(['Hébergeur : [nom de l’hébergeur], [adresse]', 'Site hébergé par XXX', 'L’hébergeur du site : ........'])(
    'is not named by the hole of a template: « %s »',
    (text) => {
      const { host, mentions } = read(text, 'legal-notice');
      expect(host).toBeNull();
      expect(mentions.host).toBe(false);
    },
  );

  it.each(['50 000 euros', '50000 €', '10 069 020 €', '50000 EUR'])(
    'has no address for its capital of %s',
    (capital) => {
      const { host, mentions } = read(`Le site est hébergé par OVH SAS, au capital de ${capital}.`, 'legal-notice');
      expect(host).toMatchObject({ name: 'OVH SAS', address: null });
      expect(mentions['host-address']).toBe(false);
    },
  );

  it('is unread, and nobody is accused, when the words say nothing of who', () => {
    const { host } = read('Vos données sont hébergées en France dans des locaux protégés.');
    expect(host).not.toBeNull();
    expect(host?.name).toBeUndefined();
  });
});

describe('the data protection officer', () => {
  it.each([
    ['Notre délégué à la protection des données répond à dpo@outil.example.', 'dpo@outil.example'],
    ['Vous pouvez écrire au DPO : 3 place du Marché, 33000 Bordeaux', '3 place du Marché, 33000 Bordeaux'],
    ['Référente à la protection des données : rgpd [at] outil.example', null],
  ])('of « %s » is reached at %s', (text, contact) => {
    const { dpo } = read(text);
    if (contact === null) expect(dpo).toBeNull();
    else expect(dpo).toMatchObject({ contact });
  });

  it.each([
    'Vous n’avez pas à nommer un DPO pour utiliser notre outil.',
    'Notre structure n’est pas tenue de désigner un délégué à la protection des données.',
    'Aucun DPO n’a été désigné.',
  ])('is not there when the text says so: « %s »', (text) => {
    expect(read(text)).toMatchObject({ dpo: null, mentions: { dpo: false } });
  });
});

describe('what is done with the data', () => {
  const fact = read(
    `Atelier Ardoise est responsable du traitement de vos données.
    Nous utilisons ces informations pour les besoins du suivi des exercices.
    Ce traitement repose sur la mission d’intérêt public et, pour la lettre, sur votre consentement.
    Les destinataires sont nos équipes et notre sous-traitant, hébergé chez Scaleway.
    Vous disposez d’un droit d’accès, de rectification, d’effacement, d’opposition et à la portabilité.
    Vous pouvez introduire une réclamation auprès de la CNIL.
    L’accord des parents est demandé pour les élèves de moins de 15 ans.`,
  );

  it('has a controller, purposes, bases and recipients', () => {
    expect(fact.controller).toMatchObject({ name: 'Atelier Ardoise' });
    expect(fact.purposes?.quote).toContain('suivi des exercices');
    expect(fact.basis).toMatchObject({ publicInterest: true, consent: true, contract: false });
    expect(fact.recipients).toMatchObject({ names: ['Scaleway'] });
  });

  it.each([
    'Nous agissons en qualité de sous-traitant de l’établissement.',
    'Nous gardons les informations que vous communiquez à nos équipes.',
    'Notre site est accessible à tous, à toute heure.',
  ])('has no recipient told by « %s »', (text) => {
    expect(read(text).recipients).toBeNull();
  });

  it.each([
    'Nous sommes aidés par un sous-traitant, la société Petit Serveur.',
    'Vos réponses sont accessibles à votre enseignant et à notre sous-traitant.',
    'Notre hébergeur, qui est notre seul sous-traitant, garde les réponses des élèves.',
  ])('has recipients told by « %s »', (text) => {
    expect(read(text).recipients).toMatchObject({ quote: text });
  });

  it('leaves rights, a complaint, and the place of the parents', () => {
    expect(fact.rights).toMatchObject({
      count: 5,
      names: ['accès', 'effacement', 'opposition', 'portabilité', 'rectification'],
    });
    expect(fact.complaint?.quote).toContain('auprès de la CNIL');
    expect(fact.minors).toMatchObject({ age: 15, parental: true });
  });
});

describe('transfers', () => {
  it.each([
    ['Certaines données sont transférées hors de l’Union européenne, sous clauses contractuelles types.', true, []],
    [
      'Les données sont hébergées aux États-Unis, chez un prestataire adhérent au Data Privacy Framework.',
      true,
      ['US'],
    ],
    ['Aucun transfert de données hors de l’Union européenne n’est réalisé.', false, []],
    [
      'Vos données ne quittent jamais le territoire de l’Union européenne, ni ne sont transférées vers un pays tiers.',
      false,
      [],
    ],
    ['Les données sont exclusivement hébergées en France.', false, []],
    ['Si un transfert hors de l’Union européenne devait avoir lieu, nous vous le dirions.', undefined, []],
    ['Vos données sont-elles transférées hors de l’Union européenne ?', undefined, []],
  ])('« %s » : outside %s', (text, outside, countries) => {
    const { transfers } = read(text);
    expect(transfers?.outside).toBe(outside);
    expect(transfers?.countries).toEqual(countries);
  });

  it('come with their safeguards', () => {
    expect(
      read('Les transferts vers les États-Unis sont encadrés par des clauses contractuelles types.').transfers,
    ).toMatchObject({
      clauses: true,
      framework: false,
      countries: ['US'],
    });
  });

  it('to « anyone outside our company » are no transfers outside the Union', () => {
    expect(read('Nous ne communiquons jamais vos données en dehors de notre société.').transfers ?? null).toBeNull();
  });
});

describe('retention', () => {
  it.each([
    ['Les comptes sont conservés pendant un an puis effacés.', [365]],
    ['Les journaux sont conservés treize (13) mois.', [395]],
    ['Durée de conservation : 3 ans à compter du dernier contact', [1095]],
    ['Les réponses sont supprimées après 30 jours, et archivées 2 ans.', [30, 730]],
    ['Nous conservons vos données aussi longtemps que nécessaire.', []],
    ['Nous vous répondrons dans un délai d’un mois et conservons la trace de la demande.', []],
    ['Nous ne conservons rien sur les enfants de moins de 15 ans.', []],
  ])('of « %s » is %j days', (text, days) => {
    expect((read(text).retention?.periods ?? []).map((each) => each.days)).toEqual(days);
  });

  it('says what it is for', () => {
    const { retention } = read(
      'Les journaux de connexion sont conservés 12 mois.\nLes factures sont archivées 10 ans.',
    );
    expect(retention?.periods.map(({ about }) => about)).toEqual(['journaux connexion', 'factures']);
    expect(retention).toMatchObject({ shortestDays: 365, longestDays: 3650, vague: false });
  });

  it('without a figure is vague', () => {
    expect(read('Vos données sont gardées et conservées le temps nécessaire.').retention).toMatchObject({
      count: 0,
      vague: true,
    });
  });
});

describe('the page itself', () => {
  it.each([
    ['Dernière mise à jour : 24/08/2021', '2021-08-24', 63],
    ['Version applicable au 2 juin 2025', '2025-06-02', 17],
    ['Mise à jour : septembre 2026', '2026-09-01', 2],
  ])('« %s » dates it', (text, date, months) => {
    expect(read(text).updated).toMatchObject({ date, months });
  });

  it.each(['Le règlement est en vigueur depuis le 25 mai 2018.', 'Mise à jour prévue le 1er mars 2031.'])(
    '« %s » does not date it',
    (text) => {
      expect(read(text).updated).toBeNull();
    },
  );

  it.each([
    ['Accessibilité : partiellement conforme', 'partial'],
    ['Cet outil n’est pas conforme avec le RGAA 4.1.', 'none'],
    ['Le site est totalement conforme avec le référentiel général d’amélioration de l’accessibilité.', 'total'],
  ])('« %s » gives its level of accessibility', (text, level) => {
    expect(read(text, 'accessibility').accessibility).toMatchObject({ level });
  });

  it('gives its rate, and no level when it only lists them', () => {
    expect(
      read(
        'Accessibilité : partiellement conforme.\nL’audit montre que 62,5 % des critères sont respectés.',
        'accessibility',
      ).accessibility,
    ).toMatchObject({ rate: 62.5 });
    expect(
      read('Un site peut être totalement conforme, partiellement conforme ou non conforme au RGAA.', 'accessibility')
        .accessibility,
    ).toBeUndefined();
  });
});

describe('phrases that accuse', () => {
  it.each([
    ['Nous vendons vos données à des partenaires.', { resale: true }],
    ['Nous ne vendons pas vos données.', { resale: false, 'no-sale': true }],
    ['Vos données ne sont ni vendues ni louées.', { resale: false }],
    ['Nous nous appuyons sur le Privacy Shield.', { 'privacy-shield': true }],
    ['Le Privacy Shield a été invalidé.', { 'privacy-shield': false }],
    ['Ce site a fait l’objet d’une déclaration à la CNIL n° 1234567.', { 'cnil-declaration': true, cnil: false }],
    ['Il n’est plus nécessaire de faire une déclaration à la CNIL.', { 'cnil-declaration': false }],
    ['L’inscription est ouverte aux personnes d’au moins 13 ans.', { 'age-13': true }],
    ['Cet atelier convient aux élèves de 13 ans et plus.', { 'age-13': false }],
  ])('« %s »', (text, mentions) => {
    expect(read(text).mentions).toMatchObject(mentions);
  });

  it.each([
    ['Notre outil est certifié RGPD.', ['certification RGPD']],
    ['Produit agréé par l’Éducation nationale.', ['agrément par l’Éducation nationale']],
    ['Il n’existe pas de certification RGPD générale.', []],
  ])('« %s » claims %j', (text, claims) => {
    expect(read(text).claims).toEqual(claims);
  });
});

describe('a page that contradicts itself', () => {
  it.each([
    [
      'transfers',
      'Aucun transfert hors de l’Union européenne n’est réalisé.',
      'Les données sont hébergées aux États-Unis.',
    ],
    ['host', 'Le site est hébergé par OVH SAS.', 'Le site est hébergé par la société Scaleway.'],
    ['retention', 'Vos données sont conservées 13 mois.', 'Vos données sont conservées 3 ans.'],
    ['resale', 'Nous ne vendons pas vos données.', 'Nous vendons vos données à nos partenaires.'],
    ['accessibility', 'Accessibilité : non conforme', 'Accessibilité : totalement conforme'],
  ])('about %s is told with both passages, and leaves the matter unknown', (about, first, second) => {
    const fact = read(`${first}\n${second}`);
    expect(fact.contradictions).toMatchObject([{ about, first: { quote: first }, second: { quote: second } }]);
    const mention = about === 'resale' ? 'resale' : about;
    expect(fact.mentions[mention as 'host']).toBeUndefined();
    if (about !== 'resale') expect(fact[about as 'host']).toBeUndefined();
  });

  it('on two pages is a contradiction too', () => {
    const facts = documentsOf([
      { role: 'legal-notice', text: 'Hébergeur : OVH SAS, 59100 Roubaix' },
      { text: 'Notre site est hébergé par la société Scaleway.' },
    ]);
    expect(facts.map(({ contradictions }) => contradictions.length)).toEqual([1, 1]);
    expect(facts.map(({ host }) => host)).toEqual([undefined, undefined]);
  });

  it.each([
    'Le site est hébergé par OVH. Les courriels sont hébergés par Infomaniak.',
    'Hébergeur : OVH SAS.\nLe site est hébergé par OVH, à Roubaix.',
    'Les cookies sont conservés 13 mois. Les factures sont conservées 10 ans.',
    '6 ans pour les documents fiscaux ;\n10 ans pour les pièces comptables ;',
    'Aucun transfert hors de l’Union européenne n’a lieu. En cas de transfert hors de l’Union européenne, vous seriez prévenus.',
    'Nous ne vendons pas vos données. Nous vendons des abonnements.',
  ])('is not « %s »', (text) => {
    expect(read(text).contradictions).toEqual([]);
  });
});

describe('a page made for the robot', () => {
  it.each([
    'éditeur, hébergeur, directeur de la publication, finalités, base légale, destinataires, durée de conservation, droit d’accès, rectification, CNIL, DPO',
    'Éditeur\nHébergeur\nDirecteur de la publication\nFinalités\nBases légales\nDestinataires\nDurées de conservation\nDroit d’accès\nRectification\nCNIL',
    'Editeur Hébergeur Finalités Base légale Destinataires Durée de conservation CNIL',
  ])('states nothing: « %s »', (text) => {
    const { mentions, host, director, publisher, retention, rights } = read(text);
    for (const mention of ['host', 'publication-director', 'retention', 'purposes', 'legal-basis', 'cnil'] as const) {
      expect([mention, mentions[mention]]).toEqual([mention, false]);
    }
    expect([host, director, publisher, retention, rights]).toEqual([null, null, null, null, null]);
  });

  it('still states what a short honest sentence states', () => {
    expect(read('Vous disposez d’un droit d’accès, de rectification et d’effacement.').rights?.count).toBe(3);
  });
});

describe('promises beside what was seen', () => {
  const text = 'Hébergeur : OVH SAS, 2 rue Kellermann, 59100 Roubaix';
  const network = (asn: number): Lists => ({ ...lists, placeOf: () => ({ asn }) });
  const served = {
    requests: collected([aRequest('https://outil.example.fr/', { type: 'document' })]),
    exchanges: collected([anExchange('outil.example.fr', { address: '1.1.1.1' })]),
  };

  it.each([
    ['its own network', 16276, { observed: 'OVHcloud', agrees: true }],
    ['another host', 12876, { observed: 'Scaleway', agrees: false }],
  ])('the host is compared with %s', (_, asn, found) => {
    expect(documentsOf([{ role: 'legal-notice', text }], served, network(asn))[0]?.host).toMatchObject(found);
  });

  it.each([
    ['a CDN', 13335],
    ['a network that no list knows', 64500],
  ])('and with nothing behind %s', (_, asn) => {
    const host = documentsOf([{ role: 'legal-notice', text }], served, network(asn))[0]?.host;
    expect(host).not.toHaveProperty('agrees');
  });

  it('cookies that outlive their promise are named', () => {
    const cookies = collected([
      aCookie('_ga', { session: false, lifetimeDays: 760 }),
      aCookie('langue', { session: false, lifetimeDays: 180 }),
    ]);
    const page = { role: 'cookies' as const, text: 'Nos cookies ont une durée de vie maximale de 6 mois.' };
    expect(documentsOf([page], { cookies })[0]?.cookiePolicy).toMatchObject({ longestDays: 183, overlong: ['_ga'] });
  });

  it('nothing is promised, nothing is broken', () => {
    const cookies = collected([aCookie('_ga', { session: false, lifetimeDays: 760 })]);
    const page = { role: 'cookies' as const, text: 'Nos cookies gardent votre langue.' };
    expect(documentsOf([page], { cookies })[0]?.cookiePolicy).not.toHaveProperty('overlong');
  });

  it('the table of a cookie page lists its cookies with their lifetimes', () => {
    const table = 'Nom\tÉmetteur\tDurée\n_ga\tGoogle\t13 mois\nXSRF-TOKEN\tOutil\t2 heures\nsession_id\tOutil\t1 jour';
    expect(read(`Voici les cookies de cet outil.\n${table}`, 'cookies').cookiePolicy?.listed).toEqual([
      { name: '_ga', days: 395 },
      { name: 'session_id', days: 1 },
    ]);
  });
});

describe('what was not read', () => {
  it('is unknown, never absent: a page in English, a page cut short, a page that failed', () => {
    const english = 'We collect your data and we share them with our partners when you use it. '.repeat(10);
    const [foreign] = documentsOf([{ text: '' }]).map(() => readAlone(english));
    expect(foreign).not.toHaveProperty('host');
    expect(foreign?.mentions).not.toHaveProperty('resale');
    expect(foreign).not.toHaveProperty('claims');
    const cut = readAlone(`${padding}${'Nous aidons la classe. '.repeat(9000)}`.slice(0, 200_000));
    expect(cut).not.toHaveProperty('host');
    expect(cut.mentions).not.toHaveProperty('host');
    expect(read('Rien.').host).toBeNull();
  });

  const readAlone = (text: string): DocumentFact => {
    const observed = { requests: [], cookies: [], visit: '2026-11-24T08:00:00.000Z' };
    const [fact] = readDocuments([aPage({ role: 'privacy', text })], observed, lists);
    if (!fact) throw new Error('no document');
    return fact;
  };
});

describe('a quotation', () => {
  it('holds the exact words of the page, and no more than it may', () => {
    const text = `Directrice de la publication : Inès Ben Salah, ${'qui anime l’équipe de rédaction '.repeat(20)}`;
    const { director, passages } = read(text, 'legal-notice');
    expect(director?.quote.length).toBeLessThanOrEqual(quoteCap);
    expect(text.startsWith(director?.quote.replace(/ …$/, '') ?? '-')).toBe(true);
    expect(passages['publication-director']).toBe(director?.quote);
  });

  it('goes with the findings of the rules that read it, and with no other', () => {
    const fact = read('Hébergeur : OVH SAS, 2 rue Kellermann, 59100 Roubaix', 'legal-notice');
    expect(quoteOf('documents', fact, ['host.name'])).toMatchObject({ 'host.quote': fact.host?.quote });
    expect(quoteOf('documents', fact, ['mentions.host'])).toMatchObject({ 'passages.host': fact.host?.quote });
    expect(Object.keys(quoteOf('documents', fact, ['french']))).not.toContain('host.quote');
    const twice = read('Le site est hébergé par OVH SAS.\nLe site est hébergé par la société Scaleway.');
    expect(quoteOf('documents', twice, ['host.name'])['contradictions.host']).toContain('» / «');
  });

  it('is the same for the same page', () => {
    const text =
      'Hébergeur : OVH SAS. Vos données sont conservées 13 mois. Aucun transfert hors de l’Union européenne n’a lieu.';
    expect(read(text)).toEqual(read(text));
  });

  it('keeps its place: the plain form has one character for each of the page', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(text)).toHaveLength(text.length);
        const { text: exact, passages } = legalText('https://outil.test/', text);
        for (const passage of passages) expect(exact.startsWith(passage.text, passage.start)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('values', () => {
  it('a number of company has a key (Luhn), and La Poste its own rule', () => {
    expect(['732829320', '35600000000048', '356000000'].map(hasKey)).toEqual([true, true, true]);
    expect(['732829321', '000000000'].map(hasKey)).toEqual([false, false]);
  });

  it.each([
    ['13 mois', [395]],
    ['vingt-quatre (24) heures', [1]],
    ['dix-huit mois', [548]],
    ['une annee et 6 semaines', [365, 42]],
    ['anses et moissons', []],
  ])('« %s » lasts %j days', (text, days) => {
    expect(durationsIn(text).map((each) => each.days)).toEqual(days);
  });

  it('telephones and dates are read, false dates are not', () => {
    expect([phoneIn('+33 (0)1 02 03 04 05'), phoneIn('article 12 345')]).toEqual(['+33 (0)1 02 03 04 05', null]);
    expect([dateIn('le 31/02/2024'), dateIn('1er mai 2024')]).toEqual([null, '2024-05-01']);
  });

  it('a hostile page is read in bounded time', () => {
    const hostile = [
      'hebergeur : ',
      '0 '.repeat(40),
      'conservees pendant ',
      'transferees hors de ',
      'A'.repeat(50),
      '\n',
    ].join('');
    const observed = { requests: [], cookies: [], visit: '2026-11-24T08:00:00.000Z' };
    const page = aPage({ role: 'privacy', text: hostile.repeat(2000).slice(0, 199_999) });
    expect(processorMs(() => readDocuments([page], observed, lists))).toBeLessThan(hostileMs);
  });
});

describe('the role of the school', () => {
  it.each([
    'L’établissement scolaire est responsable du traitement des données de ses élèves.',
    'Le responsable du traitement est le chef d’établissement.',
    'Nous agissons en qualité de sous-traitant de l’établissement, au sens de l’article 28.',
    'La société intervient comme sous-traitant pour le compte de l’école.',
    'Dans l’édition scolaire, le DASEN reste seul responsable de traitement pour les écoles.',
  ])('is said, and quoted, by « %s »', (text) => {
    expect(read(text).schoolRole?.quote).toContain(text);
  });

  it.each([
    'L’établissement n’est pas responsable du traitement.',
    'Si l’établissement est responsable du traitement, un contrat est signé.',
    'L’établissement est-il responsable du traitement ?',
    'Le responsable du traitement est École Numérique SAS.',
    'Nous sommes responsable du traitement. Les établissements sont nos clients.',
    'Notre sous-traitant OVH héberge les données des écoles.',
    'Nous choisissons nos sous-traitants avec soin.',
  ])('is not said by « %s »', (text) => {
    expect(read(text).schoolRole).toBeNull();
  });
});

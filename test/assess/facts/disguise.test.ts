/** Trackers that borrow a name of the site: by CNAME, by the shape of a path, and what is wrongly taken for one. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import type { RequestFact } from '../../../src/model/facts.ts';
import { anExchange, aPage, aRequest, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();

type Asked = { cnames?: string[]; target?: string; type?: string };

const factOf = (url: string, { cnames = [], target = 'https://outil.example.fr/', type = 'script' }: Asked = {}) => {
  const evidence = someEvidence({
    target,
    pages: collected([aPage({ url: target })]),
    requests: collected([aRequest(url, { page: target, type })]),
    exchanges: collected([anExchange(new URL(url).hostname, { cnames })]),
  });
  const { requests } = factsOf(evidence, {}, lists);
  const fact: RequestFact | undefined = requests.kind === 'collected' ? requests.records[0] : undefined;
  if (!fact) throw new Error('no fact');
  return fact;
};

describe('a name of the site that leads to a tracker', () => {
  it.each([
    ['https://stats.outil.example.fr/a.js', ['outil.eulerian.net'], 'Eulerian'],
    ['https://metrics.outil.example.fr/x', ['front.example.fr', 'outil.sc.omtrdc.net'], 'Adobe'],
    ['https://a.outil.example.fr/x', ['outil.at-o.net'], 'Piano'],
  ])('%s → %j is told as %s, a third party', (url, cnames, name) => {
    const fact = factOf(url, { cnames });
    expect(fact).toMatchObject({ disguise: 'cname', party: 'third' });
    expect(fact.tracker?.name).toContain(name);
  });

  it('is found behind a name of the same owner too', () => {
    const target = 'https://www.education.gouv.fr/';
    const fact = factOf('https://mesure.culture.gouv.fr/x', { target, cnames: ['etat.eulerian.net'] });
    expect(fact).toMatchObject({ disguise: 'cname', party: 'third' });
  });

  it.each([
    ['a delivery network', 'https://static.outil.example.fr/a.js', ['outil.b-cdn.net']],
    ['a host of pages', 'https://static.outil.example.fr/a.js', ['outil.github.io']],
    ['no other name', 'https://static.outil.example.fr/a.js', []],
    ['the server that holds the page itself', 'https://outil.example.fr/a.js', ['outil.eulerian.net']],
  ])('is not made of %s', (_, url, cnames) => {
    expect(factOf(url, { cnames })).toMatchObject({ disguise: null, party: 'first' });
  });

  it('is not made of the State’s own measure behind another of its names', () => {
    const target = 'https://www.education.gouv.fr/';
    const fact = factOf('https://stats.education.gouv.fr/matomo.php', { target, cnames: ['stats.data.gouv.fr'] });
    expect(fact).toMatchObject({ disguise: null, party: 'first' });
  });
});

describe('a path of the site that has the shape of a tracker', () => {
  it.each([
    ['https://ea.outil.example.fr/col4a2b/-/1234567890', 'Eulerian'],
    ['https://outil.example.fr/event?s=123456&idclient=abc&ts=1', 'Piano Analytics (relayé)'],
    ['https://outil.example.fr/event?idclient=abc&s=123456', 'Piano Analytics (relayé)'],
    ['https://mes.outil.example.fr/hit.xiti?s=123456&p=accueil', 'Piano Analytics (relayé)'],
    ['https://mes.outil.example.fr/b/ss/outilprod/1/JS-2.22/s123', 'Adobe Analytics (relayé)'],
    ['https://outil.example.fr/ee/irl1/v1/interact?configId=0a-b', 'Adobe Experience Edge (relayé)'],
    ['https://outil.example.fr/mes/gtm.js?id=GTM-AB12', 'Google Tag Manager (relayé)'],
    ['https://outil.example.fr/mes/g/collect?v=2&tid=G-AB12', 'Google Analytics (relayé)'],
  ])('%s is told as %s, still on the site', (url, name) => {
    expect(factOf(url)).toMatchObject({ disguise: 'path', party: 'first', tracker: { name } });
  });

  it.each([
    'https://outil.example.fr/matomo.php?idsite=1',
    'https://outil.example.fr/js/plausible.js',
    'https://outil.example.fr/event?s=algebre',
    'https://outil.example.fr/event?s=2026',
    'https://outil.example.fr/b/ss/liste',
    'https://outil.example.fr/gtm.js',
    'https://outil.example.fr/collections/-/1234567',
    'https://outil.example.fr/ee/v1/interact',
  ])('%s is the site’s own', (url) => {
    expect(factOf(url).disguise).toBeNull();
  });

  it('hides nothing on a third party, nor at the company that made the tool', () => {
    expect(factOf('https://autre.fr/g/collect?v=2&tid=G-AB12')).toMatchObject({ disguise: null, party: 'third' });
    const target = 'https://www.blogger.com/';
    expect(factOf('https://www.blogger.com/g/collect?v=2&tid=G-AB12', { target }).disguise).toBeNull();
  });
});

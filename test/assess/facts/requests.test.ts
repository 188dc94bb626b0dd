/** Whose request is it, and what for: parties, owners, services, addresses and borrowed names, on the real lists. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { RequestFact } from '../../../src/model/facts.ts';
import { anExchange, aPage, aRequest, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();

const factOf = (url: string, changes: Partial<Evidence> = {}): RequestFact => {
  const page = changes.target ?? 'https://outil.example.fr/';
  const pages = collected([aPage({ url: page })]);
  const facts = factsOf(someEvidence({ pages, requests: collected([aRequest(url, { page })]), ...changes }), {}, lists);
  if (facts.requests.kind === 'unavailable') throw new Error(facts.requests.reason);
  const [fact] = facts.requests.records;
  if (!fact) throw new Error('no fact');
  return fact;
};

describe('the party of a request', () => {
  it.each([
    ['https://outil.example.fr/', 'https://cdn.outil.example.fr/a.js', 'first'],
    ['https://outil.example.fr/', 'https://example.fr/a.js', 'first'],
    ['https://outil.example.fr/', 'https://autre.fr/a.js', 'third'],
    ['https://moi.github.io/', 'https://toi.github.io/a.js', 'third'],
    ['https://moi.github.io/', 'https://moi.github.io/a.js', 'first'],
    ['https://a.cloudfront.net/', 'https://b.cloudfront.net/a.js', 'third'],
    ['https://www.education.gouv.fr/', 'https://stats.data.gouv.fr/matomo.php', 'same-owner'],
    ['https://www.ac-lyon.fr/', 'https://wa.phm.education.gouv.fr/mutu/matomo.php', 'same-owner'],
    ['https://archiclasse.education.fr/', 'https://www.reseau-canope.fr/a.js', 'same-owner'],
    ['https://www.education.gouv.fr/', 'https://www.google-analytics.com/g/collect', 'third'],
    ['https://www.youtube.com/', 'https://fonts.gstatic.com/a.woff2', 'same-owner'],
    ['http://127.0.0.1:8001/', 'http://127.0.0.1:8001/a.js', 'first'],
    ['http://127.0.0.1:8001/', 'http://127.0.0.1:8002/a.js', 'third'],
    ['http://localhost/', 'http://localhost:80/a.js', 'first'],
    ['http://[::1]:8001/', 'ws://[::1]:8001/live', 'first'],
  ] as const)('of %s towards %s is %s', (target, url, party) => {
    expect(factOf(url, { target }).party).toBe(party);
  });

  it('is first on both names when the target redirects to another site', () => {
    const pages = collected([aPage({ url: 'https://outil.fr/' })]);
    expect(factOf('https://outil.com/a.js', { target: 'https://outil.com/', pages }).party).toBe('first');
    expect(factOf('https://outil.fr/a.js', { target: 'https://outil.com/', pages }).party).toBe('first');
  });

  it('never throws, whatever the address', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('data:,a', 'blob:null/1', 'http://', '://')),
        (url) => {
          expect(['first', 'same-owner', 'third']).toContain(factOf(url).party);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the service behind a request', () => {
  it.each([
    ['https://www.googletagmanager.com/gtm.js?id=GTM-1', 'Google Tag Manager', 'tag-manager'],
    ['https://fonts.gstatic.com/s/a.woff2', 'Google Fonts', 'fonts'],
    ['https://www.google.com/recaptcha/api.js', 'reCAPTCHA', 'captcha'],
    ['https://www.google.com/maps/embed?pb=1', 'Google Maps', 'maps'],
    ['https://www.facebook.com/tr?id=1&ev=PageView', 'Meta Pixel', 'advertising'],
    ['https://www.facebook.com/tr/?id=1', 'Meta Pixel', 'advertising'],
    ['https://www.facebook.com/tresor', 'Facebook', 'social'],
    ['https://connect.facebook.net/fr_FR/fbevents.js', 'Meta Pixel', 'advertising'],
    ['https://connect.facebook.net/fr_FR/sdk.js', 'Facebook', 'social'],
    ['https://www.youtube-nocookie.com/embed/x', 'YouTube', 'video'],
    ['https://cdn.jsdelivr.net/npm/x', 'jsDelivr', 'cdn'],
    ['https://static.hotjar.com/c/hotjar.js', 'Hotjar', 'session-recording'],
    ['https://stats.autre.fr/matomo.php?idsite=1', 'Matomo', 'analytics'],
    ['https://wrhv.autre.fr/col501a/-/643870121', 'Eulerian', 'analytics'],
    ['https://tag.aticdn.net/piano-analytics.js', 'Piano Analytics', 'analytics'],
  ])('%s is %s (%s)', (url, name, category) => {
    expect(factOf(url).tracker).toMatchObject({ name, category, list: 'trackers' });
  });

  it.each([
    'https://outil.example.fr/app.js',
    'https://www.google.com/js/th/abc.js',
    'https://notgoogle-analytics.com.example/x.png',
    'https://dataeducation.opendatasoft.com/api/records',
  ])('%s is no tracker', (url) => {
    expect(factOf(url).tracker).toBeNull();
  });

  it('is asked to third-party-web when our own list is silent', () => {
    expect(factOf('https://d.turn.com/r/x').tracker).toMatchObject({
      list: 'third-party-web',
      category: 'advertising',
    });
  });

  it('is not Google Tag Manager for a file name alone (Drupal ships a gtm.js that loads nothing)', () => {
    const { tracker } = factOf('https://outil.example.fr/modules/google_tag/js/gtm.js');
    expect(tracker?.category).toBe('other');
    expect(factOf('https://outil.example.fr/gtm.js?id=GTM-ABC').tracker?.category).toBe('tag-manager');
  });

  it('does not call all of Microsoft an advertiser, as third-party-web does', () => {
    expect(factOf('https://learn.microsoft.com/x.js').tracker).toMatchObject({ category: 'other' });
    expect(factOf('https://bat.bing.com/bat.js').tracker).toMatchObject({ category: 'advertising' });
  });

  it('is asked to EasyPrivacy last, which names the host and nothing more', () => {
    expect(factOf('https://outil.example.fr/wp-json/wp-statistics/v2/hit', {}).tracker).toEqual({
      name: 'outil.example.fr',
      category: 'other',
      owner: null,
      country: null,
      list: 'easyprivacy',
    });
  });

  it('keeps the party of a Matomo on the site itself', () => {
    expect(factOf('https://stats.example.fr/matomo.js')).toMatchObject({ party: 'first', tracker: { name: 'Matomo' } });
  });
});

describe('a first-party name that leads elsewhere', () => {
  const url = 'https://data.outil.example.fr/x/1';
  const leading = (cname: string) =>
    factOf(url, { exchanges: collected([anExchange('data.outil.example.fr', { cnames: [cname] })]) });

  it('is a third party under a borrowed name when it leads to a service that watches people', () => {
    expect(leading('outil.eulerian.net')).toMatchObject({
      party: 'third',
      cname: 'outil.eulerian.net',
      tracker: { name: 'Eulerian', category: 'analytics' },
    });
  });

  it('stays at home behind a CDN', () => {
    expect(leading('outil.b-cdn.net')).toMatchObject({ party: 'first', tracker: null, cname: 'outil.b-cdn.net' });
  });

  it('has no hidden name when the chain stays on the site', () => {
    expect(leading('front.example.fr')).toMatchObject({ party: 'first', cname: null });
  });
});

describe('the address of a request', () => {
  const url = 'https://tiers.example.org/a';

  it('comes from the log of the guard and has no country without a database', () => {
    expect(
      factOf(url, { exchanges: collected([anExchange('tiers.example.org', { address: '198.51.100.7' })]) }).address,
    ).toEqual({
      ip: '198.51.100.7',
    });
  });

  it('is known to be none when nothing was dialled', () => {
    const exchanges = collected([
      anExchange('tiers.example.org', { verdict: 'refused', address: null, reason: 'private-address' }),
    ]);
    expect(factOf(url, { exchanges }).address).toBeNull();
  });

  it('is unknown, not none, when the log is missing or silent', () => {
    expect(factOf(url)).not.toHaveProperty('address');
    expect(factOf(url, { exchanges: { kind: 'unavailable', reason: 'perdu' } })).not.toHaveProperty('address');
  });

  it('never places a private address, whatever the database says', () => {
    const everywhere = { ...lists, placeOf: () => ({ country: 'US', asn: 1 }) };
    const place = (address: string) => {
      const evidence = someEvidence({
        requests: collected([aRequest(url)]),
        exchanges: collected([anExchange('tiers.example.org', { address })]),
      });
      const facts = factsOf(evidence, {}, everywhere);
      return facts.requests.kind === 'collected' ? facts.requests.records[0]?.address : undefined;
    };
    expect(place('127.0.0.1')).toEqual({ ip: '127.0.0.1' });
    expect(place('8.8.8.8')).toEqual({ ip: '8.8.8.8', country: 'US', asn: 1 });
  });
});

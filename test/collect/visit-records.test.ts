/** What a page sends, keeps and does: each thing once, with who did it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, playSite, recordsOf } from './stage.ts';

const pathOf = (url: string) => new URL(url).pathname;

describe('records of a real visit', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it('names the scripts behind a third-party request, through a timer', async () => {
    const { sets, site } = await playSite(stage, 'bavard');
    const hit = recordsOf(sets.requests).find((each) => pathOf(each.url) === '/mesure.json');
    const [app, tag] = [`${site.url}app.js`, `${site.at('localhost')}balise.js`];
    expect(hit).toMatchObject({ page: site.url, type: 'fetch', channel: 'page', status: 200, failure: null });
    expect(hit?.initiator).toMatchObject({ type: 'script', url: tag, line: 2 });
    const loaded = recordsOf(sets.requests).find((each) => each.url === tag);
    expect(loaded?.initiator).toMatchObject({ type: 'script', url: app, line: 5, chain: [app] });
    expect(recordsOf(sets.cookies)).toEqual([
      expect.objectContaining({
        name: 'traceur',
        lifetimeDays: 800,
        setBy: { kind: 'script', url: tag },
        stored: true,
      }),
    ]);
  });

  it('hears pages, frames, workers, service workers, sockets and beacons', async () => {
    const { sets, site } = await playSite(stage, 'ouvriers');
    const channels = Object.fromEntries(recordsOf(sets.requests).map((each) => [pathOf(each.url), each.channel]));
    expect(channels).toMatchObject({
      '/': 'page',
      '/charge.json': 'page',
      '/cadre.html': 'frame',
      '/du-cadre.json': 'frame',
      '/de-ouvrier.json': 'worker',
      '/du-partage.json': 'worker',
      '/service.js': 'service-worker',
      '/du-service.json': 'service-worker',
      '/canal': 'websocket',
      '/canal-ouvrier': 'websocket',
      '/balise.json': 'beacon',
    });
    const frame = recordsOf(sets.requests).find((each) => pathOf(each.url) === '/du-cadre.json');
    expect(frame?.frame).toBe(`${site.url}cadre.html`);
    const worker = recordsOf(sets.requests).find((each) => pathOf(each.url) === '/de-ouvrier.json');
    expect(worker?.initiator.url).toBe(`${site.url}ouvrier.js`);
  });

  it('keeps each hop of a redirect and each cookie that the browser kept or refused', async () => {
    const { sets, site } = await playSite(stage, 'pixel');
    const hop = recordsOf(sets.requests).find((each) => each.redirectedFrom !== null);
    expect(hop).toMatchObject({ url: `${site.at('localhost')}p.gif`, redirectedFrom: `${site.url}vers-tiers` });
    expect(recordsOf(sets.requests)).toContainEqual(
      expect.objectContaining({ url: `${site.url}vers-tiers`, status: 302 }),
    );
    const cookies = recordsOf(sets.cookies);
    expect(cookies).toContainEqual(
      expect.objectContaining({
        name: 'garde',
        domain: 'localhost',
        stored: true,
        lifetimeDays: 400,
        sameSite: 'None',
      }),
    );
    expect(cookies).toContainEqual(
      expect.objectContaining({ name: 'perdu', stored: false, blocked: 'SameSiteNoneInsecure' }),
    );
    expect(cookies).toContainEqual(
      expect.objectContaining({ name: 'saut', session: true, setBy: { kind: 'http', url: `${site.url}vers-tiers` } }),
    );
  });

  it('keeps the lifetime asked beyond the cap of the browser, and no value at all', async () => {
    const { sets, site } = await playSite(stage, 'cookies');
    const cookies = recordsOf(sets.cookies);
    const ga = cookies.find((each) => each.name === '_ga');
    expect(ga).toMatchObject({ lifetimeDays: 800, session: false, sameSite: 'unset', valueLength: 7 });
    expect(ga?.setBy).toEqual({ kind: 'script', url: `${site.url}pose.js` });
    expect(cookies.map((each) => each.name)).not.toContain('efface');
    expect(cookies.find((each) => each.name === 'refuse')).toMatchObject({ stored: false });
    expect(cookies.find((each) => each.name === 'du_tiers')).toMatchObject({
      stored: true,
      lifetimeDays: 10,
      secure: true,
    });
    const storage = recordsOf(sets.storage);
    expect(storage.map(({ origin, area, key }) => [origin, area, key])).toEqual([
      [new URL(site.url).origin, 'session', 'exercice'],
      [new URL(site.at('localhost')).origin, 'local', 'identifiant'],
    ]);
    expect(JSON.stringify(sets)).not.toMatch(/secret-tiers|GA1\.2\.3/);
  });

  it('finds one HttpOnly session cookie and nothing else on an honest page', async () => {
    const { state, sets, site } = await playSite(stage, 'honnete');
    expect(state).toEqual({ kind: 'observed' });
    expect(recordsOf(sets.requests).map((each) => each.url)).toEqual([site.url]);
    expect(recordsOf(sets.storage)).toEqual([]);
    expect(recordsOf(sets.behaviours)).toEqual([]);
    expect(recordsOf(sets.cookies)).toEqual([
      expect.objectContaining({
        name: 'session',
        httpOnly: true,
        sameSite: 'Strict',
        session: true,
        lifetimeDays: null,
      }),
    ]);
  });

  it('dismisses and counts dialogs up to its limit, and closes popups', async () => {
    const { state, sets, site, cuts } = await playSite(stage, 'alertes');
    expect(state).toEqual({ kind: 'observed' });
    const kinds = recordsOf(sets.behaviours).map((each) => each.kind);
    expect(kinds.filter((kind) => kind === 'dialog')).toHaveLength(20);
    expect(cuts).toContainEqual({ what: 'dialog', at: 20 });
    expect(recordsOf(sets.behaviours)).toContainEqual(
      expect.objectContaining({ kind: 'popup', detail: `${site.url}publicite.html` }),
    );
    expect(recordsOf(sets.requests).map((each) => pathOf(each.url))).toContain('/publicite.html');
  });

  it('tells which permissions a page asks at load, and the script that asks', async () => {
    const { sets, site } = await playSite(stage, 'permissions');
    const asked = recordsOf(sets.behaviours).filter((each) => each.kind === 'permission-request');
    expect(asked.map((each) => each.detail)).toEqual(['geolocation', 'notifications', 'microphone']);
    expect(new Set(asked.map((each) => each.script))).toEqual(new Set([`${site.url}carte.js`]));
  });

  it('opens the legal pages of the site itself, once each, with every role they claim', async () => {
    const { sets, site } = await playSite(stage, 'documents');
    const pages = recordsOf(sets.pages).map(({ role, url }) => [role, pathOf(url)]);
    expect(pages).toEqual([
      ['entry', '/'],
      ['legal-notice', '/legal.html'],
      ['privacy', '/legal.html'],
      ['accessibility', '/a11y.html'],
      ['terms', '/cgu.html'],
    ]);
    expect(recordsOf(sets.pages)[1]?.text).toContain('Éditeur : Exemple SAS.');
    expect(site.requests.filter((each) => each.url === '/legal.html')).toHaveLength(1);
    expect(recordsOf(sets.links)[0]).toMatchObject({ url: 'https://exemple.fr/mentions-legales' });
  });

  it('sees the same things twice', async () => {
    const [one, two] = [await playSite(stage, 'bandeau'), await playSite(stage, 'bandeau')];
    const bare = (outcome: typeof one) =>
      JSON.stringify([outcome.sets.requests, outcome.sets.cookies, outcome.sets.consent]).replaceAll(
        /127\.0\.0\.1:\d+/g,
        'x',
      );
    expect(bare(two)).toBe(bare(one));
  });
});

/** The pages of a tool, visited by role: the same list whatever the order of the links, told with its reasons. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../src/collect/limits.ts';
import { openPageList } from '../../src/collect/page-list.ts';
import { openRobots, type ReadRobots, type Robots } from '../../src/collect/robots.ts';
import type { PlannedPage } from '../../src/model/plan.ts';
import { type Handler, type Site, serveSite } from '../kit/site.ts';
import { openStage, quickPace, recordsOf } from './stage.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

const page = (response: ServerResponse, body: string) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="fr"><meta charset="utf-8"><title>Outil</title><body>${body}</body></html>`);
};

const links = [
  '<a href="/mentions-legales">Mentions légales</a>',
  '<a href="/confidentialite">Confidentialité</a>',
  '<button onclick="location.href=\'/connexion\'">Se connecter</button>',
  '<a href="/exercices/fractions">Exercices</a>',
  '<a href="/exercices/decimaux">Exercices</a>',
  '<a href="/contact">Contact</a>',
  '<a href="/plaquette.pdf">Exercices en PDF</a>',
  '<a href="/deconnexion">Déconnexion</a>',
  '<a href="https://ailleurs.test/">Jouer ailleurs</a>',
];

/** A tool whose links come in another order each time; its way to sign up stands only where one signs in. */
const tool =
  (turn: () => number): Handler =>
  (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/';
    if (path === '/') {
      const shift = turn() % links.length;
      return page(response, `<h1>Outil</h1>${[...links.slice(shift), ...links.slice(0, shift)].join(' ')}`);
    }
    const signUp = '<p><a href="/creer">Créer un compte</a></p>';
    const form = '<form method="post" action="/entrer"><input name="u"><input type="password" name="p"></form>';
    if (path === '/connexion') return page(response, `<h1>Entrer</h1>${form}${signUp}`);
    return page(response, `<h1>${path}</h1><p>Un texte.</p>`);
  };

const consent = `<div role="dialog" style="position:fixed;bottom:0"><p>Des cookies</p><button onclick="choose('non')">Tout
  refuser</button> <button onclick="choose('oui')">Tout accepter</button></div>
  <script>const choose = (what) => { document.cookie = 'choix=' + what; document.querySelector('[role=dialog]').remove() };
  if (/choix=/.test(document.cookie)) document.querySelector('[role=dialog]').remove()</script>`;

const plan = (pages: readonly PlannedPage[]) =>
  pages.map(({ url, roles, state }) => `${new URL(url).pathname}${new URL(url).hash} ${roles.join('+')} ${state}`);

/** The first phase alone, with the list that it made. */
const toured = async (site: Site, robots = openRobots(null)) => {
  const list = openPageList(site.url);
  const { sets, cuts } = await stage.play(site.url, 'before-choice', quickPace, { list, robots });
  return { list: list.read(), pages: recordsOf(sets.pages), cuts, robots: robots.read() };
};
const visited = async (handler: Handler, robots?: Robots) => {
  const site = await serveSite(handler);
  try {
    return { ...(await toured(site, robots)), site };
  } finally {
    await site.close();
  }
};

describe('a tool whose links are shuffled', () => {
  it('has the same list of pages each time, each with its reason', async () => {
    let turns = 0;
    const turn = () => {
      turns += 4;
      return turns;
    };
    const site = await serveSite(tool(turn));
    const [first, second] = [await toured(site), await toured(site)];
    await site.close();
    expect(first.list).toEqual(second.list);
    expect(plan(first.list)).toEqual([
      '/ entry visited',
      '/mentions-legales legal-notice visited',
      '/confidentialite privacy visited',
      '/connexion sign-in visited',
      '/exercices/decimaux content visited',
      '/creer sign-up visited',
    ]);
    expect(first.list.map(({ reason }) => reason)).toContain('bouton « Se connecter »');
    const roles = ['entry', 'legal-notice', 'privacy', 'sign-in', 'content', 'sign-up'];
    expect(first.pages.map(({ role }) => role)).toEqual(roles);
    const asked = site.requests.map(({ url }) => url);
    expect(asked).not.toContain('/deconnexion');
    expect(asked).not.toContain('/plaquette.pdf');
  }, 60_000);
});

describe('the pages visited', () => {
  it('are kept with their making, without what a field holds, and with a picture where one acts', async () => {
    const site = await serveSite((request, response) => {
      if (request.url !== '/') return tool(() => 0)(request, response);
      const fields = '<input name="jeton" type="hidden" value="5f1c9a"><textarea>brouillon</textarea>';
      return page(response, `<h1>Outil</h1><a href="/mentions-legales">Mentions légales</a><form>${fields}</form>`);
    });
    const visit = await stage.visitWhole(site.url);
    await site.close();
    const [entry, notice] = recordsOf(visit.pages);
    expect(entry?.screenshot).not.toBeNull();
    expect(notice).toMatchObject({ role: 'legal-notice', screenshot: null });
    const source = Buffer.from(stage.kept.get(entry?.dom ?? '') ?? []).toString();
    expect(source).toContain('<h1>Outil</h1>');
    expect(source).toContain('name="jeton"');
    expect(source).not.toMatch(/5f1c9a|brouillon/);
    expect(entry?.nodes).toBe(10);
    expect(visit.files.find(({ sha256 }) => sha256 === entry?.dom)?.mediaType).toBe('text/html');
  }, 120_000);

  it('that show a password field are where one signs in, link or no link', async () => {
    const { list, pages } = await visited((_request, response) =>
      page(response, '<h1>Entrer</h1><form method="post"><input name="u"><input type="password"></form>'),
    );
    expect(plan(list)).toEqual(['/ entry+sign-in visited']);
    expect(pages.map(({ role }) => role)).toEqual(['entry', 'sign-in']);
  }, 120_000);

  it('of a single-page application are told by what stands after #/', async () => {
    const show = `<main></main><nav><a href="#/connexion">Entrer</a> <a href="#haut">Haut</a></nav>
      <script>const show = () => { document.querySelector('main').innerHTML = location.hash === '#/connexion'
        ? '<h1>Connexion</h1><input type=password>' : '<h1>Accueil</h1>' }; onhashchange = show; show()</script>`;
    const { list, pages } = await visited((_request, response) => page(response, show));
    expect(plan(list)).toEqual(['/ entry visited', '/#/connexion sign-in visited']);
    expect(pages.find(({ role }) => role === 'sign-in')?.text).toContain('Connexion');
  }, 120_000);

  it('are, after a choice, two of the same list, the exercise first', async () => {
    const site = await serveSite((request, response) =>
      request.url === '/'
        ? page(response, `<h1>Outil</h1>${links.join(' ')}${consent}`)
        : tool(() => 0)(request, response),
    );
    const list = openPageList(site.url);
    const paths = ['/mentions-legales', '/connexion', '/exercices/decimaux', '/creer'];
    const roles = ['legal-notice', 'sign-in', 'content', 'sign-up'] as const;
    list.add(
      roles.map((role, place) => ({ url: new URL(paths[place] ?? '', site.url).href, roles: [role], reason: '' })),
    );
    for (let page = list.next(); page; page = list.next()) list.met(page.url, 'visited');
    const { state, sets } = await stage.play(site.url, 'after-refusal', quickPace, { list });
    await site.close();
    expect(state).toEqual({ kind: 'observed' });
    const next = recordsOf(sets.pages).filter(({ role }) => role === 'next');
    expect(next.map(({ url }) => url.replace(site.url, '/')).sort()).toEqual(['/creer', '/exercices/decimaux']);
    expect(next.every(({ dom, screenshot, loaded }) => loaded && dom === null && screenshot === null)).toBe(true);
  }, 120_000);
});

describe('robots.txt', () => {
  const disallow: ReadRobots = async () => ({
    kind: 'text',
    text: 'User-agent: Preau\nDisallow: /\nAllow: /mentions\nCrawl-delay: 0.1',
  });

  it('keeps the visit off what it closes, but not off the page that the vendor submitted', async () => {
    const { list, robots, site } = await visited(
      tool(() => 0),
      openRobots(disallow),
    );
    expect(plan(list)).toEqual([
      '/ entry visited',
      '/mentions-legales legal-notice visited',
      '/confidentialite privacy robots',
      '/connexion sign-in robots',
      '/exercices/decimaux content robots',
    ]);
    expect(robots).toEqual([{ origin: site.url.slice(0, -1), state: 'read', crawlDelay: 0.1 }]);
    expect(site.requests.map(({ url }) => url)).not.toContain('/connexion');
  }, 120_000);
});

it('a list longer than its budget is told to be cut', async () => {
  const texts = [
    'Mentions légales',
    'Vie privée',
    'Connexion',
    'Inscription',
    'Exercices',
    'CGU',
    'Accessibilité',
    'Cookies',
  ];
  const all = texts.map((text, place) => `<a href="/${place}">${text}</a>`).join(' ');
  const { list, cuts } = await visited((request, response) =>
    page(response, request.url === '/' ? all : '<p>Un texte.</p>'),
  );
  expect(list.filter(({ state }) => state === 'visited')).toHaveLength(limits.pages + 1);
  expect(plan(list).at(-1)).toBe('/7 cookies budget');
  expect(cuts).toContainEqual({ what: 'pages', at: limits.pages });
}, 120_000);

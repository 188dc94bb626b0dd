/** axe-core in the page, unseen by it: what it finds, what it leaves alone, and what it makes of a hostile page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../src/collect/limits.ts';
import { serveSite } from '../kit/site.ts';
import { openStage, playSite, recordsOf } from './stage.ts';

const page = (body: string) => `<!doctype html><html lang="fr"><title>Page</title><main><h1>Page</h1>${body}</main>`;
/** Played like a page of the corpus; `pages` are bodies by path. */
const playPages = async (stage: Awaited<ReturnType<typeof openStage>>, pages: Record<string, string>) => {
  const site = await serveSite((request, response) => {
    const body = pages[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(body === undefined ? '' : page(body));
  });
  try {
    const outcome = await stage.play(site.url, 'before-choice');
    return { ...outcome, site, records: recordsOf(outcome.sets.accessibility) };
  } finally {
    await site.close();
  }
};

describe('accessibility of a visited page', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it('tells each rule broken, its criterion and its first elements, whatever the policy of the page', async () => {
    const { sets, site } = await playSite(stage, 'erreurs-acces');
    const records = recordsOf(sets.accessibility);
    const found = records.flatMap((each) => (each.kind === 'violation' ? [each] : []));
    expect(found.map(({ rule, impact, criteria, nodes }) => [rule, impact, criteria, nodes])).toEqual([
      ['color-contrast', 'serious', ['3.2'], 1],
      ['image-alt', 'critical', ['1.1'], 1],
      ['label', 'critical', ['11.1'], 1],
    ]);
    expect(found.map(({ targets }) => targets[0])).toEqual([
      {
        selector: 'html > body > main > p:nth-of-type(2)',
        html: '<p class="consigne">Colorie la moitié du gâteau.',
      },
      { selector: 'html > body > main > p:nth-of-type(1) > img', html: '<img src="/part.svg">' },
      { selector: 'input#reponse', html: '<input type="text" id="reponse">' },
    ]);
    const [run] = records.filter(({ kind }) => kind === 'examined');
    expect(run).toMatchObject({ page: site.url, axe: expect.stringMatching(/^4\.\d+/), nodes: expect.any(Number) });
    expect(run?.kind === 'examined' && run.passed).toBeGreaterThan(3);
  });

  it('leaves no trace: no request of its own, no value of a field, no behaviour, and twice the same bytes', async () => {
    const one = await playSite(stage, 'erreurs-acces');
    const other = await playSite(stage, 'erreurs-acces');
    expect([...new Set(one.site.requests.map(({ url }) => url))].sort()).toEqual([
      '/',
      '/part.svg?session=0123456789abcdef',
    ]);
    expect(recordsOf(one.sets.behaviours)).toEqual([]);
    expect(recordsOf(one.sets.storage)).toEqual([]);
    const bytes = ({ sets, site }: typeof one) =>
      JSON.stringify(recordsOf(sets.accessibility)).replaceAll(site.url, 'site');
    expect(bytes(one)).toBe(bytes(other));
    expect(bytes(one)).not.toMatch(/Camille|0123456789abcdef|data-preau/);
  });

  it('points through shadow roots, where a name alone would find nothing', async () => {
    const { records } = await playPages(stage, {
      '/': `<div id="hote"></div><p id="deux"></p><p id="deux"></p><script>
document.getElementById('hote').attachShadow({ mode: 'open' }).innerHTML = '<p><img id="dedans" src="/a.png"></p>';</script>`,
    });
    const [image] = records.flatMap((each) => (each.kind === 'violation' && each.rule === 'image-alt' ? [each] : []));
    expect(image?.targets).toEqual([{ selector: 'div#hote > p > img', html: '<img id="dedans" src="/a.png">' }]);
  });

  it('finds nothing on a page that is in order', async () => {
    const { sets } = await playSite(stage, 'acces-soigne');
    expect(recordsOf(sets.accessibility)).toEqual([expect.objectContaining({ kind: 'examined' })]);
  });

  it('goes over the entry and a content page, never a legal page', async () => {
    const { records, site } = await playPages(stage, {
      '/': '<a href="/exercices">Exercices</a> <footer><a href="/mentions-legales">Mentions légales</a></footer>',
      '/exercices': '<img src="/a.png">',
      '/mentions-legales': '<img src="/a.png">',
    });
    expect(records.map(({ kind, page: url }) => [kind, url.replace(site.url, '/')])).toEqual([
      ['examined', '/'],
      ['examined', '/exercices'],
      ['violation', '/exercices'],
    ]);
  });

  it('is not fooled by a page that rewrites its prototypes', async () => {
    const { records } = await playPages(stage, {
      '/': `<img src="/a.png"><script>
Element.prototype.getAttribute = () => 'texte'; Element.prototype.hasAttribute = () => true; window.axe = null;
Document.prototype.querySelectorAll = () => []; window.getComputedStyle = () => ({});</script>`,
    });
    expect(records).toContainEqual(expect.objectContaining({ kind: 'violation', rule: 'image-alt' }));
  });

  it('concludes nothing from a page that breaks it by the names of its fields', async () => {
    const { records } = await playPages(stage, {
      '/': '<img src="/a.png"><form><input name="parentNode"><input name="children"><input name="nodeName"></form><form name="body"></form>',
    });
    expect(records).toEqual([expect.objectContaining({ kind: 'unexamined', reason: 'failed' })]);
  });

  it('is stopped on a page that would keep it for ever, and the page is left as usual', async () => {
    const { records, cuts, state, site } = await playPages(stage, {
      '/': '<img src="/a.png"><form><input name="parentNode" aria-label="Nom"></form><a href="/exercices">Exercices</a>',
      '/exercices': '<p>Suite</p>',
    });
    expect(state.kind).toBe('observed');
    expect(records).toEqual([
      { kind: 'unexamined', phase: 'before-choice', page: site.url, reason: 'too-long' },
      expect.objectContaining({ kind: 'examined', page: `${site.url}exercices` }),
    ]);
    expect(cuts).toContainEqual({ what: `accessibility of ${site.url}`, at: limits.axeMs });
  });

  it('concludes nothing from a page of too many elements, and says so', async () => {
    const { records, cuts, site } = await playPages(stage, { '/': '<i></i>'.repeat(limits.axeNodes) });
    expect(records).toEqual([expect.objectContaining({ kind: 'unexamined', reason: 'too-many-nodes' })]);
    expect(cuts).toContainEqual({ what: `accessibility of ${site.url}`, at: limits.axeNodes });
  });
});

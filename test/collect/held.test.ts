/** Measurements are answered in place of their collector when it is asked, and recorded either way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Handler, serveSite } from '../kit/site.ts';
import { openStage, quickPace, recordsOf } from './stage.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

/** A page that measures in four ways, from a frame of another site too, and whose script has a collector's name. */
const measured: Handler = (request, response) => {
  const port = request.headers.host?.split(':')[1];
  const other = `http://localhost:${port}`;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  if (request.url === '/') {
    return response.end(`<!doctype html><meta charset="utf-8"><title>Outil</title><h1 id="dit">…</h1>
      <img src="${other}/matomo.php?image"><script src="${other}/matomo.php?script"></script>
      <iframe src="${other}/cadre"></iframe>
      <script>navigator.sendBeacon('${other}/matomo.php?balise', 'x');
        const said = (text) => { document.querySelector('#dit').textContent = text };
        fetch('${other}/matomo.php?fetch', { method: 'POST', body: 'x', credentials: 'include' })
          .then((answer) => said('reçu ' + answer.status), () => said('échec'));
        fetch('/donnees.json');</script>`);
  }
  if (request.url === '/cadre') return response.end('<script>navigator.sendBeacon("/matomo.php?cadre")</script>Cadre');
  if (request.headers.origin) response.setHeader('access-control-allow-origin', request.headers.origin);
  response.setHeader('access-control-allow-credentials', 'true');
  return response.writeHead(200, { 'content-type': 'text/javascript' }).end('');
};

const play = async (hold: 'off' | 'beacons') => {
  const site = await serveSite(measured);
  try {
    const { sets } = await stage.play(site.url, 'before-choice', quickPace, { hold });
    const hits = recordsOf(sets.requests).filter(({ url }) => url.includes('matomo.php'));
    return {
      arrived: site.requests
        .map(({ url }) => url)
        .filter((url) => url.startsWith('/matomo.php'))
        .sort(),
      told: hits.map(({ url, held, status }) => [new URL(url).search, held, status]).sort(),
      page: recordsOf(sets.pages)[0]?.text,
      data: site.requests.some(({ url }) => url === '/donnees.json'),
    };
  } finally {
    await site.close();
  }
};

describe('a page that calls a collector', () => {
  it('is visited as anybody would, and its measurements arrive, unless it is asked otherwise', async () => {
    const { arrived, told, page } = await play('off');
    const ways = ['balise', 'cadre', 'fetch', 'image', 'script'];
    expect(arrived).toEqual(ways.map((way) => `/matomo.php?${way}`));
    expect(told).toEqual(ways.map((way) => [`?${way}`, false, 200]));
    expect(page).toContain('reçu 200');
  });

  it('has them answered by the visit when asked: recorded, told as held, never sent; a script is never held', async () => {
    const { arrived, told, page, data } = await play('beacons');
    expect(arrived).toEqual(['/matomo.php?script']);
    expect(told).toEqual([
      ['?balise', true, null],
      ['?cadre', true, null],
      ['?fetch', true, null],
      ['?image', true, null],
      ['?script', false, 200],
    ]);
    expect(page).toContain('reçu 204');
    expect(data).toBe(true);
  });
});

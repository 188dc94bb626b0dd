/** A page that keeps something in every store, in frames of every kind, and sends some of it elsewhere. */
import type { Handler } from '../kit/site.ts';

export const uuid = 'b3c1f0de-53a8-4be4-9f1c-2f7f2a0ec9b1';
export const client = '1836210584.1763971200';

const script = `
localStorage.setItem('profil', JSON.stringify({ theme: 'dark', id: '${uuid}' }));
localStorage.setItem('langue', 'fr-FR');
document.cookie = '_ga=GA1.1.${client}; max-age=99999999';
const asked = indexedDB.open('base', 2);
asked.onupgradeneeded = () => {
  const store = asked.result.createObjectStore('eleves');
  store.put({ nom: 'x', vu: 1 }, 'a');
  store.put(new Blob(['z']), 'b');
  asked.result.createObjectStore('classes');
};
indexedDB.open('vierge', 1);
caches.open('v1').then((cache) => cache.add('/copie.txt'));
navigator.serviceWorker.register('/service.js');
const other = 'http://localhost:' + location.port;
fetch(other + '/mesure?cid=${client}');
fetch(other + '/lot', { method: 'POST', mode: 'no-cors', body: btoa(JSON.stringify({ v: 1, id: '${uuid}', w: 2 })) });
fetch('/chez-soi?panier=5f1c9a2b7e3d4c60');
document.getElementById('passager').onload = ({ target }) => setTimeout(() => target.remove(), 50);`;

const body = (port: string) => `<!doctype html><html lang="fr"><title>Réserves</title><h1>Lecture</h1>
<iframe srcdoc="<script>localStorage.setItem('du-srcdoc', '1')</script>"></iframe>
<iframe sandbox="allow-scripts" src="/bac.html"></iframe>
<iframe id="passager" src="http://localhost:${port}/passager.html"></iframe>
<script>${script}</script></html>`;

/** Path → media type, text, cookies. */
const answers: Record<string, [string, string, string[]?]> = {
  '/bac.html': ['text/html', "<script>try { localStorage.x = 1 } catch {} try { indexedDB.open('z') } catch {}</script>"],
  '/passager.html': [
    'text/html',
    "<script>localStorage.evanoui = 'abc'</script>",
    ['__Host-part=k; Path=/; SameSite=None; Secure; Partitioned', 'tiers=z; SameSite=None; Secure'],
  ],
  '/service.js': ['text/javascript', "self.addEventListener('install', () => {})"],
};

export const stores: Handler = (request, response) => {
  const { pathname, port } = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const cookies = ['panier=5f1c9a2b7e3d4c60; Max-Age=3600'];
  const [type, text, set] =
    pathname === '/' ? (['text/html', body(port), cookies] as const) : (answers[pathname] ?? ['text/plain', 'ok']);
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'access-control-allow-origin': '*',
    ...(set ? { 'set-cookie': [...set] } : {}),
  });
  return response.end(text);
};

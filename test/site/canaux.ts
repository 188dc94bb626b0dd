/** A page at outil.test, behind a proxy, that sends something by each channel, most of them through a tag manager. */
import type { Handler } from '../kit/site.ts';

/** The answer of each address: media type, text, and headers when there are any. */
const answers: Record<string, [string, string, Record<string, string>?]> = {
  'outil.test/': [
    'text/html',
    `<!doctype html><html lang="fr"><head><title>Canaux</title>
<link rel="preload" as="script" href="/avance.js"><link rel="prefetch" href="/suite.txt">
<link rel="modulepreload" href="/module.js">
<script src="/bibliotheque.js"></script><script src="/page.js"></script></head><body><h1>Lecture</h1>
<img src="//bloque.test/i.gif"></body></html>`,
    {
      'content-security-policy': "img-src 'self'; report-uri /violation",
      link: '</entete.js>; rel=preload; as=script',
    },
  ],
  'outil.test/page.js': [
    'text/javascript',
    "const s = document.createElement('script'); s.src = '//balises.test/gestionnaire.js'; document.head.append(s);",
  ],
  'outil.test/bibliotheque.js': ['text/javascript', "const envoyer = () => fetch('/par-minuterie');"],
  'balises.test/gestionnaire.js': [
    'text/javascript',
    `setTimeout(envoyer, 10);
setTimeout(() => {
  const s = document.createElement('script'); s.src = '//mesure.test/mesure.js'; document.head.append(s);
  const f = document.createElement('iframe'); f.src = '//cadre.test/'; document.body.append(f);
  new Worker(URL.createObjectURL(new Blob(["fetch('http://outil.test/texte-ouvrier')"])));
  new Worker('/ouvrier.js');
  new SharedWorker('/partage.js');
  new EventSource('/flux');
}, 20);`,
  ],
  'mesure.test/mesure.js': [
    'text/javascript',
    `navigator.sendBeacon('/signal', 'visite=1');
fetch('//mesure.test/saut', { mode: 'no-cors' });
fetch('//mesure.test/reste', { method: 'POST', keepalive: true, mode: 'no-cors', body: 'k=v' });
const form = new FormData(); form.append('nom', 'x'); form.append('piece', new Blob(['contenu']), 'p.txt');
fetch('//mesure.test/formulaire', { method: 'POST', mode: 'no-cors', body: form });
fetch('//mesure.test/octets', { method: 'POST', mode: 'no-cors', body: new Uint8Array([0, 255, 1]) });`,
  ],
  'cadre.test/': ['text/html', '<title>c</title><script src="/cadre.js"></script>'],
  'cadre.test/cadre.js': ['text/javascript', "setTimeout(() => fetch('/du-cadre'), 10)"],
  'outil.test/ouvrier.js': ['text/javascript', "importScripts('/outils.js', '//mesure.test/minuteur.js'); partir()"],
  'outil.test/outils.js': ['text/javascript', "function partir() { setTimeout(() => fetch('/de-ouvrier'), 10) } const plusTard = () => fetch('/plus-tard');"],
  'mesure.test/minuteur.js': ['text/javascript', 'setTimeout(plusTard, 10)'],
  'outil.test/partage.js': ['text/javascript', "fetch('/partage-1'); fetch('/partage-2'); importScripts('/lib.js')"],
  'outil.test/flux': ['text/event-stream', 'data: bonjour\n\n'],
};

export const channels: Handler = (request, response) => {
  const { host, pathname } = new URL(request.url ?? '/', `http://${request.headers.host}`);
  if (pathname === '/saut') {
    response.writeHead(302, { location: 'http://arrivee.test/fin' });
    return response.end();
  }
  const script: [string, string] = [pathname.endsWith('.js') ? 'text/javascript' : 'text/plain', '1'];
  const [type, text, headers] = answers[`${host}${pathname}`] ?? script;
  response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', ...headers });
  return response.end(text);
};

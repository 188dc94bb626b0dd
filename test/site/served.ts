/** Serves one of these sites on loopback; those that need a server of their own (cookies, silence, errors) are here. */
import type { ServerResponse } from 'node:http';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Handler, type Site, serveSite } from '../kit/site.ts';

const page = (title: string, body: string) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
const html = (response: ServerResponse, status: number, text: string, headers: Record<string, string | string[]> = {}) => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(text);
};

/** A redirect to the third party, whose pixel sets cookies that the browser keeps or refuses. */
const pixel: Handler = (request, response) => {
  if (request.url === '/') {
    const port = request.headers.host?.split(':')[1];
    return html(response, 200, page('Pixel', `<h1>Lecture</h1><img src="/vers-tiers"><img src="//localhost:${port}/p.gif">`));
  }
  const cookies = ['garde=1; SameSite=None; Secure; Max-Age=34560000', 'perdu=1; SameSite=None; Max-Age=60'];
  if (request.url === '/p.gif') return html(response, 200, '', { 'set-cookie': cookies });
  response.writeHead(302, { location: `//localhost:${request.headers.host?.split(':')[1]}/p.gif`, 'set-cookie': 'saut=1' });
  response.end();
};

/** Four long polls that never answer, a body that nobody reads and that never ends: load fires, silence never comes. */
const waiting: Handler = (request, response) => {
  if (request.url === '/') {
    const scripts = '<script>for (let i = 0; i < 4; i++) fetch("/attente?" + i); fetch("/flot")</script>';
    return html(response, 200, page('Attente', `<h1>Messagerie</h1>${scripts}`));
  }
  if (request.url === '/flot') response.write('un début, sans fin');
};

const unread: Handler = (request, response) => {
  if (request.url === '/') return html(response, 200, page('Flot', '<h1>Flot</h1><script>fetch("/flot")</script>'));
  response.write('un début, sans fin');
};

/** The document itself never ends: something is written every half second. */
const endless: Handler = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.write('<!doctype html><title>Sans fin</title><p>Patience…');
  const timer = setInterval(() => response.write('<p>encore'), 500);
  response.on('close', () => clearInterval(timer));
};

const handlers: Record<string, Handler> = {
  honnete: (_request, response) =>
    html(response, 200, page('Honnête', '<h1>Tables de multiplication</h1>'), {
      'set-cookie': 'session=5f1c; Path=/; HttpOnly; SameSite=Strict',
    }),
  erreur: (_request, response) => html(response, 500, page('Erreur', '<h1>Panne</h1>')),
  mur: (_request, response) => html(response, 403, page('Just a moment...', '<h1>Vérification</h1>')),
  'sans-fin': endless,
  boucle: (_request, response) => html(response, 200, page('Boucle', '<p>Bonjour</p><script>for(;;);</script>')),
  attente: waiting,
  flot: unread,
  pixel,
};

/** Redirects what `ouvriers` asks to be redirected; everything else is a file. */
export const serve = async (name: string): Promise<Site> => {
  const handler = handlers[name];
  if (handler) return serveSite(handler);
  return serveSite(path.join(import.meta.dirname, name), {
    onUpgrade: (request, socket) => {
      const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
      const accept = createHash('sha1').update(key).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
    },
  });
};

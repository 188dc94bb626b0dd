/** Serves one of these sites on loopback; those that need a server of their own (cookies, silence, errors) are here. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
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

/** The real recorder, from its package, in a page that sends what it gives. */
const recorder: Handler = async (request, response) => {
  const files: Record<string, [string, string]> = {
    '/': ['enregistreur-rrweb/index.html', 'text/html; charset=utf-8'],
    '/page.js': ['enregistreur-rrweb/page.js', 'text/javascript; charset=utf-8'],
    '/rrweb.js': ['../../node_modules/rrweb/dist/rrweb.umd.min.cjs', 'text/javascript; charset=utf-8'],
  };
  const [file, type] = files[request.url ?? ''] ?? [];
  if (!file) return html(response, 404, '');
  response.writeHead(200, { 'content-type': type });
  response.end(await readFile(path.join(import.meta.dirname, file)));
};

/** A picture and a sound of more than a megabyte each, which no repository need hold. */
const heavyMedia: Handler = (request, response) => {
  const heavy: Record<string, [string, Buffer]> = {
    '/carte.svg': ['image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'.padEnd(1_200_000))],
    '/recit.wav': ['audio/wav', Buffer.concat([wavHead(1_200_000), Buffer.alloc(1_200_000)])],
  };
  const [type, body] = heavy[request.url ?? ''] ?? [];
  if (body) {
    response.writeHead(200, { 'content-type': type, 'content-length': body.length });
    return response.end(body);
  }
  const media = '<img src="/carte.svg" alt="Une carte"><audio controls autoplay muted src="/recit.wav"></audio>';
  return html(response, request.url === '/' ? 200 : 404, page('Récit', `<h1>Récit</h1>${media}`));
};

/** A second and a half of silence in sixteen bits at 192 kHz, two channels. */
const wavHead = (length: number): Buffer => {
  const head = Buffer.from('RIFF----WAVEfmt ------------------------data----');
  head.writeUInt32LE(36 + length, 4);
  [16, 0x2_0001, 192_000, 768_000, 0x10_0004].forEach((value, place) => head.writeUInt32LE(value, 16 + 4 * place));
  head.write('data', 36);
  head.writeUInt32LE(length, 40);
  return head.subarray(0, 44);
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
  'media-lourd': heavyMedia,
  attente: waiting,
  flot: unread,
  pixel,
  'enregistreur-rrweb': recorder,
};

/** Opens a WebSocket that says nothing. */
export const shakeHands = (request: IncomingMessage, socket: Duplex): void => {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
};

/** Redirects what `ouvriers` asks to be redirected; everything else is a file. */
export const serve = async (name: string): Promise<Site> => {
  const handler = handlers[name];
  if (handler) return serveSite(handler);
  return serveSite(path.join(import.meta.dirname, name), {
    onUpgrade: shakeHands,
  });
};

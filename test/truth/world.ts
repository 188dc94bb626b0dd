/**
 * A small internet on loopback: each folder of test/site at https://NAME.test/, any other name a third party that
 * answers what the browser asks of it. Real names of trackers are thus met, and nobody real is ever called.
 */

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import path from 'node:path';
import { serveSecurely } from '../kit/https.ts';

type Answer = { status: number; type: string; body: string | Buffer; cookies?: string[] };

const sites = path.join(import.meta.dirname, '..', 'site');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** What a third party answers, by the use that the browser says it makes of it (Fetch metadata). */
const byUse: Record<string, [type: string, body: string | Buffer]> = {
  script: ['text/javascript', ''],
  style: ['text/css', ''],
  image: ['image/gif', pixel],
  iframe: ['text/html; charset=utf-8', '<!doctype html><title>Tiers</title>'],
  document: ['text/html; charset=utf-8', '<!doctype html><title>Tiers</title>'],
};

/** The few third parties that do more than answer: host and path → script, cookies. */
const doing: Record<string, { script?: string; cookies?: string[] }> = {
  'www.googletagmanager.com/gtag/js': {
    script: `document.cookie = '_ga=GA1.1.1836210584.1763971200; path=/; max-age=63072000';
fetch('https://region1.google-analytics.com/g/collect?v=2&tid=G-ESSAI&cid=1836210584.1763971200', { method: 'POST', mode: 'no-cors' });`,
  },
  'www.googletagmanager.com/gtm.js': {
    script: `const s = document.createElement('script'); s.src = 'https://connect.facebook.net/fr_FR/fbevents.js'; document.head.append(s);`,
  },
  'connect.facebook.net/fr_FR/fbevents.js': {
    script: `new Image().src = 'https://www.facebook.com/tr/?id=1&ev=PageView';`,
  },
  'ad.doubleclick.net/ddm/activity': {
    cookies: [
      'IDE=AHWqTUmSdr8qh1kLw3pQe5rTy7uIo9pAa; Max-Age=33696000; Path=/; Domain=doubleclick.net; Secure; SameSite=None',
    ],
  },
};

const fromFolder = async (name: string, pathname: string): Promise<Answer> => {
  const root = path.join(sites, name);
  const wanted = path.join(root, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  const body = wanted.startsWith(root) ? await readFile(wanted).catch(() => null) : null;
  if (!body) return { status: pathname.endsWith('.json') ? 200 : 404, type: 'application/json', body: '{}' };
  return { status: 200, type: types[path.extname(wanted)] ?? 'application/octet-stream', body };
};

const fromThirdParty = (place: string, use: string): Answer => {
  const { script, cookies } = doing[place] ?? {};
  const [type, body] = byUse[use] ?? ['text/plain', ''];
  return { status: 200, type, body: script ?? body, ...(cookies ? { cookies } : {}) };
};

export type World = { proxyUrl: string; urlOf: (name: string) => string; close: () => Promise<void> };

export const openWorld = async (): Promise<World> => {
  const secure = await serveSecurely(async (request, response) => {
    const url = new URL(request.url, `https://${request.headers[':authority'] ?? request.headers.host ?? 'nobody'}`);
    const [, name] = /^([a-z0-9-]+)\.test$/.exec(url.hostname) ?? [];
    const use = String(request.headers['sec-fetch-dest'] ?? '');
    const answer = name
      ? await fromFolder(name, decodeURIComponent(url.pathname))
      : fromThirdParty(url.hostname + url.pathname, use);
    response.writeHead(answer.status, {
      'content-type': answer.type,
      'access-control-allow-origin': String(request.headers.origin ?? '*'),
      ...(answer.cookies ? { 'set-cookie': answer.cookies } : {}),
    });
    response.end(answer.body);
  });
  const port = Number(new URL(secure.url).port);
  const sockets = new Set<Socket>();
  const proxy = createServer((_request, response) => response.writeHead(404).end());
  proxy.on('connection', (socket: Socket) => sockets.add(socket));
  proxy.on('connect', (_request: IncomingMessage, client: Socket) => {
    const server = connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
    server.pipe(client).pipe(server);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    urlOf: (name) => `https://${name}.test/`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
      await secure.close();
    },
  };
};

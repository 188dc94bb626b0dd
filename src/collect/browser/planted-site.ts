/** The loopback site of the self-test: a page, a third party and a WebSocket behind one port, which is also their proxy. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type PlantedSite = {
  /** As a proxy it sends every name to itself, so the third party needs no name server. */
  proxyUrl: string;
  page: string;
  thirdParty: string;
  cookie: string;
  workerFetch: string;
  webSocket: string;
  /** True once the third party received its own cookie back. */
  cookieCameBack(): boolean;
  close(): Promise<void>;
};

const cookie = 'preau-essai';

/** Starts the site on 127.0.0.1, on a free port. */
export const plantSite = async (): Promise<PlantedSite> => {
  let back = false;
  const server = createServer((request, response) => {
    if (request.headers.cookie?.includes(cookie)) back = true;
    answer(request, response);
  });
  // A WebSocket goes through a proxy as a tunnel: the tunnel's end is this same server.
  server.on('connect', (_, socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    server.emit('connection', socket);
  });
  server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\n\r\n'));
  const host = `127.0.0.1:${await listen(server)}`;
  return {
    proxyUrl: `http://${host}`,
    page: `http://${host}/`,
    thirdParty: thirdPartyOf(host),
    cookie,
    workerFetch: `http://${host}/depuis-le-service-worker`,
    webSocket: `ws://${host}/`,
    cookieCameBack: () => back,
    close: () => close(server),
  };
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Another site for the browser, yet trusted enough (`*.localhost`) to set a `Secure` cookie without a certificate. */
const thirdPartyOf = (host: string): string => `http://tiers.localhost:${host.split(':')[1]}/`;

const answer = (request: IncomingMessage, response: ServerResponse): void => {
  const host = request.headers.host ?? '';
  if (host.startsWith('tiers.localhost')) {
    response.setHeader('set-cookie', `${cookie}=1; SameSite=None; Secure; Path=/`);
    response.end();
    return;
  }
  const [type, body] = pages(host)[request.url?.replace(/^http:\/\/[^/]*/, '') ?? ''] ?? ['text/plain', ''];
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.end(body);
};

const pages = (host: string): Record<string, [type: string, body: string]> => ({
  '/': ['text/html', `<!doctype html><title>essai</title><script>${script(host)}</script>`],
  '/service-worker.js': [
    'text/javascript',
    "addEventListener('install', (event) => event.waitUntil(fetch('/depuis-le-service-worker')))",
  ],
});

/** The title turns to `fini` once each of the three has happened: no fixed wait. */
const script = (host: string): string => `
  const image = () => new Promise((resolve) => {
    const each = new Image();
    each.onload = each.onerror = resolve;
    each.src = '${thirdPartyOf(host)}?' + Math.random();
  });
  const socket = () => new Promise((resolve) => { new WebSocket('ws://${host}/').onclose = resolve; });
  const worker = async () => { await navigator.serviceWorker.register('/service-worker.js'); await navigator.serviceWorker.ready; };
  Promise.allSettled([image().then(image), socket(), worker()]).then(() => { document.title = 'fini'; });
`;

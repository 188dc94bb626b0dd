/** Serves a folder or a function on loopback, so that tests visit real pages through real sockets. */
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;
export type SeenRequest = { method: string; url: string; host: string; headers: IncomingMessage['headers'] };
export type Site = {
  /** `http://127.0.0.1:PORT/`. */
  url: string;
  port: number;
  /** The same site under another loopback name, which is another site for a browser: `http://localhost:PORT/`. */
  at(host: string): string;
  /** Everything received, in order. */
  requests: SeenRequest[];
  close(): Promise<void>;
};

/**
 * A folder is served as it is (index.html for a directory); a function answers by itself, per host if it likes.
 * `host` is the address to listen on: 127.0.0.1, or 127.0.0.2 and others when a test needs several addresses.
 */
export const serveSite = async (
  source: string | Handler,
  options: { host?: string; onUpgrade?: (request: IncomingMessage, socket: Duplex) => void } = {},
): Promise<Site> => {
  const requests: SeenRequest[] = [];
  const handler = typeof source === 'string' ? folderHandler(source) : source;
  const server = createServer((request, response) => {
    requests.push(seen(request));
    Promise.resolve(handler(request, response)).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  const { onUpgrade } = options;
  if (onUpgrade) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
      requests.push(seen(request));
      onUpgrade(request, socket);
    });
  }
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}/`,
    port,
    at: (name) => `http://${name}:${port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Upgraded sockets are no longer the server's own: closeAllConnections would leave them open.
        for (const socket of sockets) socket.destroy();
      }),
  };
};

const seen = (request: IncomingMessage): SeenRequest => ({
  method: request.method ?? '',
  url: request.url ?? '',
  host: request.headers.host ?? '',
  headers: request.headers,
});

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.txt': 'text/plain; charset=utf-8',
};

const folderHandler = (folder: string): Handler => {
  const root = path.resolve(folder);
  return async (request, response) => {
    const wanted = path.join(root, decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname));
    const file = (await stat(wanted).catch(() => null))?.isDirectory() ? path.join(wanted, 'index.html') : wanted;
    const body = file.startsWith(root) ? await readFile(file).catch(() => null) : null;
    if (!body) {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('404');
      return;
    }
    response.writeHead(200, { 'content-type': mediaTypes[path.extname(file)] ?? 'application/octet-stream' });
    response.end(body);
  };
};

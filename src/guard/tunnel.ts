/** CONNECT, and upgrades asked in absolute form: bytes both ways once the destination is checked. */
import type { IncomingMessage } from 'node:http';
import { type Duplex, pipeline } from 'node:stream';
import { portOf } from './address.ts';
import { readTarget, statusOf } from './forward.ts';
import type { Gate } from './gate.ts';
import { endToEnd } from './headers.ts';

/** Chromium opens https: and ws: this way; the encryption stays between the page and its server. */
export const tunnel = async (gate: Gate, request: IncomingMessage, client: Duplex, head: Buffer) => {
  const target = readAuthority(request.url ?? '');
  if (!target) return answer(client, 400, 'not-a-url');
  const reached = await gate.reach(target.hostname, target.port);
  if (reached.kind !== 'connected') return answer(client, statusOf(reached), reached.reason);
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  join(client, reached.socket, head);
};

/** `GET http://host/` with `Upgrade: websocket`, for clients that do not tunnel ws:. */
export const upgrade = async (gate: Gate, request: IncomingMessage, client: Duplex, head: Buffer) => {
  const url = readTarget(request.url ?? '');
  if (!url) return answer(client, 400, 'not-a-url');
  const reached = await gate.reach(url.hostname, portOf(url));
  if (reached.kind !== 'connected') return answer(client, statusOf(reached), reached.reason);
  const lines = [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    ...endToEnd(request.rawHeaders).map((header) => header.join(': ')),
    'Connection: Upgrade',
    `Upgrade: ${request.headers.upgrade ?? 'websocket'}`,
  ];
  reached.socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  join(client, reached.socket, head);
};

const join = (client: Duplex, server: Duplex, head: Buffer) => {
  if (head.length > 0) server.write(head);
  // When one end breaks, pipeline breaks the other: nothing is left half open.
  pipeline(client, server, () => {});
  pipeline(server, client, () => {});
};

/** `host:port`, where the host may be written in any of the forms that URL folds. */
const readAuthority = (text: string): { hostname: string; port: number } | null => {
  const [, host, port] = /^(\[[^\]]+\]|[^\s:/?#@\\[\]]+):(\d{1,5})$/.exec(text) ?? [];
  const url = host === undefined ? null : URL.parse(`http://${host}/`);
  const number = Number(port);
  return url && number > 0 && number < 65_536 ? { hostname: url.hostname, port: number } : null;
};

const answer = (client: Duplex, status: 400 | 403 | 502, reason: string): void => {
  const words = { 400: 'Bad Request', 403: 'Forbidden', 502: 'Bad Gateway' }[status];
  client.end(
    `HTTP/1.1 ${status} ${words}\r\nx-preau-guard: ${reason}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
};

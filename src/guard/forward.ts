/** Plain http: a request in absolute form, sent on to its checked destination. */
import { type ClientRequest, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { portOf } from './address.ts';
import type { Gate, Reached } from './gate.ts';
import { endToEnd } from './headers.ts';

/** Node's 16 kB would refuse the long addresses and cookies that measuring scripts send, and hide them from the evidence. */
export const longestHead = 128 * 1024;

/** Answers 403 with the reason when the guard refuses, 502 when the other end fails, else what the other end says. */
export const forward = async (gate: Gate, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = readTarget(request.url ?? '');
  if (!url) return answer(response, 400, 'not-a-url');
  const reached = await gate.reach(url.hostname, portOf(url));
  if (reached.kind !== 'connected') return answer(response, statusOf(reached), reached.reason);
  if (request.destroyed && !request.complete) return void reached.socket.destroy();
  try {
    relay(url, reached.socket, request, response);
  } catch {
    // A header that Node's parser lets in and that its writer refuses.
    reached.socket.destroy();
    answer(response, 400, 'not-a-request');
  }
};

/** Only http: comes this way; a request for https: in the clear would be one that nobody encrypts. */
export const readTarget = (text: string): URL | null => {
  const url = URL.parse(text);
  return url?.protocol === 'http:' ? url : null;
};

/** What the guard refuses is 403; what the other end does not answer is 502. */
export const statusOf = (reached: Exclude<Reached, { kind: 'connected' }>): 403 | 502 =>
  reached.kind === 'refused' ? 403 : 502;

const relay = (url: URL, socket: Socket, request: IncomingMessage, response: ServerResponse) => {
  const outgoing = send({
    createConnection: () => socket,
    method: request.method ?? 'GET',
    path: `${url.pathname}${url.search}`,
    host: url.hostname,
    setHost: false,
    maxHeaderSize: longestHead,
  });
  const broken = () => {
    socket.destroy();
    if (response.headersSent) response.destroy();
    else answer(response, 502, 'answer-broken');
  };
  outgoing.on('error', broken);
  // A server that switches protocols unasked ends the request without an error (Node 24).
  outgoing.on('close', () => response.headersSent || broken());
  outgoing.on('response', (incoming) => {
    try {
      response.writeHead(incoming.statusCode ?? 502, endToEnd(incoming.rawHeaders).flat());
    } catch {
      // A header that the parser let in and that may not be sent again.
      return broken();
    }
    pipeline(incoming, response, (error) => error && socket.destroy());
  });
  response.on('close', () => outgoing.destroy());
  copyHeaders(url, request, outgoing);
  pipeline(request, outgoing, () => {});
};

const copyHeaders = (url: URL, request: IncomingMessage, outgoing: ClientRequest) => {
  outgoing.setHeader('Host', url.host);
  for (const [name, value] of endToEnd(request.rawHeaders)) outgoing.appendHeader(name, value);
  // Said anew, or the body of a GET would follow without any frame and be read as a second request.
  if (request.headers['transfer-encoding'] !== undefined) outgoing.setHeader('Transfer-Encoding', 'chunked');
};

const answer = (response: ServerResponse, status: 400 | 403 | 502, reason: string): void => {
  response.writeHead(status, { 'x-preau-guard': reason, 'content-length': 0 }).end();
};

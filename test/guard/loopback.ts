/** Real servers on loopback for the guard's tests, and the raw ways to speak to a proxy. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, request } from 'node:http';
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export type Loopback = {
  port: number;
  /** Connections since the start. */
  hits: () => number;
  /** Connections of this moment. */
  open: () => number;
  stop(): Promise<void>;
};

const listening = async (server: Server, host = '127.0.0.1', port = 0): Promise<Loopback> => {
  let hits = 0;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    hits += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    hits: () => hits,
    open: () => sockets.size,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** `hits()` counts TCP connections, so that a server which must not be reached can prove it. */
export const serveHttp = (listener: RequestListener, host?: string, port?: number): Promise<Loopback> =>
  listening(createServer(listener), host, port);

export const serveTcp = (onSocket: (socket: Socket) => void): Promise<Loopback> =>
  listening(createTcpServer({ allowHalfOpen: true }, onSocket));

/** Accepts the handshake of RFC 6455 and says « bonjour » in one text frame. */
export const serveWebSocket = (): Promise<Loopback> => {
  const server = createServer();
  server.on('upgrade', (incoming, socket) => {
    const accept = createHash('sha1')
      .update(`${incoming.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.write(Buffer.from([0x81, 7, ...Buffer.from('bonjour')]));
  });
  return listening(server);
};

export type ProxyAnswer = { status: number; guard: string | null; headers: Record<string, unknown>; body: string };

/** A request in absolute form, as a browser sends it for http:. */
export const throughProxy = async (
  proxyUrl: string,
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<ProxyAnswer> => {
  const { hostname, port } = new URL(proxyUrl);
  const outgoing = request({ hostname, port, path: url, method, headers: { host: new URL(url).host, ...headers } });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  const guard = incoming.headers['x-preau-guard'] ?? null;
  return { status: incoming.statusCode, guard, headers: incoming.headers, body: await text(incoming) };
};

export type Tunnel = { status: number; guard: string | null; socket: Socket };

/** CONNECT, as a browser sends it for https:, ws: and wss:. */
export const connectThrough = async (proxyUrl: string, target: string): Promise<Tunnel> => {
  const { hostname, port } = new URL(proxyUrl);
  const outgoing = request({ hostname, port, method: 'CONNECT', path: target });
  outgoing.end();
  const [incoming, socket] = await once(outgoing, 'connect');
  socket.on('error', () => {});
  return { status: incoming.statusCode, guard: incoming.headers['x-preau-guard'] ?? null, socket };
};

/** Sends raw text to a port and gives all that comes back until the other end closes. */
export const rawExchange = async (port: number, sent: string): Promise<string> => {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.write(sent);
  return text(socket);
};

/** True when nothing listens there any more. */
export const isShut = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      done(false);
    });
    socket.once('error', () => done(true));
  });

/** A proxy before the guard's: asks it for the port where a machine of the small internet really listens. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Door = { url: string; leadTo: (proxyUrl: string) => void; close: () => Promise<void> };

export const openDoor = async (portOf: (host: string, port: number) => number): Promise<Door> => {
  let guard = new URL('http://127.0.0.1:9');
  const sockets = new Set<Socket>();
  const server = createServer((asked, response) => forward(asked, response, guard, portOf));
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (asked: IncomingMessage, client: Socket) => {
    const { hostname, port } = new URL(`http://${asked.url}`);
    const wanted = portOf(hostname, Number(port || 80));
    const outgoing = request({
      host: guard.hostname,
      port: guard.port,
      method: 'CONNECT',
      path: `${hostname}:${wanted}`,
    });
    client.on('error', () => outgoing.destroy());
    outgoing.on('error', () => client.destroy());
    outgoing.on('connect', ({ statusCode }, tunnel) => {
      tunnel.on('error', () => client.destroy());
      client.on('error', () => tunnel.destroy());
      client.write(`HTTP/1.1 ${statusCode} Guard\r\n\r\n`);
      tunnel.pipe(client).pipe(tunnel);
    });
    outgoing.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (proxyUrl) => {
      guard = new URL(proxyUrl);
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

const forward = (
  asked: IncomingMessage,
  response: ServerResponse,
  guard: URL,
  portOf: (host: string, port: number) => number,
): void => {
  const url = new URL(asked.url ?? '/', 'http://nobody');
  url.port = String(portOf(url.hostname, Number(url.port || 80)));
  const { method = 'GET', headers } = asked;
  const outgoing = request({ host: guard.hostname, port: guard.port, method, path: url.href, headers });
  outgoing.on('error', () => response.destroy());
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
  });
  asked.pipe(outgoing);
};

/** The door of one visit: an HTTP proxy on its own loopback port. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ExchangeRecord } from '../model/records.ts';
import { forward, longestHead } from './forward.ts';
import type { Gate } from './gate.ts';
import { tunnel, upgrade } from './tunnel.ts';

export type Door = { port: number; close(): Promise<ExchangeRecord[]> };

/**
 * Listens on a free port of 127.0.0.1, one for each visit, so that a visit's journal holds nothing of another's.
 * @param idleMs a client that says nothing for so long is let go.
 */
export const openDoor = async (gate: Gate, idleMs: number): Promise<Door> => {
  const server = createServer({ maxHeaderSize: longestHead }, (request, response) => {
    void forward(gate, request, response);
  });
  const clients = new Set<Socket>();
  server.on('connect', (request, socket, head) => void tunnel(gate, request, socket, head));
  server.on('upgrade', (request, socket, head) => void upgrade(gate, request, socket, head));
  server.on('connection', (socket) => {
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    // A browser that is killed resets its connections; that must not end the guard.
    socket.on('error', () => socket.destroy());
    socket.setTimeout(idleMs, () => socket.destroy());
  });
  const port = await listen(server);
  return {
    port,
    close: async () => {
      const stopped = new Promise((done) => server.close(done));
      const records = gate.close();
      for (const socket of clients) socket.destroy();
      await stopped;
      return records;
    },
  };
};

const listen = (server: Server): Promise<number> =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });

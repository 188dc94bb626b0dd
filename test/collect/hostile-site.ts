/** Pages that lie, flood, hang or break, each in one way, served on loopback: what a scanner must outlive and tell. */
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Handler, type Site, serveSite } from '../kit/site.ts';
import { type Cases, hang, type Truth } from './hostile/answers.ts';
import { broken } from './hostile/broken.ts';
import { network } from './hostile/network.ts';
import { scripts } from './hostile/scripts.ts';

export type HostileCase = { name: string; truth: Truth; answer: Handler };
export type HostileSite = { urlOf(name: string): string; site: Site; close(): Promise<void> };

const cases: Cases = { ...scripts, ...network, ...broken };

export const hostileCases: HostileCase[] = [
  ...Object.entries(cases).map(([name, [truth, answer]]) => ({ name, truth, answer })),
  { name: 'tls-plain', truth: 'unseen', answer: hang },
  { name: 'tls-no-certificate', truth: 'unseen', answer: hang },
  { name: 'port-closed', truth: 'unseen', answer: hang },
];

/** Serves them all; each page lives under `/name/`. */
export const serveHostile = async (): Promise<HostileSite> => {
  const site = await serveSite(
    (request, response) => {
      response.on('error', () => {});
      request.socket.on('error', () => {});
      const name = (request.url ?? '').split('/')[1] ?? '';
      const found = cases[name];
      // Otherwise what is asked at the root (favicon.ico, a worker’s script) would be a page of its own.
      return found ? found[1](request, response) : response.writeHead(404).end();
    },
    { onUpgrade: (_request, socket) => void socket.on('error', () => {}) },
  );
  // A server that was given no certificate ends every handshake.
  const tls = createTls(() => {});
  await new Promise<void>((listening) => tls.listen(0, '127.0.0.1', listening));
  const tlsPort = (tls.address() as AddressInfo).port;
  const others: Record<string, string> = {
    'tls-plain': `https://127.0.0.1:${site.port}/`,
    'tls-no-certificate': `https://127.0.0.1:${tlsPort}/`,
    // Port 9, « discard »: nobody listens there.
    'port-closed': 'http://127.0.0.1:9/',
  };
  return {
    site,
    urlOf: (name) => others[name] ?? `${site.url}${name}/`,
    close: async () => {
      await site.close();
      await new Promise((closed) => tls.close(closed));
    },
  };
};

/** Puts the pages on a port and waits for the signal to stop. */
import { once } from 'node:events';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Corridor } from '../web/corridor.ts';

export type Listening = { port: number; close(): Promise<void> };
export type PortTaken = { kind: 'port-taken' };

/** `port` 0 takes any free one. */
export const listen = async (app: Hono<Corridor>, hostname: string, port: number): Promise<Listening | PortTaken> => {
  const server = serve({ fetch: app.fetch, hostname, port });
  // `once` rejects with the error that the server emits instead.
  const problem = await once(server, 'listening').then(
    () => null,
    (error: NodeJS.ErrnoException) => error,
  );
  if (problem?.code === 'EADDRINUSE') return { kind: 'port-taken' };
  if (problem) throw problem;
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        // Live pages keep their connection open for as long as the reader looks.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
};

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once, as a person who insists expects. */
export const stopSignal = async (): Promise<void> => {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
};

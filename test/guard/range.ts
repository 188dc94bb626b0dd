/** The firing range: a hostile site that tries every vector, and a canary behind each that tells when it is hit. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import { type Loopback, serveHttp } from './loopback.ts';
import type { Aim, Vector } from './vectors/vector.ts';

export type Hits = { tcp: number; udp: number };
export type Range = {
  /** Port of the hostile site, on 127.0.0.1. */
  port: number;
  /** Addresses of the pages of one round, every vector once; `spelling` says how round and vector write the inside. */
  pages(round: number): string[];
  /** Port of the canary of each vector, in their order. */
  ports: number[];
  /** Since the last call, by vector; vectors that hit nothing are left out. */
  hits(): Map<string, Hits>;
  stop(): Promise<void>;
};

const vectorsPerPage = 30;

/** `spellingOf` gives the host that a vector aims at in a round: one of `spellings`. */
export const openRange = async (
  vectors: readonly Vector[],
  spellingOf: (round: number, place: number) => string,
): Promise<Range> => {
  const canaries = await Promise.all(vectors.map(openCanary));
  const site: Loopback = await serveHttp((request, response) => serve(request, response));

  const aimOf = (round: number, place: number): Aim => {
    const port = canaries[place]?.port ?? 0;
    const host = `${spellingOf(round, place)}:${port}`;
    const own = `http://localhost:${site.port}/own/${round}/${place}`;
    return { host, port, http: `http://${host}`, https: `https://${host}`, ws: `ws://${host}`, own };
  };

  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname, searchParams } = new URL(`http://x${request.url}`);
    const [, what, round, number] = /^\/(page|own)\/(\d+)\/(\d+)/.exec(pathname) ?? [];
    if (pathname === '/far') {
      const hops = Number(searchParams.get('hops'));
      const to = searchParams.get('to') ?? '';
      const location = hops === 0 ? to : `/far?hops=${hops - 1}&to=${encodeURIComponent(to)}`;
      response.writeHead(302, { location }).end();
    } else if (what === 'page') {
      const from = Number(number) * vectorsPerPage;
      const shots = vectors.slice(from, from + vectorsPerPage).map((vector, place) => ({
        vector,
        aim: aimOf(Number(round), from + place),
      }));
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(shots));
    } else {
      const {
        status = 200,
        headers = {},
        type,
        body = '',
      } = vectors[Number(number)]?.answer?.(aimOf(Number(round), Number(number))) ?? {};
      response.writeHead(status, { ...(type ? { 'content-type': type } : {}), ...headers }).end(body, 'latin1');
    }
  };

  return {
    port: site.port,
    ports: canaries.map((canary) => canary.port),
    pages: (round) =>
      Array.from(
        { length: Math.ceil(vectors.length / vectorsPerPage) },
        (_, page) => `http://localhost:${site.port}/page/${round}/${page}`,
      ),
    hits: () =>
      new Map(
        vectors.flatMap(({ name }, place): [string, Hits][] => {
          const hit = canaries[place]?.take() ?? { tcp: 0, udp: 0 };
          return hit.tcp + hit.udp > 0 ? [[name, hit]] : [];
        }),
      ),
    stop: async () => {
      await Promise.all([site.stop(), ...canaries.map((canary) => canary.stop())]);
    },
  };
};

/** `</script` inside a script would end it. */
const pageOf = (shots: { vector: Vector; aim: Aim }[]): string => {
  const markup = shots.map(({ vector, aim }) => vector.html?.(aim) ?? '').join('\n');
  const script = shots
    .map(({ vector, aim }) => `try{${vector.script?.(aim) ?? ''}}catch{}`)
    .join('\n')
    .replaceAll('</', '<\\/');
  return `<!doctype html><meta charset="utf-8"><title>hostile</title><body>${markup}<script>${script}</script>`;
};

type Canary = { port: number; take(): Hits; stop(): Promise<void> };

/** Listens with TCP and UDP on one port of every address of this machine, IPv6 included where there is one. */
const openCanary = async (): Promise<Canary> => {
  const seen: Hits = { tcp: 0, udp: 0 };
  const sockets = new Set<Socket>();
  const tcp = createServer((_request, response) => {
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-methods': '*', connection: 'close' };
    response.writeHead(200, headers).end('inside');
  });
  tcp.on('clientError', (_error, socket) => socket.destroy());
  tcp.on('upgrade', (_request, socket) => socket.destroy());
  tcp.on('connection', (socket) => {
    seen.tcp += 1;
    sockets.add(socket);
    socket.on('error', () => {});
  });
  const port = await listen(tcp);
  const udp = createSocket({ type: 'udp4' }, () => {
    seen.udp += 1;
  });
  await bind(udp, port);
  return {
    port,
    take: () => {
      const hit = { ...seen };
      Object.assign(seen, { tcp: 0, udp: 0 });
      return hit;
    },
    stop: async () => {
      udp.close();
      const closed = once(tcp, 'close');
      tcp.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '::');
  await once(server, 'listening').catch(async () => {
    server.listen(0, '0.0.0.0');
    await once(server, 'listening');
  });
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
};

const bind = async (socket: UdpSocket, port: number): Promise<void> => {
  socket.bind(port, '0.0.0.0');
  await once(socket, 'listening');
};

/** What the pages of a round and their popups came to show: the text of every frame, by address. */
export type Shown = { url: string; text: string }[];

/** Opens these pages all at once and, once loaded, leaves them `dwellMs` to do their worst. */
export const shoot = async (context: BrowserContext, pages: string[], dwellMs: number): Promise<Shown> => {
  await Promise.all(
    pages.map(async (url) => {
      const page = await context.newPage();
      // A page that holds up its own load is left to the dwell.
      await page.goto(url, { waitUntil: 'load', timeout: 12_000 }).catch(() => {});
    }),
  );
  await sleep(dwellMs);
  const frames = context.pages().flatMap((page) => page.frames());
  const shown = await Promise.all(
    frames
      .map(async (frame) => {
        const text = await Promise.race([frame.evaluate(() => document.documentElement.textContent), sleep(1_000, '')]);
        return { url: frame.url(), text: text ?? '' };
      })
      .map((each) => each.catch(() => ({ url: '', text: '' }))),
  );
  await Promise.all(context.pages().map((page) => page.close()));
  return shown;
};

/** Asks an origin for its robots.txt, through the guard like everything that leaves this process. */
import { ProxyAgent, request } from 'undici';
import { limits } from './limits.ts';
import type { ReadRobots, RobotsAnswer } from './robots.ts';

/** RFC 9309 §2.3.1.2: at least five redirects must be followed. */
const mostRedirects = 5;

/**
 * The reader of one visit, under its user agent. `proxyUrl` is the guard's passage: it judges every address, those of
 * the redirects too. Without cookies, at most 500 kB and 5 s.
 */
export const fetchRobots =
  (proxyUrl: string, userAgent: string): ReadRobots =>
  async (origin) => {
    const dispatcher = new ProxyAgent({ uri: proxyUrl });
    try {
      return await follow(`${origin}/robots.txt`, {
        dispatcher,
        signal: AbortSignal.timeout(limits.robotsMs),
        headers: { 'user-agent': userAgent, accept: 'text/plain' },
      });
    } catch {
      // No answer, a broken one, a late one: RFC 9309 §2.3.1.4 takes them all for a closed door.
      return { kind: 'failed' };
    } finally {
      await dispatcher.destroy();
    }
  };

type Ask = { dispatcher: ProxyAgent; signal: AbortSignal; headers: Record<string, string> };

const follow = async (start: string, ask: Ask): Promise<RobotsAnswer> => {
  let at = start;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const { statusCode, headers, body } = await request(at, ask);
    body.on('error', () => {});
    if (statusCode < 300) return { kind: 'text', text: await textOf(body) };
    body.destroy();
    if (statusCode >= 500) return { kind: 'failed' };
    const { location } = headers;
    const next = typeof location === 'string' ? URL.parse(location, at) : null;
    if (statusCode >= 400 || next === null) return { kind: 'none' };
    at = next.href;
  }
  // RFC 9309 §2.3.1.2: too many redirects may be read as no file.
  return { kind: 'none' };
};

/** Decompression is never asked for, so the bytes counted are those kept. */
const textOf = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= limits.robotsBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, limits.robotsBytes).toString('utf8');
};

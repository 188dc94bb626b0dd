/** What a site asks of robots is read as RFC 9309 says, through the guard, and told. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchRobots } from '../../src/collect/fetch-robots.ts';
import { openRobots, type RobotsAnswer } from '../../src/collect/robots.ts';
import { type Guard, startGuard } from '../../src/guard/guard.ts';
import { patientMs } from '../kit/bounds.ts';
import { type Handler, serveSite } from '../kit/site.ts';

const origin = 'https://outil.test';
const robotsOf = (answer: RobotsAnswer) => openRobots(async () => answer);
const text = (...lines: string[]): RobotsAnswer => ({ kind: 'text', text: lines.join('\n') });

describe('robots.txt', () => {
  it('closes to Préau what it names for Préau, before what it says to all', async () => {
    const robots = robotsOf(text('User-agent: *', 'Disallow: /', '', 'User-agent: Preau/1.0', 'Disallow: /prive'));
    expect(await robots.allows(`${origin}/cours`)).toBe(true);
    expect(await robots.allows(`${origin}/prive/x`)).toBe(false);
    expect(robots.read()).toEqual([{ origin, state: 'read', crawlDelay: null }]);
  });

  it('closes nothing to Préau by what it says to another', async () => {
    const robots = robotsOf(text('User-agent: GPTBot', 'User-agent: CCBot', 'Disallow: /'));
    expect(await robots.allows(`${origin}/cours`)).toBe(true);
  });

  it('opens the longer path, and understands * and $', async () => {
    const robots = robotsOf(text('User-agent: *', 'Disallow: /*.php$', 'Disallow: /a', 'Allow: /a/b'));
    const asked = ['/x.php', '/x.php?y', '/a', '/a/b/c'].map((path) => robots.allows(origin + path));
    expect(await Promise.all(asked)).toEqual([false, true, false, true]);
  });

  it('opens everything when it is absent, and nothing when it cannot be read', async () => {
    expect(await robotsOf({ kind: 'none' }).allows(`${origin}/x`)).toBe(true);
    const closed = robotsOf({ kind: 'failed' });
    expect(await closed.allows(`${origin}/x`)).toBe(false);
    expect(closed.read()).toMatchObject([{ state: 'unreachable' }]);
  });

  it.each([
    ['2', 2, 2_000],
    ['600', 600, 3_000],
    ['-1', null, 0],
    ['Infinity', null, 0],
    ['bientôt', null, 0],
  ])('that asks « Crawl-delay: %s » is heard up to a bound', async (asked, crawlDelay, ms) => {
    const robots = robotsOf(text('User-agent: *', `Crawl-delay: ${asked}`));
    await robots.allows(`${origin}/x`);
    expect(robots.read()).toEqual([{ origin, state: 'read', crawlDelay }]);
    expect(robots.delayMs(`${origin}/x`)).toBe(ms);
  });

  it('is asked once for each origin', async () => {
    const asked: string[] = [];
    const robots = openRobots(async (at) => {
      asked.push(at);
      return { kind: 'none' };
    });
    for (const url of [`${origin}/a`, `${origin}/b`, 'https://aide.outil.test/a']) await robots.allows(url);
    expect(asked).toEqual([origin, 'https://aide.outil.test']);
  });

  it('that is hostile costs little', async () => {
    const agents = Array.from({ length: 12_000 }, (_, place) => `User-agent: r${place}`);
    const rules = Array.from({ length: 12_000 }, (_, place) => `Disallow: /${place}`);
    const began = performance.now();
    const robots = robotsOf(text(...agents, ...rules, 'User-agent: *', `Disallow: /${'*a'.repeat(50_000)}`));
    expect(await robots.allows(`${origin}/${'a'.repeat(2_000)}`)).toBe(true);
    expect(performance.now() - began).toBeLessThan(patientMs);
  });

  it('never makes a reader throw, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.webUrl(), async (content, url) => {
        expect(typeof (await robotsOf(text(`User-agent: *\n${content}`)).allows(url))).toBe('boolean');
      }),
      { numRuns: 40 },
    );
  });
});

describe('asking for robots.txt through the guard', () => {
  let guard: Guard;
  beforeAll(async () => {
    guard = await startGuard({ resolver: null, allowNets: ['127.0.0.0/8:1024-65535'] });
  });
  afterAll(() => guard.stop());

  const asking = async (handler: Handler, act?: (site: Awaited<ReturnType<typeof serveSite>>) => void) => {
    const site = await serveSite(handler);
    const passage = await guard.open();
    try {
      const answer = await fetchRobots(passage.proxyUrl, 'Preau/0.1')(new URL(site.url).origin);
      act?.(site);
      return answer;
    } finally {
      await passage.close();
      await site.close();
    }
  };

  it('gives the text that a redirect leads to, under our name and without cookies', async () => {
    const answer = await asking(
      (request, response) => {
        if (request.url === '/robots.txt')
          return response.writeHead(301, { location: '/r', 'set-cookie': 'a=1' }).end();
        return response.end('User-agent: *');
      },
      ({ requests }) => {
        expect(requests.map(({ url }) => url)).toEqual(['/robots.txt', '/r']);
        expect(requests[1]?.headers).toMatchObject({ 'user-agent': 'Preau/0.1' });
        expect(requests[1]?.headers.cookie).toBeUndefined();
      },
    );
    expect(answer).toEqual({ kind: 'text', text: 'User-agent: *' });
  });

  it('takes 404 for none, 503 for a closed door, a loop for none', async () => {
    const status =
      (code: number): Handler =>
      (_request, response) =>
        response.writeHead(code).end('x');
    expect(await asking(status(404))).toEqual({ kind: 'none' });
    expect(await asking(status(503))).toEqual({ kind: 'failed' });
    expect(await asking((_request, response) => response.writeHead(302, { location: '/robots.txt' }).end())).toEqual({
      kind: 'none',
    });
  });

  it('is refused by the guard where a redirect leads to a forbidden place', async () => {
    const elsewhere: Handler = (_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
    expect(await asking(elsewhere)).toEqual({ kind: 'failed' });
  });

  it('stops at 500 kB of an endless answer', async () => {
    const answer = await asking((_request, response) => {
      const timer = setInterval(() => response.write('a'.repeat(60_000)), 1);
      response.on('close', () => clearInterval(timer));
    });
    expect(answer.kind === 'text' && answer.text.length).toBe(512_000);
  });
});

/** A hostile page in a real browser tries every way inside, and none of them opens a connection there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenBrowser } from '../../src/collect/browser/launch.ts';
import { type Guard, type Passage, startGuard } from '../../src/guard/guard.ts';
import type { ExchangeRecord } from '../../src/model/records.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import { connectThrough, throughProxy } from './loopback.ts';
import { type Marksman, openMarksman } from './marksman.ts';
import { openRange, type Range, type Shown, shoot } from './range.ts';
import { openRebinding } from './rebinding.ts';
import { spellings, vectors } from './vectors/all.ts';
import { isInward } from './vectors/schemes.ts';

let dns: FakeDns;
let range: Range;
let guard: Guard;
let passage: Passage;
let marksman: Marksman;
let browser: OpenBrowser;
let shown: Shown;
let journal: ExchangeRecord[];

beforeAll(async () => {
  dns = await startDns({ 'dedans.test': { A: ['127.0.0.1'] } });
  // Once at the plain address, once in the other spellings by turns.
  range = await openRange(vectors, (round, place) =>
    round === 0 ? '127.0.0.1' : (spellings[place % spellings.length] ?? ''),
  );
  guard = await startGuard({ resolver: dns.address, allowNets: [`127.0.0.1/32:${range.port}`] });
  passage = await guard.open();
  marksman = await openMarksman(passage.proxyUrl);
  browser = marksman.browser;
  const context = await browser.newContext();
  shown = await shoot(context, [...range.pages(0), ...range.pages(1)], 2_500);
  const page = await context.newPage();
  const answer = await page.goto(`http://127.0.0.1:${range.ports[0]}/`);
  expect([answer?.status(), answer?.headers()['x-preau-guard']]).toEqual([403, 'private-address']);
  await page.goto(`https://127.0.0.1:${range.ports[0]}/`).then(
    () => expect.unreachable(),
    (error: Error) => expect(error.message).toContain('ERR_TUNNEL_CONNECTION_FAILED'),
  );
  await context.close();
  journal = await passage.close();
}, 180_000);
afterAll(async () => {
  await marksman.stop();
  await guard.stop();
  await Promise.all([dns.stop(), range.stop()]);
});

describe('a hostile page in a real browser behind the guard', () => {
  it('reaches no canary, over TCP or UDP, by any vector in any spelling', () => {
    expect([...range.hits()]).toEqual([]);
  });

  it('did try: the guard met and refused most vectors, each at its own port', () => {
    const refused = new Set(journal.filter((each) => each.verdict === 'refused').map((each) => each.port));
    const met = vectors.filter((_vector, place) => refused.has(range.ports[place] ?? 0));
    // 98 on a quiet machine; the others are those that Chromium itself does not follow, or that need UDP.
    expect(met.length).toBeGreaterThanOrEqual(60);
    expect(vectors.length).toBeGreaterThanOrEqual(120);
    expect(journal.filter((each) => each.verdict === 'allowed').map((each) => each.host)).toEqual(['localhost']);
    // A budget that was spent would be another reason for silence.
    expect(journal.filter((each) => each.reason?.endsWith('budget'))).toEqual([]);
  });

  it('shows no file of this machine, no page of the browser and nothing from inside', () => {
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((each) => isInward(each) || each.text.includes('inside'))).toEqual([]);
  });
});

describe('twenty names that rebind', () => {
  it('never lead to the canary, by fetch, in clear or through a tunnel', async () => {
    const rebinding = await openRebinding(20);
    const strict = await startGuard({ resolver: rebinding.dns.address, allowNets: rebinding.allowNets });
    const bodies = new Set<string>();
    for (const name of rebinding.names) {
      const url = rebinding.urlOf(name);
      const way = await strict.open();
      await way.check(url);
      const fetched = await way.fetch(url);
      if (fetched.kind === 'answered') bodies.add(fetched.body);
      bodies.add((await throughProxy(way.proxyUrl, url)).body);
      (await connectThrough(way.proxyUrl, new URL(url).host)).socket.destroy();
      await way.close();
    }
    expect(rebinding.canary.hits()).toBe(0);
    expect(bodies).toEqual(new Set(['outside', '']));
    await strict.stop();
    await rebinding.stop();
  });
});

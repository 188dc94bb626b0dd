/**
 * `node test/bench/ssrf.ts`: every way inside that we know, shot by a real browser, with nothing in its way and then
 * behind the guard; names that rebind; and addresses as text. Prints the hits of the canaries; exit code 1 for one hit.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../src/collect/browser/find.ts';
import { readAddress } from '../../src/guard/address.ts';
import { startGuard } from '../../src/guard/guard.ts';
import { defaultLimits } from '../../src/guard/policy.ts';
import { browserCache } from '../collect/stage.ts';
import { honestAddresses, hostileAddresses } from '../guard/hostile-addresses.ts';
import { connectThrough, throughProxy } from '../guard/loopback.ts';
import { openMarksman } from '../guard/marksman.ts';
import { type Hits, openRange, type Range, shoot } from '../guard/range.ts';
import { openRebinding } from '../guard/rebinding.ts';
import { spellings, vectors } from '../guard/vectors/all.ts';
import { isInward } from '../guard/vectors/schemes.ts';
import { startDns } from '../kit/dns.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const dwellMs = 4_000;

/** Plain Chromium as a library starts it: no proxy, no flag of ours. What does not hit here proves nothing below. */
const shootBare = async (range: Range): Promise<Map<string, Hits>> => {
  const found = await findBrowser({ setting: null, cache: browserCache });
  if (found.kind !== 'found') throw new Error(found.message);
  const home = await mkdtemp(path.join(tmpdir(), 'preau-bare-'));
  const env = { PATH: '/usr/bin:/bin', HOME: home, ...found.env };
  const browser = await chromium.launch({ executablePath: found.path, env, chromiumSandbox: false });
  await shoot(await browser.newContext(), range.pages(0), dwellMs * 2);
  await browser.close();
  await rm(home, { recursive: true, force: true });
  return range.hits();
};

type Guarded = { hits: Map<string, Hits>; refused: Set<number>; inward: number };

/** One round for each spelling, all through one passage, as one visit would. */
const shootGuarded = async (range: Range, resolver: string): Promise<Guarded> => {
  const guard = await startGuard({ resolver, allowNets: [`127.0.0.1/32:${range.port}`] });
  const passage = await guard.open();
  const { browser, stop } = await openMarksman(passage.proxyUrl);
  let inward = 0;
  for (const round of spellings.keys()) {
    const context = await browser.newContext();
    const shown = await shoot(context, range.pages(round), dwellMs);
    inward += shown.filter((each) => isInward(each) || each.text.includes('inside')).length;
    await context.close();
  }
  const journal = await passage.close();
  await stop();
  await guard.stop();
  const refused = new Set(journal.filter((each) => each.verdict === 'refused').map((each) => each.port));
  return { hits: range.hits(), refused, inward };
};

const table = (range: Range, bare: Map<string, Hits>, guarded: Guarded): void => {
  const words = (hits: Hits | undefined) => (hits ? `${hits.tcp} TCP ${hits.udp} UDP` : '0');
  say(`${'vector'.padEnd(44)}${'no guard'.padEnd(18)}${'guard met it'.padEnd(14)}behind the guard`);
  for (const [place, { name }] of vectors.entries()) {
    const met = guarded.refused.has(range.ports[place] ?? 0) ? 'refused' : '-';
    say(`${name.padEnd(44)}${words(bare.get(name)).padEnd(18)}${met.padEnd(14)}${words(guarded.hits.get(name))}`);
  }
  const met = vectors.filter((_, place) => guarded.refused.has(range.ports[place] ?? 0)).length;
  say(`\n${vectors.length} vectors in ${spellings.length} spellings: ${vectors.length * spellings.length} shots`);
  say(`no guard: ${bare.size} vectors hit; behind the guard: ${met} refused by it, ${guarded.hits.size} hit`);
  say(`frames that show a file, a page of the browser or the inside: ${guarded.inward}`);
};

const fireVectors = async (): Promise<number> => {
  const dns = await startDns({ 'dedans.test': { A: ['127.0.0.1'] } });
  const range = await openRange(vectors, (round) => spellings[round] ?? '127.0.0.1');
  const bare = await shootBare(range);
  const guarded = await shootGuarded(range, dns.address);
  table(range, bare, guarded);
  await Promise.all([dns.stop(), range.stop()]);
  return guarded.hits.size + guarded.inward;
};

/** Five connections for each name, in a passage of its own. */
const rebind = async (count: number): Promise<number> => {
  const range = await openRebinding(count);
  const guard = await startGuard({ resolver: range.dns.address, allowNets: range.allowNets });
  let outside = 0;
  for (const name of range.names) {
    const passage = await guard.open();
    const url = range.urlOf(name);
    await passage.check(url);
    const fetched = [await passage.fetch(url), await passage.fetch(url)];
    const clear = [await throughProxy(passage.proxyUrl, url), await throughProxy(passage.proxyUrl, url)];
    (await connectThrough(passage.proxyUrl, new URL(url).host)).socket.destroy();
    outside += [...fetched, ...clear].filter((each) => 'body' in each && each.body === 'outside').length;
    await passage.close();
  }
  const questions = range.dns.questions.filter((each) => each.startsWith('A ')).length;
  const hits = range.canary.hits();
  say(
    `\n${count} names that rebind: ${questions} questions, ${outside} answers from outside, ${hits} hits of the canary`,
  );
  await guard.stop();
  await range.stop();
  return hits;
};

const readTexts = (): number => {
  const policy = { resolver: null, nets: [], limits: defaultLimits };
  const accepted = (texts: readonly string[]) =>
    texts.filter((each) => readAddress(each, policy).kind === 'read').length;
  const hostile = Object.values(hostileAddresses).flat();
  const through = accepted(hostile);
  say(`\n${hostile.length} hostile addresses as text: ${through} accepted`);
  say(`${honestAddresses.length} honest ones: ${accepted(honestAddresses)} accepted`);
  return through;
};

const hits = (await fireVectors()) + (await rebind(200)) + readTexts();
process.exitCode = hits === 0 ? 0 : 1;

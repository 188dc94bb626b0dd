import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/collect/browser/find.ts';
import { type OpenBrowser, openSandboxed } from '../../src/collect/browser/launch.ts';
import { type Guard, type Passage, startGuard } from '../../src/guard/guard.ts';
import { type FakeDns, startDns } from '../kit/dns.ts';
import { type Loopback, serveHttp } from './loopback.ts';

/** Everything a page can name to get at `canary`, as script; `HOST` is replaced by each spelling of the inside. */
const ways: Record<string, string> = {
  fetch: `fetch('http://HOST/fetch', { mode: 'no-cors' }).catch(() => {})`,
  image: `new Image().src = 'http://HOST/image'`,
  beacon: `navigator.sendBeacon('http://HOST/beacon')`,
  script: `document.head.append(Object.assign(document.createElement('script'), { src: 'http://HOST/script' }))`,
  style: `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'http://HOST/c' }))`,
  preconnect: `document.head.append(Object.assign(document.createElement('link'), { rel: 'preconnect', href: 'http://HOST' }))`,
  frame: `document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://HOST/frame' }))`,
  socket: `try { new WebSocket('ws://HOST/socket') } catch {}`,
  source: `new EventSource('http://HOST/source')`,
  worker: `new Worker(URL.createObjectURL(new Blob(["fetch('http://HOST/worker', { mode: 'no-cors' }).catch(() => {})"])))`,
  redirect: `new Image().src = '/vers?ou=' + encodeURIComponent('http://HOST/redirect')`,
  secure: `fetch('https://HOST/tls', { mode: 'no-cors' }).catch(() => {})`,
};
const stun = `new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:UDP' }, { urls: 'turn:127.0.0.1:TCP?transport=tcp', username: 'a', credential: 'b' }] })`;

let canary: Loopback;
let udp: ReturnType<typeof createSocket>;
let packets = 0;
let site: Loopback;
let dns: FakeDns;
let guard: Guard;
let passage: Passage;
let browser: OpenBrowser;
const folder = mkdtempSync(path.join(tmpdir(), 'preau-guard-'));

const hostilePage = (): string => {
  const inside = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '0x7f.1',
    '0.0.0.0',
    '127.0.0.2',
    'dedans.test',
    '[::ffff:127.0.0.1]',
  ];
  const hosts = inside.map((host) => `${host}:${canary.port}`);
  const probes = hosts.flatMap((host) => Object.values(ways).map((way) => way.replaceAll('HOST', host)));
  const rtc = stun.replace('UDP', String(udp.address().port)).replace('TCP', String(canary.port));
  const call = `const c = ${rtc}; c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o))`;
  return `<!doctype html><title>hostile</title><body><script>${[...probes, call].map((each) => `try{${each}}catch{}`).join('\n')}</script>`;
};

beforeAll(async () => {
  canary = await serveHttp((_request, response) => response.end('inside'), '0.0.0.0');
  udp = createSocket('udp4', () => {
    packets += 1;
  }).bind(0, '127.0.0.1');
  await once(udp, 'listening');
  site = await serveHttp((request, response) => {
    const { pathname, searchParams } = new URL(`http://x${request.url}`);
    if (pathname === '/vers') return void response.writeHead(302, { location: searchParams.get('ou') ?? '' }).end();
    response.setHeader('content-type', 'text/html');
    response.end(pathname === '/' ? hostilePage() : '');
  });
  dns = await startDns({ 'hostile.test': { A: ['127.0.0.1'] }, 'dedans.test': { A: ['127.0.0.1'] } });
  guard = await startGuard({ resolver: dns.address, allowNets: [`127.0.0.1/32:${site.port}`] });
  passage = await guard.open();
  const found = await findBrowser({ setting: null, cache: path.join(tmpdir(), 'preau-test-browser') });
  if (found.kind !== 'found') throw new Error(found.message);
  const opened = await openSandboxed(
    { found, proxyUrl: passage.proxyUrl, extraArgs: [], workDir: folder },
    { loopbackOnly: true, acceptNoSandbox: false },
  );
  if (opened.kind !== 'open') throw new Error(opened.detail);
  browser = opened;
}, 120_000);
afterAll(async () => {
  await browser.close();
  await guard.stop();
  await Promise.all([dns.stop(), site.stop(), canary.stop()]);
  udp.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a real browser behind the guard', () => {
  it('sees the page, and none of its ways inside gets a connection or a packet', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://hostile.test:${site.port}/`, { waitUntil: 'load' });
    expect(await page.title()).toBe('hostile');
    await page.waitForTimeout(3_000);
    expect([canary.hits(), packets]).toEqual([0, 0]);

    for (const target of [
      `http://127.0.0.1:${canary.port}/`,
      `http://hostile.test:${site.port}/vers?ou=http://127.0.0.1:${canary.port}/`,
    ]) {
      const answer = await page.goto(target);
      expect([answer?.status(), answer?.headers()['x-preau-guard']]).toEqual([403, 'private-address']);
    }
    await page.goto(`https://127.0.0.1:${canary.port}/`).then(
      () => expect.unreachable(),
      (error: Error) => expect(error.message).toContain('ERR_TUNNEL_CONNECTION_FAILED'),
    );
    await context.close();
    expect([canary.hits(), packets]).toEqual([0, 0]);

    const journal = await passage.close();
    expect(journal.filter((each) => each.verdict === 'allowed').map((each) => each.host)).toEqual(['hostile.test']);
    const refused = journal.filter((each) => each.verdict === 'refused').map((each) => each.host);
    expect(refused).toEqual(expect.arrayContaining(['127.0.0.1', '127.0.0.2', '[::1]', 'localhost', 'dedans.test']));
  });
});

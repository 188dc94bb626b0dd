/** The browser opens with its sandbox, through the guard only, under our name, and leaves nothing behind. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FoundBrowser, findBrowser } from '../../src/collect/browser/find.ts';
import { type OpenBrowser, openBrowser, openSandboxed } from '../../src/collect/browser/launch.ts';
import { plantSite } from '../../src/collect/browser/planted-site.ts';
import { hidden, selfTest } from '../../src/collect/browser/self-test.ts';
import { readConfig } from '../../src/config.ts';
import { isRoot, unprivilegedId } from '../../src/privileges.ts';
import { serveSite } from '../kit/site.ts';
import type { ChildReport } from './browser-child.ts';

/** Seen here: Chromium then drops third-party cookies in every context, as Debian's build does by default. */
const cookieBlocking = ['--disable-features=HttpsUpgrades', '--test-third-party-cookie-phaseout'];
const ours = { loopbackOnly: true, acceptNoSandbox: false };

let found: FoundBrowser;
let workDir: string;
beforeAll(async () => {
  const settings = readConfig({});
  if ('kind' in settings) throw new Error(settings.messages.join('\n'));
  const each = await findBrowser({ setting: null, cache: settings.cache });
  if (each.kind !== 'found') throw new Error(each.message);
  found = each;
});
beforeEach(async () => {
  workDir = await mkdtemp(path.join(tmpdir(), 'preau-browser-test-'));
});
afterEach(() => rm(workDir, { recursive: true, force: true }));

const runChild = async (extraArgs: string[]): Promise<ChildReport> => {
  if (isRoot()) await chown(workDir, unprivilegedId, unprivilegedId);
  const child = new URL('./browser-child.ts', import.meta.url).pathname;
  const job = JSON.stringify({ found, workDir, extraArgs });
  const { stdout } = await promisify(execFile)(process.execPath, [child, job], { timeout: 50_000 });
  return JSON.parse(stdout);
};

describe('the browser of a scanner', () => {
  let report: ChildReport;
  beforeAll(async () => {
    workDir = await mkdtemp(path.join(tmpdir(), 'preau-browser-test-'));
    report = await runChild([]).finally(() => rm(workDir, { recursive: true, force: true }));
  });

  it('runs as an account that is not root', () => {
    expect(report.problem).toBeNull();
    expect(report.uid).not.toBe(0);
    expect(report.processes.length).toBeGreaterThan(3);
    expect(new Set(report.processes.map((each) => each.uid))).toEqual(new Set([String(report.uid)]));
  });

  it('keeps its sandbox: renderers under seccomp, no process told to do without', () => {
    expect(report.sandbox).toBe('on');
    expect(report.renderers.length).toBeGreaterThan(0);
    const renderers = report.processes.filter((each) => report.renderers.includes(each.pid));
    expect(renderers.map((each) => each.seccomp)).toEqual(report.renderers.map(() => '2'));
    expect(report.processes.filter((each) => /--no-sandbox/.test(each.commandLine))).toEqual([]);
  });

  it('keeps its real command line as evidence', () => {
    expect(report.commandLine[0]).toBe(found.path);
    expect(report.commandLine).toContain('--disable-quic');
    expect(report.commandLine).toContain('--force-webrtc-ip-handling-policy=disable_non_proxied_udp');
    expect(report.processes.map((each) => each.commandLine.trim())).toContain(report.commandLine.join(' '));
  });

  it('shows a third-party cookie, a service worker’s request and a WebSocket', () => {
    expect(report.selfTest).toEqual({ thirdPartyCookie: true, serviceWorker: true, webSocket: true });
  });

  it('is found out when it drops third-party cookies', async () => {
    const blocking = await runChild(cookieBlocking);
    expect(blocking.selfTest).toEqual({ thirdPartyCookie: false, serviceWorker: true, webSocket: true });
  });
});

describe('an open browser', () => {
  let browser: OpenBrowser | null = null;
  const open = async (wish: { proxyUrl?: string; extraArgs?: string[]; contact?: string } = {}) => {
    const { proxyUrl = null, extraArgs = [], contact = null } = wish;
    const opened = await openSandboxed({ found, proxyUrl, extraArgs, workDir, contact }, ours);
    if (opened.kind !== 'open') throw new Error(opened.detail);
    browser = opened;
    return opened;
  };
  afterEach(async () => {
    await browser?.close();
    browser = null;
  });

  it('sends everything to the guard, loopback addresses and unknown names included', async () => {
    const canary = await serveSite((_, response) => response.end('atteint'));
    const guard = await plantSite();
    const context = await (await open({ proxyUrl: guard.proxyUrl })).newContext();
    const page = await context.newPage();
    for (const url of [canary.url, canary.at('localhost'), 'http://nom-inconnu.example/']) {
      const response = await page.goto(url);
      expect(await response?.text()).not.toContain('atteint');
    }
    expect(canary.requests).toEqual([]);
    await guard.close();
    await canary.close();
  });

  it('says who visits and where to learn more, in French and Paris time', async () => {
    const site = await serveSite((_, response) => response.end('bonjour'));
    const opened = await open({ contact: 'https://preau.example/robot' });
    const page = await (await opened.newContext()).newPage();
    await page.goto(site.url);
    const headers = site.requests[0]?.headers;
    expect(headers?.['user-agent']).toBe(opened.userAgent);
    expect(opened.userAgent).toMatch(/Chrome\/\d+.* Preau\/0\.1 \(\+https:\/\/preau\.example\/robot\)$/);
    expect(headers?.['accept-language']).toMatch(/^fr-FR/);
    expect(await page.evaluate('Intl.DateTimeFormat().resolvedOptions().timeZone')).toBe('Europe/Paris');
    await site.close();
  });

  it('shares nothing between two contexts', async () => {
    const site = await serveSite((_, response) => response.setHeader('set-cookie', 'a=1').end('bonjour'));
    const opened = await open();
    const [one, two] = [await opened.newContext(), await opened.newContext()];
    await (await one.newPage()).goto(site.url);
    expect((await one.cookies()).map((each) => each.name)).toEqual(['a']);
    expect(await two.cookies()).toEqual([]);
    await site.close();
  });

  it('is not given our environment, which may hold the mail password', async () => {
    vi.stubEnv('PREAU_SMTP', 'smtp://user:secret@127.0.0.1:25');
    await open();
    vi.unstubAllEnvs();
    const mine = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && readText(pid, 'cmdline').includes(workDir));
    expect(mine.length).toBeGreaterThan(0);
    for (const pid of mine) expect(readText(pid, 'environ')).not.toContain('secret');
  });

  it('leaves no process and no file behind once closed', async () => {
    const opened = await open();
    await (await opened.newContext()).newPage();
    await opened.close();
    expect(await readdir(workDir)).toEqual([]);
    expect(readdirSync('/proc').filter((pid) => readText(pid, 'cmdline').includes(workDir))).toEqual([]);
  });
});

describe('without a sandbox', () => {
  const wish = () => ({ found, proxyUrl: null, extraArgs: [], workDir });

  it.runIf(isRoot())('the browser does not start, and says that the sandbox is why', async () => {
    const problem = await openBrowser({ ...wish(), sandbox: 'on' });
    expect(problem).toMatchObject({ kind: 'no-sandbox', detail: expect.stringContaining('Running as root') });
    expect(await readdir(workDir)).toEqual([]);
  });

  it.runIf(isRoot())('a public site is refused in French', async () => {
    const problem = await openSandboxed(wish(), { loopbackOnly: false, acceptNoSandbox: false });
    expect(problem).toMatchObject({ kind: 'no-sandbox', detail: expect.stringContaining('PREAU_ACCEPT_NO_SANDBOX') });
  });

  it.runIf(isRoot())('our own loopback pages are visited, and the evidence says how', async () => {
    const browser = await openSandboxed(wish(), ours);
    if (browser.kind !== 'open') throw new Error(browser.detail);
    expect(browser.identity.sandbox).toBe('off-loopback-only');
    expect(browser.identity.commandLine).toContain('--no-sandbox');
    await browser.close();
  });

  it('an operator who asks for --no-sandbox gets it, under its name', async () => {
    const browser = await openBrowser({ ...wish(), extraArgs: ['--no-sandbox'], sandbox: 'on' });
    if (browser.kind !== 'open') throw new Error(browser.detail);
    expect(browser.identity.sandbox).toBe('off-accepted');
    await browser.close();
  });
});

describe('what keeps a browser from opening', () => {
  it('a browser that was altered since it was unpacked', async () => {
    const altered = { ...found, path: path.join(workDir, 'chromium') };
    const problem = await openBrowser({ found: altered, proxyUrl: null, extraArgs: [], workDir, sandbox: 'on' });
    expect(problem).toMatchObject({ kind: 'no-launch', detail: expect.stringContaining('modifié ou supprimé') });
  });

  it('a program that is no browser', async () => {
    const other: FoundBrowser = { ...found, origin: 'setting', path: '/bin/ls' };
    const problem = await openBrowser({ found: other, proxyUrl: null, extraArgs: [], workDir, sandbox: 'on' });
    expect(problem).toMatchObject({ kind: 'no-launch', detail: expect.stringContaining('n’a pas démarré') });
    expect(await readdir(workDir)).toEqual([]);
  });

  it('an argument that would go around the guard', async () => {
    const extraArgs = ['--proxy-server=direct://'];
    const problem = await openBrowser({ found, proxyUrl: null, extraArgs, workDir, sandbox: 'on' });
    expect(problem).toMatchObject({ kind: 'no-launch', detail: expect.stringContaining('--proxy-server=direct://') });
  });
});

describe('the self-test', () => {
  it('sees nothing on a context that goes nowhere', async () => {
    const browser = await openSandboxed({ found, proxyUrl: null, extraArgs: [], workDir }, ours);
    if (browser.kind !== 'open') throw new Error(browser.detail);
    const lost = { newContext: () => browser.newContext({ proxyUrl: 'http://127.0.0.1:1' }) };
    const result = await selfTest(lost);
    expect(result).toEqual({ thirdPartyCookie: false, serviceWorker: false, webSocket: false });
    await browser.close();
  });

  it('names in French what the browser hides, and nothing else', () => {
    expect(hidden({ thirdPartyCookie: true, serviceWorker: true, webSocket: true })).toBeNull();
    const words = hidden({ thirdPartyCookie: false, serviceWorker: true, webSocket: false });
    expect(words).toContain('les cookies tiers et les WebSockets');
    expect(words).not.toContain('service workers');
  });
});

const readText = (pid: string, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
};

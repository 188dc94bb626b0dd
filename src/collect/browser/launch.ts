/** Opens the browser for one visit: fresh profile, sandbox on, everything through the guard, under our own name. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import type { Circumstances } from '../../model/circumstances.ts';
import type { BrowserIdentity, Visitor } from '../../model/evidence.ts';
import { type Listener, overhear } from '../overhear.ts';
import type { FoundBrowser } from './find.ts';
import { browserFlags, sandboxOff, wrongArgument } from './flags.ts';
import { listProfile } from './profile.ts';
import { type Sandbox, sandboxComplaint, withoutSandbox } from './sandbox.ts';
import { isWhole } from './trust.ts';

export type BrowserWish = {
  found: FoundBrowser;
  /** The guard's passage. Null only where nothing but loopback is visited, as in tests. */
  proxyUrl: string | null;
  /** PREAU_CHROMIUM_ARGS: staging range only. */
  extraArgs: readonly string[];
  sandbox: Sandbox;
  /** A private folder that the current account may write in; the profile is made and removed inside. */
  workDir: string;
  /** Page where a webmaster learns who visits; kept in the user agent. */
  contact?: string | null;
  /** Under our own name, or as an ordinary French visitor for the second, unannounced look. */
  as?: 'announced' | 'ordinary';
};

export type OpenBrowser = {
  kind: 'open';
  identity: BrowserIdentity;
  /** What every page sees: the browser's own words, followed by our name. */
  userAgent: string;
  visitor: Visitor;
  /** What the profile held just before the launch. */
  profile: Circumstances['profile'];
  /** Every network event of the browser from now on. */
  overhear(listener: Listener): void;
  /** A context that shares nothing with the others. `proxyUrl` replaces the guard for the self-test alone. */
  newContext(options?: { proxyUrl?: string }): Promise<BrowserContext>;
  close(): Promise<void>;
};

/** `no-sandbox` carries Chromium's words, for the log; `no-launch` a French sentence for whoever runs the machine. */
export type LaunchProblem = { kind: 'no-sandbox'; detail: string } | { kind: 'no-launch'; detail: string };

/** Launches `wish.found` and says who it is. What may fail on a correct machine comes back as a problem. */
export const openBrowser = async (wish: BrowserWish): Promise<OpenBrowser | LaunchProblem> => {
  const wrong = wrongArgument(wish.extraArgs);
  if (wrong) return { kind: 'no-launch', detail: wrong };
  // A cleaner of /tmp may have removed a temporary folder since, and someone else may have made it again.
  if (wish.found.origin === 'carried' && !(await isWhole(path.dirname(wish.found.path)))) {
    return { kind: 'no-launch', detail: 'Le navigateur déballé a été modifié ou supprimé. Relancez Préau.' };
  }
  const sandbox = wish.extraArgs.some(sandboxOff) && wish.sandbox === 'on' ? 'off-accepted' : wish.sandbox;
  const home = await mkdtemp(path.join(wish.workDir, 'browser-'));
  const removeHome = () => rm(home, { recursive: true, force: true, maxRetries: 3 });
  try {
    const { main, profile } = await launch(wish, sandbox, home);
    return await dress({ main, profile, sandbox }, wish, removeHome).catch(async (error: unknown) => {
      await main.close();
      throw error;
    });
  } catch (error) {
    await removeHome();
    return problemOf(error);
  }
};

/** The same, and where no sandbox can be had, a second try without it when the policy of sandbox.ts allows one. */
export const openSandboxed = async (
  wish: Omit<BrowserWish, 'sandbox'>,
  visit: { loopbackOnly: boolean; acceptNoSandbox: boolean },
): Promise<OpenBrowser | LaunchProblem> => {
  const first = await openBrowser({ ...wish, sandbox: 'on' });
  if (first.kind !== 'no-sandbox') return first;
  const decision = withoutSandbox(visit);
  if (decision.kind === 'refused') return { kind: 'no-sandbox', detail: decision.message };
  return openBrowser({ ...wish, sandbox: decision.sandbox });
};

/** Third-party cookies are blocked by default in some builds (Debian's): only this profile setting lets them in. */
const preferences = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };

type Launched = { main: BrowserContext; profile: Circumstances['profile'] };

const launch = async (wish: BrowserWish, sandbox: Sandbox, home: string): Promise<Launched> => {
  const profile = path.join(home, 'profile');
  await mkdir(path.join(profile, 'Default'), { recursive: true });
  await writeFile(path.join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const before = await listProfile(profile);
  const main = await chromium.launchPersistentContext(profile, {
    executablePath: wish.found.path,
    headless: true,
    chromiumSandbox: sandbox === 'on',
    args: browserFlags(wish.extraArgs, wish.proxyUrl !== null),
    // Never our own environment: it may hold the mail password.
    env: { PATH: '/usr/bin:/bin', HOME: home, TMPDIR: home, LANG: 'fr_FR.UTF-8', ...wish.found.env },
    artifactsDir: home,
    ...(wish.proxyUrl === null ? {} : { proxy: { server: wish.proxyUrl } }),
    timeout: 30_000,
  });
  return { main, profile: before };
};

const language = 'fr-FR';
const timezone = 'Europe/Paris';

const dress = async (
  { main, profile, sandbox }: Launched & { sandbox: Sandbox },
  wish: BrowserWish,
  removeHome: () => Promise<void>,
): Promise<OpenBrowser> => {
  const browser = main.browser();
  if (!browser) throw new Error('Playwright gave no browser for a persistent context.');
  const seen = await introduce(browser);
  const as = wish.as ?? 'announced';
  const userAgent =
    as === 'announced' ? `${seen.userAgent} ${ourName(wish.contact ?? null)}` : ordinaryName(seen.userAgent);
  return {
    kind: 'open',
    identity: {
      path: wish.found.path,
      origin: wish.found.origin,
      version: browser.version(),
      sandbox,
      commandLine: seen.commandLine ?? [wish.found.path, ...browserFlags(wish.extraArgs, wish.proxyUrl !== null)],
    },
    userAgent,
    visitor: { identity: as, webdriver: await readWebdriver(main), language, timezone },
    profile,
    overhear: (listener) => void overhear(browser, listener),
    newContext: (options = {}) =>
      browser.newContext({
        userAgent,
        locale: language,
        timezoneId: timezone,
        viewport: { width: 1280, height: 800 },
        acceptDownloads: false,
        serviceWorkers: 'allow',
        ...(options.proxyUrl === undefined ? {} : { proxy: { server: options.proxyUrl } }),
      }),
    close: async () => {
      await main.close().catch(() => {});
      await removeHome();
    },
  };
};

/** What any page reads in `navigator.webdriver`; null when the first page could not be asked. */
const readWebdriver = async (main: BrowserContext): Promise<boolean | null> => {
  const page = main.pages()[0] ?? (await main.newPage());
  return page.evaluate(() => navigator.webdriver === true).catch(() => null);
};

/** We say who we are, `HeadlessChrome` included: a check that hides cannot be contested openly. */
const ourName = (contact: string | null): string => `Preau/0.1${contact ? ` (+${contact})` : ''}`;

/** The same browser as any pupil's: a headless one names itself, and that is what a site that hides looks for. */
const ordinaryName = (userAgent: string): string => userAgent.replace('HeadlessChrome/', 'Chrome/');

const introduce = async (browser: Browser): Promise<{ userAgent: string; commandLine: string[] | null }> => {
  const session = await browser.newBrowserCDPSession();
  const { userAgent } = await session.send('Browser.getVersion');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pid = processInfo.find((each) => each.type === 'browser')?.id;
  // Outside Linux there is no /proc: the evidence then holds the arguments that we gave.
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return { userAgent, commandLine: text === null ? null : text.split('\0').filter(Boolean) };
};

const problemOf = (error: unknown): LaunchProblem => {
  const words = error instanceof Error ? error.message : String(error);
  const complaint = sandboxComplaint(words);
  if (complaint) return { kind: 'no-sandbox', detail: stripVTControlCharacters(complaint).trim() };
  const first = words.split('\n').find(Boolean) ?? 'sans explication';
  return { kind: 'no-launch', detail: `Le navigateur n’a pas démarré : ${first}` };
};

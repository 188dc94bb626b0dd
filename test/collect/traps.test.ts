/**
 * The traps in which other scanners fall (scanners.md §6), one by one, where no test of its own subject holds them:
 * each test here turns red when its cure is taken away.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsOf } from '../../src/assess/facts.ts';
import { findingsOf } from '../../src/assess/findings.ts';
import { findBrowser } from '../../src/collect/browser/find.ts';
import { openSandboxed } from '../../src/collect/browser/launch.ts';
import { scan } from '../../src/collect/scan.ts';
import { aCookie, collected, someEvidence } from '../kit/evidence.ts';
import { realReference } from '../kit/reference.ts';
import { type Handler, serveSite } from '../kit/site.ts';
import { serve } from '../site/served.ts';
import { browserCache, openStage, quickPace, recordsOf } from './stage.ts';

const page = (body: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Dictées</title><h1>Dictées</h1>${body}</html>`;
const banner = (refuse: string) =>
  `<div id="b" style="position:fixed;bottom:0;left:0;right:0;background:#eee;padding:1em">Ce site dépose des cookies.
   <button onclick="b.remove();document.cookie='choix=non';${refuse}">Tout refuser</button><button>Tout accepter</button></div>
   <script>if (/choix=/.test(document.cookie)) b.remove();</script>`;

describe('trap 1: a browser that drops third-party cookies without a word', () => {
  it('is told by its profile to keep them, before its first start', async () => {
    const workDir = await mkdtemp(path.join(tmpdir(), 'preau-trap-'));
    const found = await findBrowser({ setting: null, cache: browserCache });
    if (found.kind === 'no-browser') throw new Error(found.message);
    const wish = { found, proxyUrl: null, extraArgs: [], workDir };
    const browser = await openSandboxed(wish, { loopbackOnly: true, acceptNoSandbox: false });
    if (browser.kind !== 'open') throw new Error(browser.detail);
    expect(browser.profile.map((file) => file.path)).toEqual(['Default/Preferences']);
    const folder =
      browser.identity.commandLine.find((each) => each.startsWith('--user-data-dir='))?.split('=')[1] ?? '';
    const { profile } = JSON.parse(await readFile(path.join(folder, 'Default', 'Preferences'), 'utf8'));
    await browser.close();
    await rm(workDir, { recursive: true, force: true });
    expect(profile).toMatchObject({ block_third_party_cookies: false, cookie_controls_mode: 0 });
  });

  it('makes no check at all when it drops them all the same', async () => {
    const site = await serve('honnete');
    const result = await scan({
      preau: '0.1.0',
      target: site.url,
      proxyUrl: null,
      browser: { setting: null, cache: browserCache },
      acceptNoSandbox: false,
      settings: {
        resolver: null,
        allowNets: [],
        chromiumArgs: ['--disable-features=HttpsUpgrades', '--test-third-party-cookie-phaseout'],
      },
      pace: quickPace,
    });
    const { requests } = site;
    await site.close();
    expect(result).toMatchObject({ kind: 'failed', reason: 'self-test' });
    expect(requests, 'the site was never visited').toEqual([]);
  });
});

describe('traps met on a page', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());
  const play = async (handler: Handler) => {
    const site = await serveSite(handler);
    try {
      return await stage.play(site.url, 'before-choice');
    } finally {
      await site.close();
    }
  };
  const html =
    (body: string): Handler =>
    (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(body));

  it('3: what a timer sends after a refusal, when the page has long been idle, is heard', async () => {
    const pace = { ...quickPace, observeMs: 4_000 };
    const site = await serveSite(html(banner(`setTimeout(() => fetch('/en-retard.json'), 3_500)`)));
    const { sets } = await stage.play(site.url, 'after-refusal', pace);
    await site.close();
    expect(recordsOf(sets.requests).map(({ url }) => new URL(url).pathname)).toContain('/en-retard.json');
  });

  it('4: a fingerprint taken by the first line of a page is heard', async () => {
    const first = `<script>const t = document.createElement('canvas'); t.width = 240; t.height = 60; const c = t.getContext('2d');
      c.fillStyle = '#f60'; c.fillRect(100, 1, 62, 20); c.fillStyle = '#069'; c.fillText('Cwm fjordbank gly 😃', 2, 15);
      c.fillStyle = '#6c0'; c.fillText('Cwm fjordbank gly 😃', 4, 45); t.toDataURL();</script>`;
    const { sets } = await play(html(first));
    expect(recordsOf(sets.behaviours).map(({ kind }) => kind)).toEqual(['canvas-fingerprint']);
  });

  it('9: the words of a page are never a command', async () => {
    const flag = path.join(tmpdir(), `preau-trap-${process.pid}`);
    const nasty = `$(touch ${flag}); \`touch ${flag}\`; "; touch ${flag} #`;
    const { state } = await play(
      html(`<p>${nasty}</p><a href="/mentions?x=${encodeURIComponent(nasty)}">${nasty}</a>`),
    );
    expect(state).toEqual({ kind: 'observed' });
    expect(await readdir(tmpdir())).not.toContain(path.basename(flag));
  });
});

describe('traps of judgement', () => {
  const { rulebook, lists } = realReference();
  const judge = (changes: Parameters<typeof someEvidence>[0]) =>
    findingsOf(factsOf(someEvidence(changes), {}, lists), rulebook);

  it.each(['blank-page', 'bot-wall', 'http-error', 'timeout', 'no-control-found', 'technical'] as const)(
    '8: nothing is passed on what was not seen (%s)',
    (reason) => {
      const state = { kind: 'inconclusive', reason, detail: 'Rien n’a été vu.' } as const;
      const states = { 'before-choice': state, 'after-refusal': state, 'after-acceptance': state };
      const findings = judge({
        phases: { ...states, 'after-withdrawal': state, journey: state },
        pages: collected([]),
      });
      const byWhatWasSeen = findings.filter(({ rule }) => /^(?:traceurs|contenus-tiers|consentement)\//.test(rule));
      expect(byWhatWasSeen.length).toBeGreaterThan(25);
      expect(byWhatWasSeen.filter(({ outcome }) => outcome !== 'cannot-tell').map(({ rule }) => rule)).toEqual([]);
    },
  );

  it('10: a name alone accuses nobody: the same `sid` of unknown purpose, and a session cookie of the site', () => {
    const outcomeOf = (...cookies: Parameters<typeof aCookie>[]) =>
      judge({ cookies: collected(cookies.map((each) => aCookie(...each))) }).find(
        ({ rule }) => rule === 'traceurs/cookies-avant-choix',
      )?.outcome;
    expect(outcomeOf(['PHPSESSID'])).toBe('passed');
    expect(outcomeOf(['sid'])).toBe('cannot-tell');
    expect(outcomeOf(['PHPSESSID', { domain: 'regie.example' }])).toBe('cannot-tell');
    expect(outcomeOf(['_ga', { session: false, lifetimeDays: 400 }])).toBe('failed');
  });
});

describe('trap 9: a shell string built from what a page says', () => {
  it('cannot be: no source of ours asks for a shell', async () => {
    const root = path.join(import.meta.dirname, '..', '..', 'src');
    const names = (await readdir(root, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
    const texts = await Promise.all(names.map((name) => readFile(path.join(root, name), 'utf8')));
    const asking = names.filter((_, place) =>
      /shell\s*:\s*true|\bexecSync\b|import \{[^}]*\bexec\b[^}]*\} from 'node:child_process'/.test(texts[place] ?? ''),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(asking).toEqual([]);
  });
});

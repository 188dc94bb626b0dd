/** Consent programs that real sites use, installed from npm, through the real guard. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../src/collect/scan.ts';
import { seal } from '../../src/collect/seal.ts';
import { type Guard, startGuard } from '../../src/guard/guard.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { type Site, serveSite } from '../kit/site.ts';
import { browserCache, quickPace, recordsOf } from './stage.ts';

const modules = path.resolve(import.meta.dirname, '../../node_modules');
const page = (head: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Outil</title><h1>Grammaire</h1>${head}</html>`;
const pages: Record<string, string> = {
  '/tarteaucitron': page(`<script src="/tarteaucitronjs/tarteaucitron.js"></script><script>
    tarteaucitron.init({ orientation: 'bottom', DenyAllCta: true, AcceptAllCta: true, highPrivacy: true, showIcon: true });
    tarteaucitron.user.gtagUa = 'G-ESSAI';
    (tarteaucitron.job = tarteaucitron.job || []).push('gtag');</script>`),
};

describe('consent programs of real sites', () => {
  let site: Site;
  let guard: Guard;
  beforeAll(async () => {
    guard = await startGuard({ resolver: null, allowNets: ['127.0.0.0/8:1-65535'] });
    site = await serveSite(async (request, response) => {
      const wanted = URL.parse(request.url ?? '/', 'http://site')?.pathname ?? '/';
      const body = pages[wanted] ?? (await readFile(path.join(modules, wanted)).catch(() => null));
      const type = wanted.endsWith('.js') ? 'text/javascript' : wanted.endsWith('.css') ? 'text/css' : 'text/html';
      response.writeHead(body === null ? 404 : 200, { 'content-type': type });
      response.end(body ?? '');
    });
  });
  afterAll(async () => {
    await site.close();
    await guard.stop();
  });

  const evidenceOf = async (target: string): Promise<Evidence> => {
    const passage = await guard.open();
    const result = await scan({
      preau: '0.1.0',
      target,
      proxyUrl: passage.proxyUrl,
      browser: { setting: null, cache: browserCache },
      acceptNoSandbox: false,
      settings: { resolver: null, allowNets: ['127.0.0.0/8'], chromiumArgs: [] },
      pace: quickPace,
    });
    const records = await passage.close();
    if (result.kind === 'failed') throw new Error(result.detail);
    return seal(result.raw, { kind: 'collected', records }, { kind: 'collected', records: [] }).evidence;
  };
  const kinds = (evidence: Evidence) => Object.values(evidence.phases).map((state) => state.kind);

  it('refuses tarteaucitron, and says which script called googletagmanager before any choice', async () => {
    const evidence = await evidenceOf(`${site.url}tarteaucitron`);
    expect(kinds(evidence)).toEqual(['observed', 'observed', 'observed', 'observed', 'inconclusive']);
    const [, refusal, acceptance, withdrawal] = recordsOf(evidence.consent);
    expect(refusal).toMatchObject({ cmp: 'tarteaucitron', action: 'refuse', gone: true, kept: ['tarteaucitron'] });
    expect(acceptance).toMatchObject({ action: 'accept', gone: true, wayBack: 'Cookies (fenêtre modale)' });
    expect(withdrawal).toMatchObject({ action: 'withdraw', gone: true, kept: ['tarteaucitron'] });
    expect(refusal?.crop).toMatch(/^[0-9a-f]{64}$/);
    const tag = recordsOf(evidence.requests).find((each) => each.url.startsWith('https://www.googletagmanager.com/'));
    expect(tag).toMatchObject({ phase: 'before-choice', status: null, failure: 'net::ERR_TUNNEL_CONNECTION_FAILED' });
    expect(tag?.initiator.url).toBe(`${site.url}tarteaucitronjs/tarteaucitron.js`);
    expect(recordsOf(evidence.exchanges).map((each) => each.host)).toContain('www.googletagmanager.com');
    // Four phases, guard and self-test included: 60 s are short on a machine that runs twenty other things.
  }, 120_000);

  it('says refused, and never visits, when the guard refuses the address', async () => {
    for (const target of ['http://10.0.0.1/', 'https://10.0.0.1/']) {
      const evidence = await evidenceOf(target);
      expect(evidence.phases['before-choice'], target).toMatchObject({ kind: 'inconclusive', reason: 'refused' });
      expect(evidence.phases['after-refusal']).toMatchObject({ kind: 'inconclusive', reason: 'not-visited' });
      expect(recordsOf(evidence.pages)).toEqual([expect.objectContaining({ loaded: false, status: null, text: '' })]);
    }
  });
});

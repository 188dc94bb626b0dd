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
    tarteaucitron.init({ orientation: 'middle', DenyAllCta: true, AcceptAllCta: true, highPrivacy: true, showIcon: true });
    tarteaucitron.user.gtagUa = 'G-ESSAI';
    (tarteaucitron.job = tarteaucitron.job || []).push('gtag');</script>`),
  '/sans-refus': page(`<script src="/tarteaucitronjs/tarteaucitron.js"></script><script>
    tarteaucitron.init({ orientation: 'bottom', DenyAllCta: false, AcceptAllCta: true, highPrivacy: true });
    (tarteaucitron.job = tarteaucitron.job || []).push('youtube');</script>`),
  '/orejime': page(`<link rel="stylesheet" href="/orejime/dist/orejime-standard.css"><script>
    window.orejimeConfig = { privacyPolicyUrl: '/rgpd', purposes: [{ id: 'mesure', title: 'Mesure', cookies: ['_pk'] }] };
    </script><script src="/orejime/dist/orejime-standard-fr.js"></script>`),
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
    expect(kinds(evidence)).toEqual(['observed', 'observed', 'observed']);
    const [, refusal] = recordsOf(evidence.consent);
    expect(refusal).toMatchObject({ cmp: 'tarteaucitron', action: 'refuse', gone: true, kept: ['tarteaucitron'] });
    const tag = recordsOf(evidence.requests).find((each) => each.url.startsWith('https://www.googletagmanager.com/'));
    expect(tag).toMatchObject({ phase: 'before-choice', status: null, failure: 'net::ERR_TUNNEL_CONNECTION_FAILED' });
    expect(tag?.initiator.url).toBe(`${site.url}tarteaucitronjs/tarteaucitron.js`);
    expect(recordsOf(evidence.exchanges).map((each) => each.host)).toContain('www.googletagmanager.com');
  });

  it('finds no refusal in tarteaucitron when it is set to show none', async () => {
    const evidence = await evidenceOf(`${site.url}sans-refus`);
    expect(evidence.phases['after-refusal']).toMatchObject({ kind: 'inconclusive', reason: 'no-control-found' });
    expect(evidence.phases['after-acceptance']).toEqual({ kind: 'observed' });
  });

  it('refuses and accepts Orejime', async () => {
    const evidence = await evidenceOf(`${site.url}orejime`);
    expect(kinds(evidence)).toEqual(['observed', 'observed', 'observed']);
    expect(recordsOf(evidence.consent).map((each) => each.cmp)).toEqual(['orejime', 'orejime', 'orejime']);
  });

  it('says refused, and never visits, when the guard refuses the address', async () => {
    for (const target of ['http://10.0.0.1/', 'https://10.0.0.1/']) {
      const evidence = await evidenceOf(target);
      expect(evidence.phases['before-choice'], target).toMatchObject({ kind: 'inconclusive', reason: 'refused' });
      expect(evidence.phases['after-refusal']).toMatchObject({ kind: 'inconclusive', reason: 'not-visited' });
      expect(recordsOf(evidence.pages)).toEqual([expect.objectContaining({ loaded: false, status: null, text: '' })]);
    }
  });
});

/** What pages do to a person, seen by real pages that each do one thing, among others that only look as if they did. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RawVisit } from '../../src/collect/raw-visit.ts';
import { type Site, serveSite } from '../kit/site.ts';
import { shakeHands } from '../site/served.ts';
import { openStage, playSite, quickPace, recordsOf } from './stage.ts';

/** Which page does what, and to whom; a page that is named here without anything is an innocent. */
const expected: Record<string, string[]> = {
  'empreinte-toile': ['canvas-fingerprint'],
  'empreinte-polices': ['font-fingerprint'],
  'empreinte-son': ['audio-fingerprint'],
  'empreinte-webgl': ['webgl-fingerprint'],
  'empreinte-navigateur': ['navigator-fingerprint'],
  'empreinte-reseau': ['webrtc-fingerprint'],
  'empreinte-ouvrier': ['canvas-fingerprint', 'webgl-fingerprint'],
  emoji: [],
  'jeu-webgl': [],
  'jeu-ouvrier': [],
  'editeur-image': [],
  'lecteur-son': [],
  polices: [],
  detection: [],
  natif: [],
  'cadre-reactif': [],
  'enregistreur-maison': ['session-recording → localhost /bande'],
  'frappe-envoyee': ['key-listener → localhost /touche'],
  'fuite-inscription': [],
  suggestions: ['key-listener → 127.0.0.1 /suggestions/idees'],
  raccourcis: [],
  'glisser-deposer': [],
  'envoi-automatique': ['form-submit'],
  'enregistreur-rrweb': ['session-recording → localhost /recit'],
};
const pace = { ...quickPace, bannerMs: 200 };

type Stage = Awaited<ReturnType<typeof openStage>>;
type Sets = Pick<RawVisit, 'behaviours' | 'leaks' | 'requests' | 'cookies' | 'storage'>;

/** One page that frames several of test/site: the hooks live in every frame, and a visit costs three seconds. */
const playFramed = async (stage: Stage, names: string[], observed = pace): Promise<{ site: Site; sets: Sets }> => {
  const root = path.join(import.meta.dirname, '..', 'site');
  const folder = await serveSite(root);
  const frames = names.map((name) => `<iframe src="/${name}/" width="600" height="400"></iframe>`).join('');
  const site = await serveSite(
    async (request, response) => {
      if (request.url === '/') {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.end(`<!doctype html><html lang="fr"><title>Cadres</title><h1>Cadres</h1>${frames}</html>`);
        return;
      }
      const answer = await fetch(new URL(request.url ?? '', folder.url));
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    },
    { onUpgrade: shakeHands },
  );
  try {
    const { state, sets } = await stage.play(site.url, 'before-choice', observed);
    expect(state).toEqual({ kind: 'observed' });
    return { site, sets };
  } finally {
    await site.close();
    await folder.close();
  }
};

const shown = (to: string | null): string => {
  if (to === null) return '';
  const { hostname, pathname } = new URL(to);
  return ` → ${hostname} ${pathname}`;
};

/** Page → what was told of its script. */
const toldIn = (sets: Sets): [string, string][] =>
  recordsOf(sets.behaviours).map(({ kind, script, to }) => {
    const [, name = ''] = new URL(script ?? 'http://nobody/').pathname.split('/');
    return [name, `${kind}${shown(to)}`];
  });

describe('behaviours of a page', () => {
  let stage: Stage;
  const told: [string, string][] = [];
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => {
    await stage.close();
    printTable(told);
  });
  const check = (names: string[], sets: Sets) => {
    const seen = toldIn(sets);
    told.push(...seen);
    const wanted = names.flatMap((name) => (expected[name] ?? []).map((each) => `${name}: ${each}`));
    expect(seen.map((each) => each.join(': ')).sort()).toEqual(wanted.sort());
  };

  it('names each way of taking a fingerprint, and who takes it', async () => {
    const names = Object.keys(expected).filter((name) => name.startsWith('empreinte-'));
    // A connection that nobody answers is told after 1.5 s: a busy machine once ended the visit before.
    check(names, (await playFramed(stage, names, { ...pace, bannerMs: 2_500 })).sets);
  });

  it('accuses no emoji test, game, image editor, sound player, font loading, feature test nor framework', async () => {
    const names = [
      'emoji',
      'jeu-webgl',
      'jeu-ouvrier',
      'editeur-image',
      'lecteur-son',
      'polices',
      'detection',
      'cadre-reactif',
    ];
    const { sets } = await playFramed(stage, names);
    check(names, sets);
    // Nothing could be typed, so nothing is said of what leaks.
    expect(recordsOf(sets.leaks)).toEqual([]);
  });

  it('leaves the browser as it was for a page that checks, and works on where the page breaks its own world', async () => {
    const { sets, site } = await playFramed(stage, ['natif']);
    check(['natif'], sets);
    const [, , result] = site.requests.map(({ url }) => url).filter((url) => url.startsWith('/natif/'));
    expect(result).toBe('/natif/resultat/intact');
  });

  it('recognises a home-made recorder that packs what it sends', async () => {
    const { sets } = await playFramed(stage, ['enregistreur-maison']);
    check(['enregistreur-maison'], sets);
  });

  it('recognises rrweb, whose events the page itself sends to another host', async () => {
    const { sets, site } = await playSite(stage, 'enregistreur-rrweb');
    const [record] = recordsOf(sets.behaviours);
    told.push(['enregistreur-rrweb', `${record?.kind}${shown(record?.to ?? null)}`]);
    expect(recordsOf(sets.behaviours)).toEqual([
      expect.objectContaining({
        kind: 'session-recording',
        script: `${site.url}rrweb.js`,
        to: `${site.at('localhost')}recit`,
      }),
    ]);
    expect(recordsOf(sets.leaks)).toEqual([
      expect.objectContaining({ field: 'text', encoding: 'plain', place: 'body', to: `${site.at('localhost')}recit` }),
    ]);
  });

  it('follows what a pupil types into each field, however it is written and sent', async () => {
    const { sets, site } = await playFramed(stage, ['fuite-inscription', 'frappe-envoyee']);
    check(['fuite-inscription', 'frappe-envoyee'], sets);
    const third = site.at('localhost');
    const leaks = recordsOf(sets.leaks).map(({ field, encoding, place, to }) => [field, encoding, place, to]);
    expect(leaks).toEqual([
      ['birth-date', 'plain', 'websocket', `ws://localhost:${site.port}/canal`],
      // The path held the digest: it is not quoted.
      ['email', 'sha256', 'address', third],
      ['first-name', 'base64', 'address', `${third}p.gif`],
      ['last-name', 'plain', 'body', `${third}nom`],
      ['password', 'plain', 'body', `${site.url}fuite-inscription/force`],
    ]);
    // The form itself never left, and what left while typing is in no other set.
    expect(site.requests.map(({ url }) => url)).not.toContain('/creer');
    expect(recordsOf(sets.requests).filter(({ url }) => /p\.gif|touche|nom$|force/.test(url))).toEqual([]);
    expect(JSON.stringify(sets)).not.toMatch(/preau-essai\.invalid|Quenouilleau|Kiwi!/i);
  });

  it('keeps a form from leaving, and accuses neither shortcuts nor a drag-and-drop editor', async () => {
    const names = ['suggestions', 'raccourcis', 'glisser-deposer', 'envoi-automatique'];
    const { sets, site } = await playFramed(stage, names);
    check(names, sets);
    const urls = site.requests.map(({ url }) => url);
    expect(urls).toContain('/vivant');
    expect(urls).not.toContain('/entrer');
    expect(urls).not.toContain('/envoye');
    expect(recordsOf(sets.leaks)).toContainEqual(
      expect.objectContaining({ field: 'text', to: `${site.url}suggestions/idees`, encoding: 'plain' }),
    );
  });

  it('types in the frame of another site', async () => {
    const { sets, site } = await playSite(stage, 'fuite-cadre');
    expect(recordsOf(sets.leaks)).toEqual([
      expect.objectContaining({ page: site.url, field: 'text', to: `${site.at('localhost')}message`, place: 'body' }),
    ]);
  });
});

/** Precision and recall of each kind over these pages. */
const printTable = (told: [string, string][]): void => {
  const kindOf = (text: string) => text.split(' ')[0] ?? '';
  const seen = new Set(told.map(([page, text]) => `${page} ${kindOf(text)}`));
  const wanted = new Set(
    Object.entries(expected).flatMap(([page, texts]) => texts.map((each) => `${page} ${kindOf(each)}`)),
  );
  const kinds = [...new Set([...wanted, ...seen].map((each) => each.split(' ')[1] ?? ''))].sort();
  const rows = kinds.map((kind) => {
    const of = (set: Set<string>) => [...set].filter((each) => each.endsWith(` ${kind}`));
    const right = of(seen).filter((each) => wanted.has(each)).length;
    return `${kind}: precision ${right}/${of(seen).length}, recall ${right}/${of(wanted).length}`;
  });
  console.log(`${Object.keys(expected).length} pages\n${rows.join('\n')}`);
};

/** An archive on disk filled with generated dossiers, each visited, judged, decided and published. */
import path from 'node:path';
import canonicalize from 'canonicalize';
import { judge } from '../../src/dossier/judge.ts';
import { entryOf } from '../../src/dossier/publish.ts';
import type { Decision } from '../../src/model/decision.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Tool } from '../../src/model/tool.ts';
import type { Reference } from '../../src/reference/reference.ts';
import { openBase } from '../../src/store/base.ts';
import { openEvidenceFolder } from '../../src/store/evidence-folder.ts';
import { openArchive } from '../../src/store/open.ts';
import { aCookie, aLink, anExchange, aPage, aRequest, collected, someEvidence } from './evidence.ts';

const at = '2026-11-24T08:00:00.000Z';

const services = [
  'www.google-analytics.com',
  'fonts.gstatic.com',
  'www.youtube.com',
  'cdn.jsdelivr.net',
  'static.criteo.net',
];

/** The visit of a tool of ordinary size: 60 requests, 12 cookies, 5 pages; `index` changes hosts and trackers. */
export const generatedEvidence = (index: number): Evidence => {
  const home = `https://outil-${index}.example.fr/`;
  const service = services[index % services.length] ?? 'static.criteo.net';
  const text = `Mentions légales. Éditeur : Outil ${index}, SARL au capital de 1000 euros. Hébergeur : Hôte. `.repeat(
    30,
  );
  return someEvidence({
    target: home,
    pages: collected([
      aPage({ url: home, requestedUrl: home }),
      ...(['legal-notice', 'privacy', 'terms', 'cookies'] as const).map((role) =>
        aPage({ role, url: `${home}${role}`, text }),
      ),
    ]),
    links: collected([aLink(`${home}mentions`, 'Mentions légales'), aLink(`${home}donnees`, 'Données personnelles')]),
    requests: collected([
      aRequest(`https://${service}/collecte?n=${index}`, { page: home }),
      ...Array.from({ length: 59 }, (_, n) => aRequest(`${home}fichier-${n}.js`, { page: home })),
    ]),
    cookies: collected([
      aCookie(index % 3 === 0 ? '_ga' : 'session', { domain: `outil-${index}.example.fr` }),
      ...Array.from({ length: 11 }, (_, n) => aCookie(`c${n}`, { domain: `outil-${index}.example.fr` })),
    ]),
    exchanges: collected([anExchange(`outil-${index}.example.fr`), anExchange(service)]),
  });
};

const toolOf = (index: number): Tool => ({
  slug: `outil-${index}`,
  name: `Outil ${index}`,
  vendor: `Éditeur ${index % 50}`,
  url: `https://outil-${index}.example.fr/`,
  summary: 'Un outil engendré pour un essai.',
  description: '',
  levels: ['6e'],
  subjects: ['mathematiques'],
});

const decision: Decision = {
  opinion: 'favourable-with-conditions',
  reasons: 'Décision engendrée pour un essai.',
  contexts: {},
  setAside: [],
  decidedBy: 'commission',
  decidedAt: at,
  demonstration: false,
};

/** Fills `data` (PREAU_DATA) with `count` published tools judged by `reference`. */
export const fillArchive = (data: string, count: number, reference: Reference): void => {
  const archive = openArchive(openBase(path.join(data, 'preau.db'), () => new Date(at)));
  const folder = openEvidenceFolder(data);
  for (let from = 0; from < count; from += 500) {
    archive.write((pen) => {
      for (let index = from; index < Math.min(from + 500, count); index += 1) {
        const evidence = generatedEvidence(index);
        const digest = folder.put(Buffer.from(canonicalize(evidence) ?? ''));
        const report = judge({ reference, preau: '0.1.0' }, { evidence, digest }, {});
        const number = pen.addDossier({
          key: `cle-${index}`,
          email: 'e@exemple.fr',
          tool: toolOf(index),
          declaration: {},
          at,
        });
        pen.move(number, { event: 'start-check', actor: 'robot', reason: '', at });
        const { outcome, rulebook } = report;
        pen.addVisit({ number, at, outcome, report, evidence: digest, evidenceDate: at, browser: '153', rulebook });
        pen.move(number, { event: 'finish-check', actor: 'robot', reason: '', at });
        pen.addDecision(number, decision, 'membre@exemple.fr');
        pen.move(number, { event: 'decide', actor: 'commission', reason: '', at });
        const dossier = archive.dossiers.byNumber(number);
        if (dossier) pen.publish(entryOf(reference, { ...dossier, decision }));
      }
    });
  }
  archive.close();
};

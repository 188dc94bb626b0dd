/** Invented visits and forms, written as the rest of the house would write them. */
import type { Evidence } from '../../src/model/evidence.ts';
import { evidenceFormat } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import type { Reference } from '../../src/reference/reference.ts';

export const noon = '2026-12-01T11:00:00.000Z';

/** A complete form, as a browser sends it. */
export const aForm = (differs: Record<string, string> = {}): Record<string, string> => ({
  name: 'Géométrie libre',
  vendor: 'Association des cercles',
  email: 'editeur@example.org',
  url: 'https://geometrie.example.org/',
  summary: 'Tracer des figures à la règle et au compas, sans compte.',
  description: 'Les figures restent sur l’appareil de l’élève.',
  levels: '6e',
  subjects: 'mathematiques',
  'declaration.accountRequired': 'non',
  'declaration.hosting.provider': 'Hébergeur des écoles',
  'declaration.hosting.country': 'fr',
  ...differs,
});

export const failedRule = 'traceurs/gestionnaire-de-balises';

/** One rule in failure with two records, one that cannot tell, the others passed or without object. */
export const findingsOn = ({ rulebook }: Reference): Finding[] =>
  rulebook.rules.map((rule, index) => {
    const told = { rule: rule.id, severity: rule.severity, provenance: 'observed' as const, records: [], omitted: 0 };
    if (rule.id === failedRule) {
      return { ...told, ...tagManager };
    }
    if (rule.id.startsWith('consentement/')) {
      return { ...told, outcome: 'cannot-tell', message: 'La visite après refus manque.' };
    }
    return { ...told, outcome: index % 3 === 0 ? 'inapplicable' : 'passed', message: rule.concludes.passed };
  });

const tagManager: Pick<Finding, 'outcome' | 'message' | 'records' | 'omitted'> = {
  outcome: 'failed',
  message: 'www.googletagmanager.com est appelé avant tout choix (et 2 autres)',
  records: ['/gtag/js', '/gtm.js'].map((path) => ({
    set: 'requests',
    message: `www.googletagmanager.com${path} est appelé avant tout choix`,
    quote: {
      phase: 'before-choice',
      host: 'www.googletagmanager.com',
      path,
      method: 'GET',
      type: 'script',
      party: 'third',
      initiator: 'https://geometrie.example.org/bandeau.js',
      'tracker.name': 'Google Tag Manager',
      'tracker.category': 'tag-manager',
      owner: null,
    },
  })),
  omitted: 1,
};

export const aReport = (findings: Finding[], digest: string | null, differs: Partial<Report> = {}): Report => ({
  preau: '0.1.0',
  rulebook: { version: '0.1', digest: 'b7c2'.repeat(16) },
  target: 'https://geometrie.example.org/',
  outcome: 'complete',
  reasons: [],
  pages: [],
  requests: [],
  cookies: [],
  storage: [],
  behaviours: [],
  leaks: [],
  accessibility: [],
  weights: [],
  consent: { banner: false, cmp: null, controls: [] },
  links: [],
  findings,
  evidence: digest === null ? null : { digest },
  loads: [{ outcome: 'complete', digest }],
  ...differs,
});

const nothing = { kind: 'unavailable', reason: 'échantillon' } as const;

/** A bundle whose only page has this screenshot. */
export const evidenceWith = (screenshot: string): Evidence => ({
  ...{ format: evidenceFormat, preau: '0.1.0', target: 'https://geometrie.example.org/' },
  ...{ startedAt: noon, endedAt: noon, userAgent: 'Préau' },
  browser: { path: '/chromium', origin: 'carried', version: '153.0.0', sandbox: 'on', commandLine: [] },
  visitor: { identity: 'announced', webdriver: false, language: 'fr-FR', timezone: 'Europe/Paris' },
  circumstances: null,
  selfTest: { thirdPartyCookie: true, serviceWorker: true, webSocket: true },
  settings: { resolver: null, allowNets: [], chromiumArgs: [] },
  phases: {
    'before-choice': { kind: 'observed' },
    'after-refusal': { kind: 'observed' },
    'after-acceptance': { kind: 'observed' },
    'after-withdrawal': { kind: 'observed' },
    journey: { kind: 'inconclusive', reason: 'not-asked', detail: '' },
  },
  ...{ plan: [], robots: [] },
  hold: 'off',
  pages: {
    kind: 'collected',
    records: [
      {
        ...{ phase: 'before-choice', role: 'entry', requestedUrl: 'https://geometrie.example.org/' },
        ...{ url: 'https://geometrie.example.org/', status: 200, loaded: true, settledBy: 'quiet' },
        ...{ title: 'Géométrie', lang: 'fr', text: 'Géométrie', headers: {}, screenshot, dom: null, nodes: null },
      },
    ],
  },
  ...{ links: nothing, requests: nothing, cookies: nothing, storage: nothing, behaviours: nothing },
  ...{
    consent: nothing,
    exchanges: nothing,
    leaks: nothing,
    forms: nothing,
    connections: nothing,
    steps: nothing,
    accessibility: nothing,
    repository: nothing,
    truncated: [],
    files: [],
  },
});

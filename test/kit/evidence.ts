/** A visit that saw nothing, to be filled with the one thing that a test is about. */
import type { Evidence } from '../../src/model/evidence.ts';

type Records<Set extends keyof Evidence> =
  Extract<Evidence[Set], { kind: 'collected' }> extends { records: (infer R)[] } ? R : never;

const hash = '0'.repeat(64);
const none = { kind: 'collected', records: [] } as { kind: 'collected'; records: never[] };

/** Evidence of a quiet page at `https://outil.example.fr/`; `changes` replaces whole sets. */
export const someEvidence = (changes: Partial<Evidence> = {}): Evidence => ({
  format: 'preau-evidence/2',
  preau: '0.1.0',
  target: 'https://outil.example.fr/',
  startedAt: '2026-11-24T08:00:00.000Z',
  endedAt: '2026-11-24T08:00:10.000Z',
  browser: { path: '/chromium', origin: 'carried', version: '153', sandbox: 'on', commandLine: [] },
  selfTest: { thirdPartyCookie: true, serviceWorker: true, webSocket: true },
  settings: { resolver: null, allowNets: [], chromiumArgs: [] },
  userAgent: 'Mozilla/5.0',
  visitor: { identity: 'announced', webdriver: false, language: 'fr-FR', timezone: 'Europe/Paris' },
  circumstances: null,
  phases: {
    'before-choice': { kind: 'observed' },
    'after-refusal': { kind: 'observed' },
    'after-acceptance': { kind: 'observed' },
    'after-withdrawal': { kind: 'observed' },
    journey: { kind: 'inconclusive', reason: 'not-asked', detail: 'Aucun parcours fourni.' },
  },
  plan: [],
  robots: [],
  hold: 'off',
  pages: collected([aPage()]),
  links: none,
  requests: none,
  cookies: none,
  storage: none,
  behaviours: none,
  consent: none,
  leaks: none,
  forms: none,
  connections: none,
  steps: none,
  accessibility: none,
  exchanges: none,
  repository: none,
  truncated: [],
  files: [],
  ...changes,
});

export const collected = <T>(records: T[]): { kind: 'collected'; records: T[] } => ({ kind: 'collected', records });

export const aPage = (changes: Partial<Records<'pages'>> = {}): Records<'pages'> => ({
  phase: 'before-choice',
  role: 'entry',
  requestedUrl: 'https://outil.example.fr/',
  url: 'https://outil.example.fr/',
  status: 200,
  loaded: true,
  settledBy: 'quiet',
  title: 'Outil',
  lang: 'fr',
  text: 'Bienvenue',
  headers: {},
  screenshot: null,
  dom: null,
  nodes: 100,
  ...changes,
});

export const aRequest = (url: string, changes: Partial<Records<'requests'>> = {}): Records<'requests'> => ({
  phase: 'before-choice',
  page: 'https://outil.example.fr/',
  url,
  method: 'GET',
  type: 'script',
  channel: 'page',
  frame: null,
  initiator: { type: 'parser', url: 'https://outil.example.fr/', line: 1, chain: [] },
  redirectedFrom: null,
  status: 200,
  failure: null,
  bytes: 1000,
  body: null,
  held: false,
  ...changes,
});

export const aCookie = (name: string, changes: Partial<Records<'cookies'>> = {}): Records<'cookies'> => ({
  phase: 'before-choice',
  name,
  domain: 'outil.example.fr',
  path: '/',
  session: true,
  lifetimeDays: null,
  httpOnly: true,
  secure: true,
  sameSite: 'Lax',
  partitioned: false,
  partitionKey: null,
  valueHash: hash,
  valueLength: 10,
  identifier: false,
  sentTo: [],
  setBy: { kind: 'http', url: 'https://outil.example.fr/' },
  stored: true,
  blocked: null,
  ...changes,
});

export const aConsent = (changes: Partial<Records<'consent'>> = {}): Records<'consent'> => ({
  phase: 'before-choice',
  banner: false,
  cmp: null,
  controls: [],
  implied: false,
  foundBy: null,
  action: 'none',
  clicks: 0,
  clicked: null,
  gone: null,
  kept: [],
  prechecked: null,
  crop: null,
  tcf: null,
  wayBack: null,
  text: null,
  links: null,
  ...changes,
});

export const anExchange = (host: string, changes: Partial<Records<'exchanges'>> = {}): Records<'exchanges'> => ({
  host,
  port: 443,
  answers: [{ address: '192.0.2.1', ttl: 300 }],
  cnames: [],
  address: '192.0.2.1',
  verdict: 'allowed',
  reason: null,
  ...changes,
});

export const aLink = (url: string, text: string): Records<'links'> => ({
  phase: 'before-choice',
  page: 'https://outil.example.fr/',
  url,
  text,
  rel: '',
});

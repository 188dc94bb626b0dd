/** What an audience or advertising request says of consent in its own address. Pure. */
import { partsOf } from './site.ts';

export type ConsentState = 'granted' | 'denied' | 'absent';
export type Ping = { service: string; consent: ConsentState };

/**
 * Reads an address; null when it is no request of a service that knows these signals. `denied` is what is called a
 * cookieless ping: the service hears of the visit all the same. `absent` says that the request speaks of no choice.
 * Sources: Google, « Consent mode reference » (gcs, gcd); Matomo, « Tracking HTTP API » and matomo.js (cookie, _id);
 * Piano Analytics, « Opt-out » (vm, vc) and « Consent management » (optin, optout, exempt).
 */
export const readPing = (url: string): Ping | null => {
  const { host, path, query } = partsOf(url);
  const told = new URLSearchParams(query);
  for (const { service, is, consent } of services) {
    if (is({ host, path, told })) return { service, consent: consent(told) };
  }
  return null;
};

type Asked = { host: string; path: string; told: URLSearchParams };
type Service = { service: string; is: (asked: Asked) => boolean; consent: (told: URLSearchParams) => ConsentState };

const google =
  /(^|\.)(google-analytics\.com|analytics\.google\.com|googletagmanager\.com|doubleclick\.net|googleadservices\.com|google\.(com|fr))$/;

const services: readonly Service[] = [
  {
    service: 'Google Consent Mode',
    is: ({ host, path, told }) =>
      told.has('gcs') || told.has('gcd') || (google.test(host) && /\/(g|j|r)\/collect$|\/ccm\/|\/pagead\//.test(path)),
    consent: (told) => fromGcs(told.get('gcs')) ?? fromGcd(told.get('gcd')) ?? 'absent',
  },
  {
    service: 'Matomo',
    is: ({ path, told }) => /\/(matomo|piwik)\.php$/.test(path) && told.has('idsite'),
    // matomo.js without cookies says `cookie=0` and leaves the identifier of the visitor empty.
    consent: (told) => (told.get('cookie') === '0' && !told.get('_id') ? 'denied' : 'absent'),
  },
  {
    service: 'Piano Analytics',
    is: ({ host, told }) => /(^|\.)(xiti\.com|at-o\.net|pa-cd\.com|piano\.io)$/.test(host) && told.has('s'),
    consent: (told) => fromPiano(told.get('vm') ?? told.get('idclient') ?? ''),
  },
];

/** `G1` then storage for advertising, then for analytics: one granted is a grant. */
const fromGcs = (value: string | null): ConsentState | null => {
  const signals = /^G1([01-])([01-])/.exec(value ?? '');
  if (!signals) return null;
  const both = [signals[1], signals[2]];
  if (both.includes('1')) return 'granted';
  return both.includes('0') ? 'denied' : 'absent';
};

/** One letter for each of four signals, the first two being those of `gcs`; `l` says that none was given. */
const fromGcd = (value: string | null): ConsentState | null => {
  const [, ads = '', analytics = ''] = /^1\d([a-z])\d([a-z])\d/i.exec(value ?? '') ?? [];
  if (ads === '') return null;
  const both = `${ads}${analytics}`.toLowerCase();
  if (/[nrtv]/.test(both)) return 'granted';
  return /[mpqu]/.test(both) ? 'denied' : 'absent';
};

const fromPiano = (mode: string): ConsentState => {
  if (/^opt-?in$/i.test(mode)) return 'granted';
  return /^(opt-?out|exempt|no-consent|no-storage|consent-no)$/i.test(mode) ? 'denied' : 'absent';
};

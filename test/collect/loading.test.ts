/** Which arrivals can be judged, and why the others cannot. */
import { describe, expect, it } from 'vitest';
import { type Arrival, troubleOf } from '../../src/collect/loading.ts';

const text = 'Bienvenue dans les exercices de calcul mental de la classe. '.repeat(40);
const document = { title: 'Calcul', lang: 'fr', text, cut: false, visible: true, captcha: false };
const arrival = (changes: Partial<Arrival> = {}): Arrival => ({
  error: null,
  url: 'https://outil.test/',
  status: 200,
  headers: {},
  guard: null,
  redirects: 0,
  crashed: false,
  download: false,
  ready: true,
  document,
  ...changes,
});
const reasonOf = (changes: Partial<Arrival>) => troubleOf(arrival(changes))?.reason ?? null;

describe('an arrival', () => {
  it('is good when a page with something to read came', () => expect(troubleOf(arrival())).toBeNull());

  it.each<[string, Partial<Arrival>]>([
    ['refused', { guard: 'private-address', status: null, document: null }],
    ['refused', { redirects: 11 }],
    ['unreachable', { guard: 'reset', status: null, document: null }],
    ['unreachable', { error: 'net::ERR_TUNNEL_CONNECTION_FAILED', status: null, document: null }],
    ['unreachable', { error: 'net::ERR_CERT_DATE_INVALID', status: null, document: null }],
    ['timeout', { error: 'Timeout 20000ms exceeded.', status: null, document: null }],
    ['browser-error-page', { url: 'chrome-error://chromewebdata/', status: null }],
    ['http-error', { error: 'net::ERR_HTTP_RESPONSE_CODE_FAILURE', status: 503, document: null }],
    ['http-error', { status: 404 }],
    ['bot-wall', { status: 403, headers: { 'cf-mitigated': 'challenge' } }],
    ['bot-wall', { document: { ...document, title: 'Un instant…', text: 'Vérification' } }],
    ['bot-wall', { document: { ...document, text: '', captcha: true } }],
    ['bot-wall', { document: { ...document, text: 'Sécurité. Je ne suis pas un robot' } }],
    [
      'bot-wall',
      { document: { ...document, text: `${'Accès protégé. '.repeat(20)}Je ne suis pas un robot`, captcha: true } },
    ],
    [
      'bot-wall',
      { document: { ...document, text: `${'Accès protégé. '.repeat(20)}Cochez « Je ne suis pas un robot ».` } },
    ],
    ['blank-page', { document: { ...document, text: ' \n', visible: false } }],
    ['blank-page', { download: true, document: null }],
    ['timeout', { ready: false }],
    ['timeout', { document: null }],
    ['crashed', { crashed: true, document: null }],
  ])('is inconclusive, %s, for %j', (reason, changes) => {
    expect(reasonOf(changes)).toBe(reason);
    expect(troubleOf(arrival(changes))?.detail).toMatch(/^\p{Lu}.*[.!?]$/u);
  });

  it('is no robot check when a real page speaks of one, nor when it has a captcha in its form', () => {
    expect(reasonOf({ document: { ...document, text: `${text} Cochez « je ne suis pas un robot ».` } })).toBeNull();
    expect(reasonOf({ document: { ...document, captcha: true } })).toBeNull();
    const question = `${'Écrivez-nous. '.repeat(10)}Je ne suis pas un robot : combien font trois et quatre ?`;
    expect(reasonOf({ document: { ...document, text: question } })).toBeNull();
  });
});

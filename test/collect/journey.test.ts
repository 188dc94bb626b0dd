/** The pupil's journey: played inside the tool, stopped where it stops, and no secret anywhere in what is kept. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reasonsOf } from '../../src/assess/report.ts';
import { redactor, withheldDigest } from '../../src/collect/journey/redact.ts';
import { withhold, withholdHosts } from '../../src/collect/journey/withhold.ts';
import type { Journey } from '../../src/model/journey.ts';
import type { StepRecord } from '../../src/model/records.ts';
import { hostileMs, processorMs } from '../kit/bounds.ts';
import { type PupilSpace, servePupilSpace } from '../site/espace-eleve.ts';
import { openStage } from './stage.ts';

const password = 'Mot de passe & 42';
const secrets = { 'mot-de-passe': password };
const signIn: Journey['steps'] = [
  { open: '/connexion' },
  { fill: { field: 'Identifiant', value: 'zephyrine' } },
  { fill: { field: 'Mot de passe', secret: 'mot-de-passe' } },
  { click: 'Se connecter' },
  { wait: { text: 'Bonjour' } },
];
const whole: Journey = {
  name: 'Un exercice',
  steps: [
    ...signIn,
    { click: 'Exercice 1' },
    { frame: 'enonce' },
    { choose: { field: 'Réponse', option: 'un' } },
    { click: 'Valider' },
    { check: { text: 'Bravo', present: true } },
    { frame: 'main' },
    { check: { text: 'Fractions', present: true } },
  ],
};

let stage: Awaited<ReturnType<typeof openStage>>;
let site: PupilSpace;
beforeAll(async () => {
  stage = await openStage();
  site = await servePupilSpace(password);
});
afterAll(async () => {
  await stage.close();
  await site.close();
});

const play = (journey: Journey) => stage.playJourney(site.url, { journey, secrets });
const stepsOf = (sets: Awaited<ReturnType<typeof play>>['sets']): StepRecord[] =>
  sets.steps.kind === 'collected' ? sets.steps.records : [];

describe('a journey', () => {
  it('signs in, does the exercise in its frame, and sees the tracker that only pupils meet', async () => {
    const { state, sets } = await play(whole);
    expect(state).toEqual({ kind: 'observed' });
    const steps = stepsOf(sets);
    expect(steps.map(({ state: each }) => each)).toEqual(whole.steps.map(() => 'done'));
    expect(steps[2]?.words).toBe('remplir « Mot de passe » avec le secret mot-de-passe');
    const requests = sets.requests.kind === 'collected' ? sets.requests.records : [];
    expect(requests.map(({ url, phase }) => `${phase} ${new URL(url).hostname}${new URL(url).pathname}`)).toContain(
      'journey localhost/mesure.js',
    );
    const pages = sets.pages.kind === 'collected' ? sets.pages.records : [];
    expect(pages.map(({ role, title }) => `${role} ${title}`)).toEqual(
      expect.arrayContaining(['step Mes exercices', 'step Exercice']),
    );
  });

  it('counts what the refusal of the banner sends, before the first step', async () => {
    const order = { journey: { name: 'Après refus', steps: signIn }, secrets };
    const { state, sets } = await stage.playJourney(`${site.url}accueil`, order);
    expect(state).toEqual({ kind: 'observed' });
    const requests = sets.requests.kind === 'collected' ? sets.requests.records : [];
    expect(requests.map(({ url }) => new URL(url).pathname)).toContain('/refus.gif');
  });

  it('stops at the step that cannot be done, says which and why, and reaches nothing after', async () => {
    const { state, sets } = await play({
      name: 'Un bouton qui manque',
      steps: [...signIn.slice(0, 2), { click: 'Entrer par la fenêtre' }, { wait: { text: 'Bonjour' } }],
    });
    expect(state).toMatchObject({ kind: 'inconclusive', reason: 'step-failed' });
    expect(state.kind === 'inconclusive' && state.detail).toContain(
      'Étape 3 du parcours (cliquer sur « Entrer par la fenêtre »)',
    );
    expect(stepsOf(sets).map((step) => [step.state, step.screenshot !== null])).toEqual([
      ['done', true],
      ['done', true],
      ['failed', true],
      ['not-reached', false],
    ]);
    expect(sets.requests.kind).toBe('collected');
  });

  it('fails at the check when the text is not there: a wrong password is no visit of the inside', async () => {
    const wrong = {
      journey: { name: 'Faux', steps: signIn.slice(0, 4).concat({ check: { text: 'Bonjour', present: true } }) },
      secrets: { 'mot-de-passe': 'un autre mot' },
    };
    const { state } = await stage.playJourney(site.url, wrong);
    expect(state.kind === 'inconclusive' && state.detail).toContain('« Bonjour » n’est pas affiché');
  });

  it('leaves no secret in what is kept, in any form, though the tool shows it and puts it in an address', async () => {
    const { sets } = await play(whole);
    const before = JSON.stringify(sets);
    expect(before).toContain(encodeURIComponent(password));
    const after = JSON.stringify(redactor(secrets)(sets));
    for (const form of [password, encodeURIComponent(password), Buffer.from(password).toString('base64')]) {
      expect(after).not.toContain(form);
    }
    expect(after).toContain('[secret mot-de-passe]');
  });

  it('whose secrets cannot be opened is said not to be played, and the rest is seen', async () => {
    const { phases } = await stage.visitWhole(site.url, undefined, 'secrets-locked');
    expect(phases['before-choice']).toEqual({ kind: 'observed' });
    expect(phases.journey).toMatchObject({ kind: 'inconclusive', reason: 'secrets-locked' });
    const [reason] = reasonsOf(phases).filter(({ phase }) => phase === 'journey');
    expect(reason?.message).toContain('la clé qui ouvre ses secrets manque ou a changé');
  });

  it('is not asked when none was given', async () => {
    expect((await stage.play(site.url, 'journey')).state).toMatchObject({ reason: 'not-asked' });
  });
});

describe('a secret that is none', () => {
  const records = <Rec extends object>(...each: Rec[]) => ({ kind: 'collected' as const, records: each });
  const request = (phase: string, url: string) => ({ phase, url, body: { sha256: 'a'.repeat(64), length: 20 } });
  const aVisit = (...requests: object[]) =>
    ({
      ...{ phases: { journey: { kind: 'observed' } }, plan: [], steps: records({ phase: 'journey', number: 1 }) },
      ...{ requests: records(...requests), connections: { kind: 'unavailable', reason: '' } },
    }) as unknown as Parameters<typeof withhold>[0];
  const recordsIn = ({ requests }: ReturnType<typeof withhold>) =>
    requests.kind === 'collected' ? requests.records : [];

  it.each([
    ['before the journey', request('before-choice', 'https://www.google-analytics.com/g')],
    ['as a host of the journey', request('journey', 'https://www.google-analytics.com/g')],
  ])('hides nothing when it is met %s: the journey is not judged, the rest stays as it was seen', (_, tracker) => {
    const own = request('after-refusal', 'https://outil.test/google');
    const kept = withhold(aVisit(own, tracker), { passe: 'google' });
    expect(recordsIn(kept)).toEqual([own, tracker].filter(({ phase }) => phase !== 'journey'));
    expect(kept.phases.journey).toMatchObject({ kind: 'inconclusive', reason: 'secret-shown' });
    expect(kept.steps).toMatchObject({ records: [{ number: 1 }] });
  });

  it('leaves a true one to be hidden, and no digest of what was sent to guess it from', () => {
    const kept = withhold(
      aVisit(request('before-choice', 'https://outil.test/'), request('journey', 'https://outil.test/?p=vrai-secret')),
      { passe: 'vrai-secret' },
    );
    expect(kept.phases.journey).toEqual({ kind: 'observed' });
    expect(recordsIn(kept)).toMatchObject([
      { url: 'https://outil.test/', body: { sha256: 'a'.repeat(64) } },
      { url: 'https://outil.test/?p=[secret passe]', body: { sha256: withheldDigest, length: 20 } },
    ]);
  });

  it('leaves in the log of the guard no name that carries it, but those that the visit shows', () => {
    const exchange = (host: string) => ({ host }) as Parameters<typeof withholdHosts>[0][number];
    const shown = aVisit(request('before-choice', 'https://vrai-secret.test/'));
    const hosts = withholdHosts(['outil.test', 'vrai-secret.test', 'x-vrai-secret.test'].map(exchange), shown, {
      p: 'vrai-secret',
    });
    expect(hosts.map(({ host }) => host)).toEqual(['outil.test', 'vrai-secret.test']);
  });
});

describe('the redaction', () => {
  const secret = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 40 }).filter((text) => text.length >= 6);

  it('finds a secret however it is carried', () => {
    fc.assert(
      fc.property(secret, fc.string({ maxLength: 7 }), fc.string({ maxLength: 7 }), (value, before, after) => {
        const redact = redactor({ s: value });
        const bytes = (text: string) => Buffer.from(text);
        for (const carry of [
          (text: string) => text,
          (text: string) => encodeURIComponent(text),
          (text: string) => bytes(text).toString('hex'),
          (text: string) => JSON.stringify(text).slice(1, -1),
        ]) {
          expect(redact(`${before}|${carry(value)}|${after}`)).not.toContain(carry(value));
        }
        const inner = bytes(value).toString('base64').replace(/=+$/, '').slice(2, -2);
        if (inner.length >= 8)
          expect(redact(bytes(`${before}${value}${after}`).toString('base64'))).not.toContain(inner);
      }),
    );
  });

  /** What encoders of the web really do, each sparing other characters. */
  const carriers: [string, (text: string) => string][] = [
    ['a form', (text) => new URLSearchParams({ p: text }).toString().slice(2)],
    ['an address', (text) => new URL(`http://x/?${text.replaceAll('#', '%23')}`).search.slice(1)],
    ['encodeURI', encodeURI],
    ['an address in an address', (text) => encodeURIComponent(encodeURIComponent(text))],
    ['JSON in JSON', (text) => JSON.stringify(JSON.stringify(text)).slice(1, -1)],
    ['ASCII JSON', (text) => text.replaceAll(/[^a-z]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)],
    [
      'HTML',
      (text) =>
        text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    ],
    ['HTML by numbers', (text) => [...text].map((c) => `&#x${c.codePointAt(0)?.toString(16)};`).join('')],
    ['base64 for addresses', (text) => Buffer.from(text).toString('base64url')],
    ['the other spelling of accents', (text) => text.normalize('NFD')],
    [
      'latin-1',
      (text) =>
        [...text]
          .map((c) =>
            (c.codePointAt(0) ?? 0) < 256
              ? `%${(c.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`
              : encodeURIComponent(c),
          )
          .join(''),
    ],
  ];
  const spelt = ["L'école!2024", 'a&b<c>"d\'e', 'Mot de passe & 42', 'x\\\\y\\z+/=', '(été)*~100%', 'naïve-Ωmega🙂ok'];

  it.each(carriers)('finds it in %s', (_, carry) => {
    for (const value of spelt)
      expect(redactor({ s: value })(`a|${carry(value)}|b`)).toMatch(/^a\|.{0,4}\[secret s\].{0,4}\|b$/s);
  });

  it('finds the digest that is kept of a cookie that holds it', () => {
    const digest = createHash('sha256').update(encodeURIComponent(password)).digest('hex');
    expect(redactor(secrets)({ valueHash: digest })).toEqual({ valueHash: withheldDigest });
  });

  it('takes no longer over a run of backslashes that nearly is the secret', () => {
    const spent = processorMs(() => redactor({ s: `${'\\'.repeat(60)}fin` })(`${'\\'.repeat(4_000)}fim`));
    expect(spent).toBeLessThan(hostileMs);
  });

  it('touches nothing else, keys and numbers included', () => {
    const value = { a: ['rien', 3, null], b: { c: 'secret-1' } };
    expect(redactor({})(value)).toBe(value);
    expect(redactor({ s: 'secret-1' })(value)).toEqual({ a: ['rien', 3, null], b: { c: '[secret s]' } });
  });
});

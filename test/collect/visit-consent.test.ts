/** Banners as a person meets them: seen or not, clicked or not, heard or not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, playSite, recordsOf } from './stage.ts';

describe('consent in a real browser', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());
  const consentOf = async (...given: [name: string, phase?: Parameters<typeof playSite>[2]]) => {
    const outcome = await playSite(stage, ...given);
    return { ...outcome, consent: recordsOf(outcome.sets.consent)[0] };
  };

  it('reads the controls of a banner without touching them', async () => {
    const { state, consent, site } = await consentOf('bandeau');
    expect(state).toEqual({ kind: 'observed' });
    expect(consent).toMatchObject({ banner: true, action: 'none', clicked: null, gone: null, kept: [] });
    expect(consent?.controls).toMatchObject([
      { role: 'reject', text: 'Continuer sans accepter →', button: true, contrast: expect.any(Number) },
      { role: 'settings', text: 'Personnaliser' },
      { role: 'accept', text: 'Tout accepter' },
    ]);
    expect(site.requests.map((each) => each.url)).not.toContain('/refus.json');
  });

  it('refuses, sees the banner leave and what keeps the choice', async () => {
    const { state, consent, sets } = await consentOf('bandeau', 'after-refusal');
    expect(state).toEqual({ kind: 'observed' });
    expect(consent).toMatchObject({ action: 'refuse', clicked: 'Continuer sans accepter →', gone: true });
    expect(consent?.kept).toEqual(['choix_cookies', 'consentement']);
    const urls = recordsOf(sets.requests).map((each) => new URL(each.url).pathname);
    expect(urls).toContain('/refus.json');
    expect(urls, 'what left before the click belongs to the first phase').not.toContain('/avant.json');
    expect(urls).not.toContain('/suivi.json');
  });

  it('accepts, and sees what acceptance lets out', async () => {
    const { state, consent, sets } = await consentOf('bandeau', 'after-acceptance');
    expect(state).toEqual({ kind: 'observed' });
    expect(consent).toMatchObject({ action: 'accept', clicked: 'Tout accepter', gone: true });
    expect(recordsOf(sets.requests).map((each) => new URL(each.url).pathname)).toContain('/suivi.json');
  });

  it('says that a refusal had no effect when the banner stays', async () => {
    const { state, consent } = await consentOf('bandeau-sans-effet', 'after-refusal');
    expect(state).toMatchObject({ kind: 'inconclusive', reason: 'control-without-effect' });
    expect(consent).toMatchObject({ clicked: 'Tout refuser', gone: false, kept: [] });
  });

  it('finds no refusal where refusing must be paid for, and keeps its records', async () => {
    const { state, consent, sets } = await consentOf('bandeau-sans-refus', 'after-refusal');
    expect(state).toMatchObject({ kind: 'inconclusive', reason: 'no-control-found' });
    expect(consent?.controls.map((each) => each.role)).toEqual(['accept', 'settings', 'pay']);
    expect(consent?.action).toBe('none');
    expect(recordsOf(sets.requests)).not.toEqual([]);
  });

  it('counts nothing as kept when the site asks again at the next page', async () => {
    const { consent } = await consentOf('bandeau-redemande', 'after-refusal');
    expect(consent).toMatchObject({ gone: true, kept: [] });
  });

  it('refuses in an open shadow root', async () => {
    const { state, consent } = await consentOf('bandeau-ombre', 'after-refusal');
    expect(state).toEqual({ kind: 'observed' });
    expect(consent).toMatchObject({ cmp: 'axeptio', clicked: 'Non merci', gone: true, kept: ['axeptio_cookies'] });
  });

  it('refuses in the frame of another site', async () => {
    const { state, consent } = await consentOf('bandeau-cadre', 'after-refusal');
    expect(state).toEqual({ kind: 'observed' });
    expect(consent).toMatchObject({ clicked: 'Tout refuser', gone: true, kept: ['choix'] });
  });

  it('takes the visible buttons and never their hidden, displaced or folded twins', async () => {
    const { state, consent, site } = await consentOf('boutons-caches', 'after-refusal');
    expect(state).toEqual({ kind: 'observed' });
    expect(consent).toMatchObject({ cmp: 'tarteaucitron', clicked: '✗ Interdire tous les cookies', gone: true });
    expect(consent?.controls.map((each) => each.role)).toEqual(['accept', 'reject', 'settings']);
    expect(consent?.kept).toEqual(['tarteaucitron']);
    expect(site.requests.map((each) => each.url)).not.toContain('/piege.json');
  });

  it('takes « Annuler » for a refusal in a box that asks to store, and a lone « OK » about privacy for no banner', async () => {
    const { consent } = await consentOf('memoire', 'after-refusal');
    expect(consent).toMatchObject({
      clicked: 'Annuler',
      gone: true,
      controls: [{ role: 'accept' }, { role: 'reject' }],
    });
  });

  it('sees no banner in a sign-up form, nor in a link to cookie settings', async () => {
    const { consent } = await consentOf('inscription');
    expect(consent).toMatchObject({ banner: false, cmp: null, controls: [] });
  });
});

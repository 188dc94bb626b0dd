/** Banners that are unusual, unfair or hostile: what is done with them, and what is never concluded. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Phase } from '../../src/model/phase.ts';
import { serve } from '../site/served.ts';
import { openStage, playSite, recordsOf } from './stage.ts';

describe('unusual banners in a real browser', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());
  const play = async (name: string, phase: Phase = 'before-choice') => {
    const outcome = await playSite(stage, name, phase);
    const paths = recordsOf(outcome.sets.requests).map((each) => new URL(each.url).pathname);
    return { ...outcome, paths, consent: recordsOf(outcome.sets.consent)[0] };
  };

  it('refuses in the settings when the first level has no refusal, and counts the clicks', async () => {
    const { state, consent, paths, site } = await play('bandeau-panneau', 'after-refusal');
    expect(state).toEqual({ kind: 'observed' });
    expect(consent).toMatchObject({ action: 'refuse', clicked: 'Enregistrer mes choix', clicks: 3, gone: true });
    expect(consent).toMatchObject({ prechecked: ['Mesure d’audience'], kept: ['choix_cookies'] });
    expect(paths, 'what the opening of the panel sends is no consequence of the refusal').not.toContain(
      '/panneau.json',
    );
    expect(site.requests.map((each) => each.url)).not.toContain('/suivi.json');
  });

  it('takes « J’ai compris » for the agreement that it is, never scrolls before it, and finds no refusal', async () => {
    const before = await play('bandeau-compris');
    expect(before.consent).toMatchObject({ banner: true, implied: true, controls: [{ role: 'acknowledge' }] });
    expect(before.paths).not.toContain('/suivi.json');
    const refusal = await play('bandeau-compris', 'after-refusal');
    expect(refusal.state).toMatchObject({ kind: 'inconclusive', reason: 'no-control-found' });
    const acceptance = await play('bandeau-compris', 'after-acceptance');
    expect(acceptance.state).toEqual({ kind: 'observed' });
    expect(acceptance.paths).toContain('/suivi.json');
  });

  it('sees a wall where refusing is sold, and does not buy', async () => {
    const { state, consent } = await play('bandeau-mur', 'after-refusal');
    expect(state).toMatchObject({ kind: 'inconclusive', reason: 'no-control-found' });
    expect(consent?.controls.map((each) => each.role)).toEqual(['accept', 'pay']);
    expect(consent?.action).toBe('none');
  });

  it('waits for a banner that slides in, and says when the buttons never stand still', async () => {
    const sliding = await play('bandeau-glisse', 'after-refusal');
    expect(sliding.consent).toMatchObject({ clicked: 'Tout refuser', gone: true, kept: ['consentement'] });
    const fleeing = await play('bandeau-fuyant', 'after-refusal');
    expect(fleeing.state).toMatchObject({ kind: 'inconclusive', reason: 'control-without-effect' });
    expect(fleeing.consent).toMatchObject({ gone: false });
  });

  it('is shown what a person is shown: `navigator.webdriver` is not raised, and our name stays in the user agent', async () => {
    const { consent, site } = await play('bandeau-robots');
    expect(consent?.banner).toBe(true);
    expect(site.requests.map((each) => each.url)).toContain('/lu.json?webdriver=false');
    expect(site.requests[0]?.headers['user-agent']).toMatch(/ Preau\/0\.1/);
  });

  it('sees a choice kept in a database', async () => {
    const { consent } = await play('bandeau-base', 'after-refusal');
    expect(consent).toMatchObject({ gone: true, kept: ['consentement/choix'] });
  });

  it('asks the recipes of autoconsent where our reader knows no word, and lets them act only when told', async () => {
    const before = await play('bandeau-recette');
    expect(before.consent).toMatchObject({ banner: true, cmp: 'complianz', foundBy: 'autoconsent', action: 'none' });
    expect(before.paths).not.toContain('/suivi.json');
    const refusal = await play('bandeau-recette', 'after-refusal');
    expect(refusal.state).toEqual({ kind: 'observed' });
    expect(refusal.consent).toMatchObject({ foundBy: 'autoconsent', action: 'refuse', gone: true });
    expect(refusal.consent?.kept).toContain('cmplz_choix');
    const acceptance = await play('bandeau-recette', 'after-acceptance');
    expect(acceptance.paths).toContain('/suivi.json');
  });

  it('finds nothing by any of the three ways on a page without a banner', async () => {
    const { consent } = await play('honnete');
    expect(consent).toMatchObject({ banner: false, foundBy: null, tcf: null, cmp: null });
  });

  it('reads the TCF string once refused, and tells a platform that heard from one that is deaf', async () => {
    const heard = await play('bandeau-tcf', 'after-refusal');
    expect(heard.consent?.tcf).toMatchObject({ version: 4, gdprApplies: true, cmpId: 7, purposes: [], vendors: 0 });
    expect(heard.consent?.tcf).toMatchObject({ eventStatus: 'useractioncomplete', disclosedVendors: false });
    const accepted = await play('bandeau-tcf', 'after-acceptance');
    expect(accepted.consent?.tcf?.purposes).toEqual([1, 2, 3, 4]);
    const deaf = await play('bandeau-tcf-sourd', 'after-refusal');
    expect(deaf.consent?.tcf?.purposes).toEqual([1, 7]);
  });

  it('believes a TCF interface that says its banner is shown, even drawn as a picture', async () => {
    const { consent } = await play('bandeau-tcf-image');
    expect(consent).toMatchObject({ banner: true, foundBy: 'tcf', controls: [] });
  });

  it('measures how unequal the two buttons are', async () => {
    const { consent } = await play('bandeau-inegal');
    const [reject, accept] = consent?.controls ?? [];
    expect(reject).toMatchObject({ role: 'reject', contrast: 2.3, button: false });
    expect(accept).toMatchObject({ role: 'accept', area: 18_000, contrast: 5.6, button: true });
    expect((reject?.area ?? 0) / (accept?.area ?? 1)).toBeLessThan(0.2);
  });

  it('withdraws by the way back, and keeps only what follows the withdrawal', async () => {
    const { state, consent, paths, site } = await play('bandeau-retrait', 'after-withdrawal');
    expect(state).toEqual({ kind: 'observed' });
    expect(consent).toMatchObject({ action: 'withdraw', wayBack: 'Gérer mes cookies', clicks: 2, gone: true });
    expect(consent?.kept).toEqual(['consentement']);
    expect(site.requests.map((each) => each.url)).toContain('/suivi.json');
    expect(paths).toContain('/retrait.json');
    expect(paths).not.toContain('/suivi.json');
  });

  it('cannot tell anything of a withdrawal where there is no way back', async () => {
    const { state, consent } = await play('bandeau', 'after-withdrawal');
    expect(state).toMatchObject({ kind: 'inconclusive', reason: 'no-control-found' });
    expect(consent).toMatchObject({ action: 'none', wayBack: null });
  });

  it('keeps a picture of the banner alone, and says as whom it came', async () => {
    const site = await serve('bandeau-retrait');
    const raw = await stage.visitWhole(site.url);
    await site.close();
    expect(Object.values(raw.phases).map((state) => state.kind)).toEqual([
      'observed',
      'observed',
      'observed',
      'observed',
      'inconclusive',
    ]);
    const crop = recordsOf(raw.consent)[0]?.crop ?? '';
    const png = Buffer.from(stage.kept.get(crop) ?? []);
    expect([png.readUInt32BE(16), png.readUInt32BE(20) < 120], 'as wide as the page, and low').toEqual([1280, true]);
    expect(raw.files.find((file) => file.sha256 === crop)?.what).toMatch(/^banner /);
    expect(raw.visitor).toMatchObject({ identity: 'announced', webdriver: false });
  });
});

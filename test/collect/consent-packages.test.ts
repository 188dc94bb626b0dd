/** Consent programs that real sites use, installed from npm, and the State's banner: accept, refuse, settings, withdraw. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Phase } from '../../src/model/phase.ts';
import type { Site } from '../kit/site.ts';
import { serveConsentPages } from './consent-pages.ts';
import { openStage, recordsOf } from './stage.ts';

describe('consent programs of real sites', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  let site: Site;
  beforeAll(async () => {
    stage = await openStage();
    site = await serveConsentPages();
  });
  afterAll(async () => {
    await stage.close();
    await site.close();
  });
  const play = async (name: string, phase: Phase) => {
    const { state, sets } = await stage.play(`${site.url}${name}`, phase);
    const measured = recordsOf(sets.requests).some((each) => new URL(each.url).pathname === '/mesure');
    return { state: state.kind, consent: recordsOf(sets.consent)[0], measured };
  };

  const packages = [
    { page: 'tarteaucitron', cmp: 'tarteaucitron', kept: 'tarteaucitron', wayBack: 'Cookies (fenêtre modale)' },
    { page: 'vanilla', cmp: 'vanilla-cookieconsent', kept: 'cc_cookie', wayBack: 'Gérer les cookies' },
    { page: 'klaro', cmp: 'klaro', kept: 'klaro', wayBack: 'Modifier mes choix de cookies' },
    { page: 'orejime', cmp: 'orejime', kept: 'eu-consent', wayBack: 'Gestion des cookies' },
    { page: 'etat', cmp: 'dsfr', kept: 'fr-consent', wayBack: 'Gestion des cookies' },
  ];

  it.each(packages)('refuses $page with one click', async ({ page, cmp, kept, wayBack }) => {
    const { state, consent, measured } = await play(page, 'after-refusal');
    expect({ state, measured }).toEqual({ state: 'observed', measured: false });
    expect(consent).toMatchObject({ cmp, foundBy: 'buttons', action: 'refuse', clicks: 1, gone: true, kept: [kept] });
    expect(consent?.wayBack).toBe(wayBack);
  });

  it.each(packages)('accepts $page, comes back by its way, and withdraws', async ({ page, cmp, kept, wayBack }) => {
    const heard = () => site.requests.filter((each) => each.url === '/mesure').length;
    const before = heard();
    const { state, consent, measured } = await play(page, 'after-withdrawal');
    expect({ state, measured }).toEqual({ state: 'observed', measured: false });
    // Orejime only tells its own tags, and this page has none.
    expect(heard() > before, 'the acceptance let it out').toBe(page !== 'orejime');
    expect(consent).toMatchObject({ cmp, action: 'withdraw', gone: true, kept: [kept], wayBack });
  });

  it.each([
    { page: 'tarteaucitron-sans-refus', clicked: 'Interdire', prechecked: [] },
    { page: 'vanilla-sans-refus', clicked: 'Tout refuser', prechecked: [] },
    { page: 'klaro-sans-refus', clicked: 'Accepter sélectionné', prechecked: ['Analytics', 'Mesure'] },
    { page: 'etat-sans-refus', clicked: 'Tout refuser', prechecked: [] },
  ])('refuses in the settings of $page', async ({ page, clicked, prechecked }) => {
    const { state, consent, measured } = await play(page, 'after-refusal');
    expect({ state, measured }).toEqual({ state: 'observed', measured: false });
    expect(consent).toMatchObject({ action: 'refuse', foundBy: 'buttons', clicked, prechecked, gone: true });
    expect(consent?.clicks).toBeGreaterThan(1);
  });

  it('refuses in a window that opens on its settings', async () => {
    const { state, consent } = await play('orejime-fenetre', 'after-refusal');
    expect(state).toBe('observed');
    expect(consent).toMatchObject({ cmp: 'orejime', clicked: 'Sauvegarder', gone: true, kept: ['eu-consent'] });
  });
});

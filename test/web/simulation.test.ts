/** The page « Simulation d’impact » and the public list of versions, as people meet them. */
import { describe, expect, it } from 'vitest';
import { administrator, openTestHouse, otherAdministrator, reference } from './house.ts';
import { get, post, signIn, textOf } from './story.ts';

const candidate = { ...reference, digest: 'c'.repeat(64) };

describe('Simulation d’impact', () => {
  it('is for the commission only', async () => {
    const house = openTestHouse();
    expect((await get(house, '/commission/simulation')).status).toBe(303);
  });

  it('says that there is nothing to simulate when the shipped rulebook is in force', async () => {
    const house = openTestHouse();
    const cookie = await signIn(house, administrator);
    expect(await textOf(get(house, '/commission/simulation', cookie))).toContain('Il n’y a rien à simuler');
  });

  it('proposes the other rulebook, shows what it would change, then lets it be adopted with a reason', async () => {
    const house = openTestHouse();
    const cookie = await signIn(house, administrator);
    house.tools.rulebooks.candidate = () => candidate;
    expect(await textOf(get(house, '/commission/simulation', cookie), 'main')).toContain('Lancer la simulation');
    house.tools.simulation.state = () => ({
      kind: 'done',
      digest: candidate.digest,
      at: '2026-12-01T09:00:00.000Z',
      impacts: [
        {
          ...{ number: '2026-0001', slug: 'x', name: 'Grapheur', published: true, kind: 'judged' },
          impact: {
            findings: [
              {
                rule: 'traceurs/publicite-avant-choix',
                before: { outcome: 'passed', severity: 'major', message: '' },
                after: { outcome: 'failed', severity: 'major', message: '' },
              },
              {
                rule: 'contenus-tiers/polices',
                before: { outcome: 'failed', severity: 'minor', message: '' },
                after: { outcome: 'failed', severity: 'blocking', message: '' },
              },
            ],
            ...{ labels: [], directives: [], attention: [] },
          },
        },
      ],
    });
    const page = await textOf(get(house, '/commission/simulation', cookie), 'main');
    expect(page).toContain('1 outil changerait');
    expect(page).toContain('respecté → non respecté');
    expect(page).toContain('non respecté (mineure) → non respecté (bloquante)');
    const draft = { digest: candidate.digest, reason: 'Non' };
    const refused = await post(house, '/commission/simulation/proposition', draft, cookie);
    expect(refused.status).toBe(422);
    expect(await textOf(refused)).toContain('Dites en une phrase pourquoi');

    const proposal = { ...draft, reason: 'La règle était trop sévère.' };
    expect((await post(house, '/commission/simulation/proposition', proposal, cookie)).status).toBe(303);
    const own = await textOf(get(house, '/commission/simulation', cookie), 'main');
    expect(own).toContain('un autre administrateur doit la confirmer');
    expect(own).not.toContain('Confirmer l’adoption');
    expect((await post(house, '/commission/simulation/adoption', draft, cookie)).status).toBe(409);
    const other = await signIn(house, otherAdministrator);
    expect(await textOf(get(house, '/commission/simulation', other), 'main')).toContain('Confirmer l’adoption');
    expect((await post(house, '/commission/simulation/retrait', {}, other)).status).toBe(303);
    expect((await post(house, '/commission/simulation/adoption', draft, other)).status).toBe(409);
  });
});

describe('the versions of the rules', () => {
  it('are public, each with its date, its reason and its digest', async () => {
    const page = await textOf(get(openTestHouse(), '/regles/versions'), 'main');
    expect(page).toContain('Première mise en service');
    expect(page).toContain(reference.digest);
  });
});

/** The page « Simulation d’impact » and the public list of versions, as people meet them. */
import { describe, expect, it } from 'vitest';
import { administrator, openTestHouse, reference } from './house.ts';
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
    const refused = await post(
      house,
      '/commission/simulation/adoption',
      { digest: candidate.digest, reason: 'Non' },
      cookie,
    );
    expect(refused.status).toBe(422);
    expect(await textOf(refused)).toContain('Dites en une phrase pourquoi');
  });
});

describe('the versions of the rules', () => {
  it('are public, each with its date, its reason and its digest', async () => {
    const page = await textOf(get(openTestHouse(), '/regles/versions'), 'main');
    expect(page).toContain('Première mise en service');
    expect(page).toContain(reference.digest);
  });
});

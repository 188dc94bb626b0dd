/** A question left by the second look, as a member of the commission meets and settles it. */
import { describe, expect, it } from 'vitest';
import { openTestHouse } from './house.ts';
import { noon } from './samples.ts';
import { check, get, post, signIn, textOf } from './story.ts';

describe('a question on a dossier', () => {
  it('shows what an ordinary visitor saw, says that it is no fault, and closes with a reason', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const cookie = await signIn(house);
    const differences = [{ kind: 'third-party', what: 'criteo.net', service: 'Criteo' }];
    const both = { announced: 'a'.repeat(64), ordinary: 'b'.repeat(64) };
    house.tools.archive.write((pen) =>
      pen.addTask(number, { kind: 'second-look', openedAt: noon, differences, ...both }),
    );
    const address = `/commission/dossiers/${number}`;
    const page = await textOf(get(house, address, cookie), 'main');
    expect(page).toContain('Tiers appelé : criteo.net (Criteo)');
    expect(page).toContain('n’est pas une faute');
    const id = house.archive.dossiers.byNumber(number)?.tasks[0]?.id;
    expect((await post(house, `${address}/questions/${id}`, { reason: '' }, cookie)).status).toBe(422);
    expect(
      (await post(house, `${address}/questions/${id}`, { reason: 'Vérifié avec l’éditeur.' }, cookie)).status,
    ).toBe(303);
    expect(await textOf(get(house, address, cookie), 'main')).toContain('Vérifié avec l’éditeur.');
    expect((await post(house, `${address}/questions/${id}`, { reason: 'Encore une fois.' }, cookie)).status).toBe(409);
  });
});

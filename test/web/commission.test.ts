/** What the commission does: reads the queue, the dossier, decides. */
import { describe, expect, it } from 'vitest';
import { openTestHouse, reference } from './house.ts';
import { failedRule } from './samples.ts';
import { aDraft, check, file, get, post, read, signIn, textOf } from './story.ts';

describe('The queue', () => {
  it('shows what waits for a decision first', async () => {
    const house = openTestHouse();
    await file(house, { name: 'Atlas' });
    const { number } = await check(house);
    const $ = await read(get(house, '/commission', await signIn(house)));
    expect($('h2').first().text()).toContain('À décider');
    expect($('table').first().find('a').attr('href')).toBe(`/commission/dossiers/${number}`);
  });
});

describe('The dossier', () => {
  it('holds findings with their records, the declaration, the screenshot and the vendor’s address', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const member = await signIn(house);
    const $ = await read(get(house, `/commission/dossiers/${number}`, member));
    expect($(`#constat-${failedRule.replace('/', '-')} .records li`)).toHaveLength(2);
    expect($('aside').text()).toContain('Hébergeur des écoles (France)');
    expect($('main').text()).toContain('editeur@example.org');
    const src = $('aside img').attr('src') ?? '';
    expect((await get(house, src, member)).headers.get('Content-Type')).toBe('image/png');
  });

  it('proposes a verdict for each situation, and no opinion', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const $ = await read(get(house, `/commission/dossiers/${number}`, await signIn(house)));
    for (const context of reference.contexts) {
      expect($(`select[name="contexts.${context.id}.verdict"] option[selected]`).val()).toBeTruthy();
    }
    expect($('input[name=opinion][checked]')).toHaveLength(0);
  });

  it('offers no decision before a check', async () => {
    const house = openTestHouse();
    const { number } = await file(house);
    const $ = await read(get(house, `/commission/dossiers/${number}`, await signIn(house)));
    expect($('textarea[name=reasons]')).toHaveLength(0);
  });
});

describe('The decision form', () => {
  it('publishes, and leads to the decision', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const answer = await post(house, `/commission/dossiers/${number}`, aDraft(), await signIn(house));
    expect(answer.headers.get('Location')).toBe(`/decisions/${number}`);
    const entry = house.archive.catalog.entryOfDossier(number);
    expect(entry?.decision.contexts['eleves-sans-compte']?.conditions).toEqual([
      'Refusez tout dans le bandeau.',
      'N’écrivez aucun nom.',
    ]);
    expect(entry?.decision.contexts['eleves-avec-compte']).toBeUndefined();
    expect(entry?.decision.demonstration).toBe(false);
  });

  it('keeps every answer when something is missing, and says where', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const draft = aDraft({ opinion: '', reasons: '', 'contexts.eleves-sans-compte.conditions': 'Une condition.' });
    const answer = await post(house, `/commission/dossiers/${number}`, draft, await signIn(house));
    expect(answer.status).toBe(422);
    const $ = await read(answer);
    expect($('.summary a[href="#champ-reasons"]')).toHaveLength(1);
    expect($('.summary a[href="#champ-opinion"]')).toHaveLength(1);
    expect($('textarea[name="contexts.eleves-sans-compte.conditions"]').text()).toBe('Une condition.');
    expect($('select[name="contexts.a-la-maison.verdict"] option[selected]').val()).toBe('not-with-pupils');
    expect(house.archive.dossiers.byNumber(number)?.state).toBe('to-review');
  });

  it('puts beside the situation the refusal of a verdict without its conditions', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const draft = aDraft({ 'contexts.eleves-sans-compte.conditions': '' });
    const $ = await read(post(house, `/commission/dossiers/${number}`, draft, await signIn(house)));
    expect($('#champ-contexts-eleves-sans-compte-verdict-probleme').text()).toContain('condition');
  });

  it('puts a problem of a finding set aside beside that finding', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const member = await signIn(house);
    const long = aDraft({ [`setAside.${failedRule}`]: 'a'.repeat(5001) });
    const $ = await read(post(house, `/commission/dossiers/${number}`, long, member));
    const id = `champ-setAside-${failedRule.replace('/', '-')}`;
    expect($(`.summary a[href="#${id}"]`)).toHaveLength(1);
    expect($(`#${id}`).attr('aria-invalid')).toBe('true');
  });

  it('says so when the dossier was decided meanwhile', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const member = await signIn(house);
    await post(house, `/commission/dossiers/${number}`, aDraft(), member);
    const answer = await post(house, `/commission/dossiers/${number}`, aDraft(), member);
    expect(answer.status).toBe(409);
    expect(await textOf(answer, 'main')).toContain('n’attend pas de décision');
  });

  it('returns to the dossier when an adjourned opinion publishes nothing', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const answer = await post(
      house,
      `/commission/dossiers/${number}`,
      aDraft({ opinion: 'adjourned' }),
      await signIn(house),
    );
    expect(answer.headers.get('Location')).toBe(`/commission/dossiers/${number}`);
    expect((await get(house, `/decisions/${number}`)).status).toBe(404);
  });
});

describe('A new check asked by the commission', () => {
  it('sends the dossier back to the robot', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const answer = await post(house, `/commission/dossiers/${number}/controle`, {}, await signIn(house));
    expect(answer.status).toBe(303);
    expect(house.archive.dossiers.byNumber(number)?.state).toBe('submitted');
  });
});

describe('Health', () => {
  it('is told in plain text with the rulebook in force', async () => {
    const answer = await get(openTestHouse(), '/sante');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(`rules ${reference.rulebook.version}`);
  });

  it('is an error of ours, logged once and told without detail, when the archive cannot be read', async () => {
    const told: string[] = [];
    const house = openTestHouse({ log: (event) => void told.push(event) });
    house.tools.archive.close();
    const answer = await get(house, '/outils');
    expect(answer.status).toBe(500);
    expect(await textOf(answer, 'main')).toContain('Erreur de notre côté');
    expect(told).toEqual(['web.error']);
  });
});

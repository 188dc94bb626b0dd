/** What a teacher reads: results, sheet, decision, rules. */
import { describe, expect, it } from 'vitest';
import { openTestHouse, reference } from './house.ts';
import { failedRule } from './samples.ts';
import { aDraft, get, publish, read, textOf } from './story.ts';

const house = openTestHouse();
const filed = await publish(house);
await publish(house, {
  name: 'Dictées du soir',
  levels: 'cm2',
  subjects: 'francais',
  url: 'https://dictees.example.org/',
});

describe('The home page', () => {
  it('offers a search, three tasks and the last decisions', async () => {
    const $ = await read(get(house, '/'));
    expect($('form[action="/outils"] input[name=q]')).toHaveLength(1);
    expect(
      $('.tasks a')
        .map((_, link) => $(link).text())
        .get(),
    ).toEqual(['Chercher un outil', 'Déposer un outil', 'Comprendre les règles']);
    expect($('.latest').text()).toContain('Dictées du soir');
  });

  it('says that nothing is published yet in an empty house', async () => {
    expect(await textOf(get(openTestHouse(), '/'))).toContain('Aucun avis n’est encore publié');
  });
});

describe('Results', () => {
  it('give the directive of the situation chosen, in words', async () => {
    const text = await textOf(get(house, '/outils?q=geometrie&contexte=eleves-sans-compte'), '.hit');
    expect(text).toContain('Géométrie libre');
    expect(text).toContain('Vous pouvez utiliser, sous conditions');
    expect(text).toContain('Refusez tout dans le bandeau');
  });

  it('give every situation when none is chosen', async () => {
    const text = await textOf(get(house, '/outils?q=geometrie'), '.hit');
    for (const context of reference.contexts) expect(text).toContain(context.title);
    expect(text).toContain('Aucun avis à ce jour');
  });

  it('narrow by level, and keep the words and the choice in the form', async () => {
    const $ = await read(get(house, '/outils?q=dictées&niveau=cm2'));
    expect($('.hit h2').text()).toBe('Dictées du soir');
    expect($('input[name=q]').val()).toBe('dictées');
    expect($('select[name=niveau] option[selected]').val()).toBe('cm2');
    expect($('select[name=niveau] option[selected]').text()).toMatch(/\(1\)$/);
  });

  it('find a tool by its address', async () => {
    expect(await textOf(get(house, '/outils?q=https%3A%2F%2Fdictees.example.org%2Fjeu'), '.hit h2')).toBe(
      'Dictées du soir',
    );
  });

  it('help when there are none, and never say that an absent tool is allowed', async () => {
    const answer = await get(house, '/outils?q=introuvable');
    expect(answer.status).toBe(200);
    const text = await textOf(answer, 'main');
    expect(text).toContain('Aucun outil ne correspond');
    expect(text).toContain('ni autorisé ni interdit');
  });

  it.each([
    '/outils?q="OR*(',
    '/outils?page=-3',
    '/outils?page=999999999',
    '/outils?niveau=%00',
    '/outils?contexte=x&consigne=y',
  ])('answer %s without an error', async (address) => {
    expect((await get(house, address)).status).toBe(200);
  });
});

describe('The sheet', () => {
  it('puts the directive before anything it rests on', async () => {
    const $ = await read(get(house, '/outils/geometrie-libre?contexte=eleves-sans-compte'));
    expect($('main h2').first().text().replaceAll(/\s/g, ' ')).toContain(
      'Vous pouvez utiliser Géométrie libre en classe, sans compte d’élève si :',
    );
    expect(
      $('.checklist li')
        .map((_, each) => $(each).text())
        .get(),
    ).toEqual(['Refusez tout dans le bandeau.', 'N’écrivez aucun nom.']);
    expect($('.directive').text()).toContain('Qui décide');
    expect($('.directive').text()).toContain('Consigne datée du 1er décembre 2026');
  });

  it('changes with the situation, which stands in the address', async () => {
    const $ = await read(get(house, '/outils/geometrie-libre?contexte=a-la-maison'));
    expect($('.directive').text()).toContain('N’utilisez pas Géométrie libre avec des élèves');
    expect($('.tags a[aria-current]').attr('href')).toBe('/outils/geometrie-libre?contexte=a-la-maison');
  });

  it('shows each label with its words, its date and its end', async () => {
    const $ = await read(get(house, '/outils/geometrie-libre'));
    expect($('.axis')).toHaveLength(reference.labels.length);
    expect($('.axis').first().text().replaceAll(/\s/g, ' ')).toMatch(
      /Vérifié le 1er décembre 2026 · règles 0\.1 · valable/,
    );
  });

  it('does not lend to a label that was not given the meaning of one that was', async () => {
    const $ = await read(get(house, '/outils/geometrie-libre'));
    for (const axis of $('.state-not-assessed.axis').toArray()) {
      const definition = reference.labels.find((each) => each.title === $(axis).find('h3').text());
      expect($(axis).text()).not.toContain(definition?.meaning);
      expect($(axis).text()).not.toContain('valable');
    }
    expect($('.state-not-assessed.axis')).not.toHaveLength(0);
  });

  it('says so when a label is past its end', async () => {
    const later = openTestHouse({ archive: house.archive, now: () => new Date('2029-01-01') });
    expect(await textOf(get(later, '/outils/geometrie-libre'), '.axis')).toContain('Périmé depuis le');
  });

  it('tells each failure with its rule and the records it quotes', async () => {
    const $ = await read(get(house, '/outils/geometrie-libre'));
    const finding = $(`#constat-${failedRule.replace('/', '-')}`);
    expect(finding.find('h4 a').attr('href')).toBe(`/regles/${failedRule}`);
    expect(finding.text()).toContain('Non respecté');
    expect(finding.text()).toContain('Constaté');
    expect(finding.find('.records li')).toHaveLength(2);
    expect(finding.find('.records').text().replaceAll(/\s/g, ' ')).toContain('1 autre n’est pas montré');
    expect(finding.find('.quote').first().text()).toContain('avant tout choix');
  });

  it('never shows as respected what could not be known', async () => {
    const $ = await read(get(house, '/outils/geometrie-libre'));
    expect($('[id^=constat-consentement] .badge').first().text()).toBe('Indéterminé');
  });

  it('never shows the e-mail of the vendor nor the key of the dossier', async () => {
    for (const address of ['/outils/geometrie-libre', `/decisions/${filed.number}`, '/', '/outils']) {
      const html = await (await get(house, address)).text();
      expect(html).not.toContain('editeur@example.org');
      expect(html).not.toContain(filed.key);
    }
  });

  it('says « aucun avis » of an unknown tool, and what to do', async () => {
    const answer = await get(house, '/outils/inconnu');
    expect(answer.status).toBe(404);
    expect(await textOf(answer, 'main')).toMatch(/Aucun avis à ce jour.*délégué à la protection des données/);
  });

  it('marks a decision of the demonstration wherever it is read', async () => {
    const demo = openTestHouse({ demonstration: true });
    const own = await publish(demo);
    for (const address of ['/', '/outils', '/outils/geometrie-libre', `/decisions/${own.number}`]) {
      expect(await textOf(get(demo, address), 'main')).toContain('Démonstration');
    }
    expect(await textOf(get(house, '/outils/geometrie-libre'), 'main')).not.toContain('Démonstration');
  });
});

describe('A published decision', () => {
  it('gives reasons, verdicts and what was set aside', async () => {
    const own = openTestHouse();
    const draft = aDraft({ [`setAside.${failedRule}`]: 'Le gestionnaire est vide : il ne charge rien.' });
    const { number } = await publish(own, {}, draft);
    const text = await textOf(get(own, `/decisions/${number}`), 'main');
    expect(text).toContain('Avis favorable sous conditions');
    expect(text).toContain('Un gestionnaire de balises est appelé');
    expect(text).toContain('Déconseillé avec des élèves');
    expect(text).toContain('il ne charge rien');
  });
});

describe('A rule page', () => {
  it.each(reference.rulebook.rules.map((rule) => rule.id))(
    '%s says its ground, its limits and its examples',
    async (id) => {
      const answer = await get(house, `/regles/${id}`);
      expect(answer.status).toBe(200);
      const $ = await read(answer);
      expect($('main').text()).toContain('Ce que cela ne prouve pas');
      expect($('main a[href^="https://"]').length).toBeGreaterThan(0);
      expect($('.examples li').length).toBeGreaterThan(1);
    },
  );

  it('says its test without a word of code', async () => {
    const text = await textOf(get(house, '/regles/traceurs/cookies-avant-choix'), 'main');
    expect(text).toContain('Gardé par le navigateur : oui');
    expect(text).toContain('Accord préalable : nécessaire');
  });

  it('is missing for a rule that is not in force', async () => {
    expect((await get(house, '/regles/traceurs/inconnue')).status).toBe(404);
  });
});

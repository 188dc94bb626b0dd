/** The journey at the doors: typed text is kept, the value of a secret never comes back, and people see how far it went. */
import { describe, expect, it } from 'vitest';
import { Journey, mostSecrets } from '../../src/model/journey.ts';
import { readYaml } from '../../src/reference/yaml.ts';
import { wholeExample } from '../../src/web/open/journey-guide.tsx';
import { shortExample } from '../../src/web/vendor/journey-fields.tsx';
import { openTestHouse, reference, type TestHouse } from './house.ts';
import { aForm, aReport, evidenceWith, findingsOn, noon } from './samples.ts';
import { dot, file, get, post, read, signIn, textOf } from './story.ts';

const value = 'Zéphyrine & <42>';
const fields = (differs: Record<string, string> = {}): Record<string, string> => ({
  'journey.steps': shortExample,
  'journey.secrets.0.name': 'mot-de-passe',
  'journey.secrets.0.value': value,
  ...differs,
});
const escaped = ['Zéphyrine', encodeURIComponent(value)];
const tellsNothing = (html: string) => {
  for (const form of escaped) expect(html).not.toContain(form);
};

/** Gives the dossier a visit that played the steps, as the worker would. */
const visited = (house: TestHouse, number: string, state: 'done' | 'failed'): string => {
  const screenshot = house.tools.evidence.put(dot);
  const step = { phase: 'journey' as const, act: 'click', page: 'https://x.example/', screenshot };
  const steps = {
    kind: 'collected' as const,
    records: [
      { ...step, number: 1, words: 'ouvrir /connexion', state: 'done' as const, detail: '' },
      {
        ...step,
        number: 2,
        words: 'cliquer sur « Entrer »',
        state,
        detail: state === 'failed' ? 'Rien à cliquer.' : '',
      },
    ],
  };
  const bundle = { ...evidenceWith(screenshot), steps };
  const digest = house.tools.evidence.put(Buffer.from(JSON.stringify(bundle)));
  house.tools.archive.write((pen) => {
    pen.move(number, { event: 'start-check', actor: 'robot', reason: '', at: noon });
    pen.addVisit({
      ...{ number, at: noon, outcome: 'complete', evidence: digest, evidenceDate: noon, browser: '153.0.0' },
      report: aReport(findingsOn(reference), digest),
      rulebook: { version: reference.rulebook.version, digest: reference.rulebook.digest },
    });
    pen.move(number, { event: 'finish-check', actor: 'robot', reason: '', at: noon });
  });
  return screenshot;
};

describe('The journey in the submission form', () => {
  it('is kept with the dossier, which shows its steps and the names of its secrets only', async () => {
    const house = openTestHouse();
    const { key, number } = await file(house, fields());
    const page = await (await get(house, `/depots/${key}`)).text();
    tellsNothing(page);
    const text = await textOf(get(house, `/depots/${key}`));
    expect(text).toContain('Remplir « Mot de passe » avec le secret mot-de-passe');
    expect(text).toContain('Secret mot-de-passe, scellé le 1er décembre 2026');
    const review = get(house, `/commission/dossiers/${number}`, await signIn(house));
    expect(await textOf(review)).toContain('Secret mot-de-passe, scellé le');
    expect(house.mails.map(({ text: words }) => words).join()).not.toContain('Zéphyrine');
  });

  it('comes back as typed after a refusal, but for the values, which are asked for again beside their fields', async () => {
    const answer = await post(openTestHouse(), '/deposer', aForm(fields({ email: '' })));
    expect(answer.status).toBe(422);
    const html = await answer.clone().text();
    tellsNothing(html);
    const $ = await read(answer);
    expect($('#champ-journey-steps').text()).toBe(shortExample);
    expect($('#champ-journey-secrets-0-name').val()).toBe('mot-de-passe');
    expect($('#champ-journey-secrets-0-value').attr('value')).toBeUndefined();
    expect($('#champ-journey-secrets-0-value').attr('aria-invalid')).toBe('true');
    expect($('#champ-journey-secrets-0-value-probleme').text()).toContain('jamais renvoyée au navigateur');
    expect($('.summary a[href="#champ-journey-secrets-0-value"]')).toHaveLength(1);
    expect($('.summary').text()).toContain('sauf les valeurs des secrets');
    expect($('details:has(#champ-journey-steps)').attr('open')).toBeDefined();
  });

  it('says the line and what was meant, and takes a value pasted in the steps out of what comes back', async () => {
    const steps = `${shortExample}\n  - clik: ${value}`;
    const answer = await post(openTestHouse(), '/deposer', aForm(fields({ 'journey.steps': steps })));
    tellsNothing(await answer.clone().text());
    const $ = await read(answer);
    expect($('#champ-journey-steps-probleme').text().replaceAll(/\s/g, ' ')).toMatch(/Ligne 8 :.*« click » \?/);
    expect($('#champ-journey-steps').text()).toBe(`${shortExample}\n  - clik: [secret mot-de-passe]`);
  });

  it('works without a script: hidden fields that the browser does not fill, one for each of five secrets', async () => {
    const $ = await read(get(openTestHouse(), '/deposer'));
    const hidden = $('input[type=password]');
    expect(hidden).toHaveLength(mostSecrets);
    expect(hidden.toArray().map((each) => [$(each).attr('autocomplete'), $(each).attr('value')])).toEqual(
      Array(mostSecrets).fill(['off', undefined]),
    );
    expect($('details:has(#champ-journey-steps)').attr('open')).toBeUndefined();
  });
});

describe('The journey of a dossier', () => {
  it('is replaced by its vendor, who must give every secret again, and withdrawn', async () => {
    const house = openTestHouse();
    const { key, number } = await file(house, fields());
    const form = await (await get(house, `/depots/${key}/parcours`)).text();
    tellsNothing(form);
    expect(form).toContain('Donnez de nouveau tous les secrets');
    expect((await read(get(house, `/depots/${key}/parcours`)))('#champ-journey-secrets-0-name').val()).toBe(
      'mot-de-passe',
    );
    const without = await post(house, `/depots/${key}/parcours`, fields({ 'journey.secrets.0.value': '' }));
    expect(without.status).toBe(422);
    const other = fields({ 'journey.steps': shortExample.replace('Ouvrir un exercice', 'Autre') });
    expect((await post(house, `/depots/${key}/parcours`, other)).headers.get('location')).toBe(
      `/depots/${key}#parcours`,
    );
    expect(house.archive.dossiers.byNumber(number)?.journey).toMatchObject({ version: 2, journey: { name: 'Autre' } });
    expect((await post(house, `/depots/${key}/parcours/retrait`, {})).status).toBe(303);
    expect(house.archive.dossiers.byNumber(number)?.journey).toBeNull();
    expect(house.tools.archive.sealedSecrets(number)).toEqual([]);
  });

  it('is nobody’s without the address of the dossier', async () => {
    const house = openTestHouse();
    await file(house, fields());
    for (const answer of [
      get(house, '/depots/inconnu/parcours'),
      post(house, '/depots/inconnu/parcours', fields()),
      post(house, '/depots/inconnu/parcours/retrait', {}),
    ])
      expect((await answer).status).toBe(404);
  });

  it('shows where it stopped, with the picture, to its vendor and to the commission', async () => {
    const house = openTestHouse();
    const { key, number } = await file(house, fields());
    const screenshot = visited(house, number, 'failed');
    const page = await read(get(house, `/depots/${key}`));
    expect(page('main').text()).toContain('Le parcours s’est arrêté à l’étape 2 sur 2.');
    expect(page('.step-failed').text()).toContain('Rien à cliquer.');
    expect(page(`img[src="/depots/${key}/captures/${screenshot}"]`)).toHaveLength(1);
    expect((await get(house, `/depots/${key}/captures/${screenshot}`)).headers.get('content-type')).toBe('image/png');
    const review = await read(get(house, `/commission/dossiers/${number}`, await signIn(house)));
    expect(review(`img[src="/preuves/${screenshot}"]`).length).toBeGreaterThan(0);
    expect(review('.step-failed')).toHaveLength(1);
  });

  it('gives its vendor no other file of the evidence than the pictures of its steps', async () => {
    const house = openTestHouse();
    const { key, number } = await file(house, fields());
    const screenshot = visited(house, number, 'done');
    const other = await file(house, { name: 'Un autre' });
    const digest = house.archive.dossiers.byNumber(number)?.visits[0]?.evidence ?? '';
    for (const address of [`${key}/captures/${digest}`, `${other.key}/captures/${screenshot}`, `${key}/captures/x`])
      expect((await get(house, `/depots/${address}`)).status).toBe(404);
    expect(await textOf(get(house, `/depots/${key}`))).toContain('Les 2 étapes du parcours ont été faites.');
  });
});

describe('The guide of journeys', () => {
  it.each([
    ['short', shortExample],
    ['whole', wholeExample],
  ])('shows a %s example that is read', (_, example) => {
    expect(readYaml('', example, Journey).kind).toBe('read');
  });

  it('is public and led to from the form and the map', async () => {
    const house = openTestHouse();
    expect((await get(house, '/parcours')).status).toBe(200);
    for (const address of ['/deposer', '/plan-du-site'])
      expect((await read(get(house, address)))('a[href="/parcours"]').length).toBeGreaterThan(0);
  });
});

/** What a vendor does: files a tool, follows its check, corrects, asks again. */
import { describe, expect, it } from 'vitest';
import { openTestHouse } from './house.ts';
import { aForm, aReport, failedRule, noon } from './samples.ts';
import { check, file, get, post, publish, read, textOf } from './story.ts';

describe('The submission form', () => {
  it('leads a good submission to the page of its dossier', async () => {
    const house = openTestHouse();
    const answer = await post(house, '/deposer', aForm());
    expect(answer.status).toBe(303);
    const text = await textOf(get(house, answer.headers.get('Location') ?? ''), 'main');
    expect(text).toContain('Géométrie libre');
    expect(text).toContain('Déposé, contrôle en attente');
  });

  it('keeps what was declared, dated of the day, and nothing that was left empty', async () => {
    const house = openTestHouse();
    const { key } = await file(house, { 'declaration.gar.ark': '', 'declaration.repository': ' ' });
    expect(house.archive.dossiers.byKey(key)?.declaration).toEqual({
      declaredOn: '2026-12-01',
      accountRequired: false,
      hosting: { provider: 'Hébergeur des écoles', country: 'FR' },
    });
  });

  it('puts each problem beside its field, links it from a summary and keeps every answer', async () => {
    const answer = await post(openTestHouse(), '/deposer', {
      ...aForm({ name: '', email: 'sans-arobase', 'declaration.hosting.country': 'France' }),
    });
    expect(answer.status).toBe(422);
    const $ = await read(answer);
    expect($('title').text()).toMatch(/^À corriger/);
    for (const id of ['champ-name', 'champ-email', 'champ-declaration-hosting-country']) {
      expect($(`.summary a[href="#${id}"]`)).toHaveLength(1);
      expect($(`#${id}`).attr('aria-invalid')).toBe('true');
      expect($(`#${id}`).attr('aria-describedby')).toContain(`${id}-probleme`);
      expect($(`#${id}-probleme`).text()).toContain('À corriger');
    }
    expect($('#champ-email').val()).toBe('sans-arobase');
    expect($('#champ-description').text()).toBe('Les figures restent sur l’appareil de l’élève.');
    expect($('input[name="declaration.accountRequired"][value=non]').attr('checked')).toBeDefined();
    expect($('input[name=levels][value="6e"]').attr('checked')).toBeDefined();
  });

  it('says beside the address why the guard refuses it', async () => {
    const house = openTestHouse({}, ['http://192.168.1.1/']);
    const answer = await post(house, '/deposer', aForm({ url: 'http://192.168.1.1/' }));
    expect(answer.status).toBe(422);
    const $ = await read(answer);
    expect($('#champ-url-probleme').text()).toContain('réseau privé');
    expect($('#champ-url').val()).toBe('http://192.168.1.1/');
  });

  it('asks for what is missing of a declaration begun', async () => {
    const answer = await post(openTestHouse(), '/deposer', aForm({ 'declaration.gar.ark': 'ark:/12345/abc' }));
    expect(answer.status).toBe(422);
    expect((await read(answer))('#champ-declaration-gar-status').attr('aria-invalid')).toBe('true');
  });

  it('refuses a use of AI chosen together with none, beside the boxes, which stay ticked', async () => {
    const typed = new URLSearchParams(aForm());
    for (const use of ['guidance', 'none']) typed.append('declaration.aiUses', use);
    const answer = await post(openTestHouse(), '/deposer', typed);
    expect(answer.status).toBe(422);
    const $ = await read(answer);
    expect($('#champ-declaration-aiUses-probleme').text()).toContain('pas les deux');
    expect($('input[name="declaration.aiUses"][checked]')).toHaveLength(2);
    expect($('details:has(#champ-declaration-aiUses)').attr('open')).toBeDefined();
  });

  it('keeps what was declared of papers, partners and delays, and leaves the rest unknown', async () => {
    const house = openTestHouse();
    const { key } = await file(house, {
      'declaration.trackers': 'non',
      'declaration.vendorType': 'association',
      'declaration.breachHours': '24',
      'declaration.aiUses': 'assessment',
      'declaration.processors': 'OVH ; fr ; hébergement\r\n\r\nBrevo ; FR ; courriels ; lettres',
      'declaration.papers.processing-agreement.date': '2026-09-01',
    });
    expect(house.archive.dossiers.byKey(key)?.declaration).toMatchObject({
      trackers: false,
      vendorType: 'association',
      breachHours: 24,
      aiUses: ['assessment'],
      processors: [
        { name: 'OVH', country: 'FR', purpose: 'hébergement' },
        { name: 'Brevo', country: 'FR', purpose: 'courriels ; lettres' },
      ],
      papers: [{ kind: 'processing-agreement', date: '2026-09-01' }],
    });
  });

  it('takes the addresses of the notice and of the SAML metadata, and refuses what is no public file', async () => {
    const house = openTestHouse();
    const addresses = {
      'declaration.gar.status': 'compatible',
      'declaration.gar.notice': 'https://outil.example/notice.xml',
      'declaration.gar.samlMetadata': 'https://outil.example/saml?v=2',
    };
    const { key } = await file(house, addresses);
    expect(house.archive.dossiers.byKey(key)?.declaration.gar).toEqual({
      status: 'compatible',
      notice: 'https://outil.example/notice.xml',
      samlMetadata: 'https://outil.example/saml?v=2',
    });
    for (const wrong of ['/etc/passwd', 'file:///etc/passwd', 'http://outil.example/notice.xml', 'notice.xml']) {
      const answer = await post(house, '/deposer', aForm({ ...addresses, 'declaration.gar.notice': wrong }));
      expect(answer.status).toBe(422);
      const $ = await read(answer);
      const id = 'champ-declaration-gar-notice';
      expect($(`#${id}-probleme`).text()).toContain('commence par https://');
      expect($(`.summary a[href="#${id}"]`)).toHaveLength(1);
      expect($(`details:has(#${id})`).attr('open')).toBeDefined();
      expect($(`#${id}`).val()).toBe(wrong);
      expect($('#champ-declaration-gar-samlMetadata').val()).toBe('https://outil.example/saml?v=2');
      expect($('#champ-name').val()).toBe('Géométrie libre');
    }
    const many = { ...addresses, name: '', 'declaration.gar.status': '', 'declaration.gar.samlMetadata': 'saml.xml' };
    const $ = await read(post(house, '/deposer', aForm(many)));
    for (const id of ['champ-name', 'champ-declaration-gar-status', 'champ-declaration-gar-samlMetadata'])
      expect($(`.summary a[href="#${id}"]`)).toHaveLength(1);
  });

  it('takes « aucun » and a complete list for answers, not for silence', async () => {
    const house = openTestHouse();
    const { key } = await file(house, { 'declaration.processors': 'Aucun', 'declaration.papersComplete': 'oui' });
    expect(house.archive.dossiers.byKey(key)?.declaration).toMatchObject({
      processors: [],
      papers: [],
      papersComplete: true,
    });
  });

  it.each(['ftp://exemple.fr/contrat', ['java', 'script:alert(1)'].join(''), 'contrat.pdf'])(
    'refuses %s as the public address of a paper, beside its field',
    async (url) => {
      const date = { 'declaration.papers.processing-agreement.date': '2026-09-01' };
      const typed = aForm({ ...date, 'declaration.papers.processing-agreement.url': url });
      const answer = await post(openTestHouse(), '/deposer', typed);
      expect(answer.status).toBe(422);
      const $ = await read(answer);
      expect($('#champ-declaration-papers-processing-agreement-url-probleme').text()).toContain('Adresse attendue');
    },
  );

  it('says beside the right paper that its date does not exist, and opens its group', async () => {
    const answer = await post(
      openTestHouse(),
      '/deposer',
      aForm({
        'declaration.papers.security-proof.date': '2026-13-01',
        'declaration.papers.processing-agreement.date': '2026-09-01',
        'declaration.breachHours': 'vite',
        'declaration.processors': 'OVH',
      }),
    );
    expect(answer.status).toBe(422);
    const $ = await read(answer);
    expect($('#champ-declaration-papers-security-proof-date-probleme').text()).toContain('AAAA-MM-JJ');
    expect($('#champ-declaration-breachHours-probleme').text()).toContain('nombre d’heures');
    expect($('#champ-declaration-processors-probleme').text()).toContain('deux lettres');
    expect($('details:has(#champ-declaration-papers-security-proof-date)').attr('open')).toBeDefined();
    expect($('#champ-declaration-breachHours').val()).toBe('vite');
    expect($('.summary a[href="#champ-declaration-papers-security-proof-date"]')).toHaveLength(1);
  });

  it('ignores fields that it does not know, whatever their name', async () => {
    const house = openTestHouse();
    const hostile = { '__proto__.polluted': 'oui', 'declaration.constructor.prototype.polluted': 'oui', slug: 'vole' };
    const { key } = await file(house, hostile);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(house.archive.dossiers.byKey(key)?.tool.slug).toBe('geometrie-libre');
  });

  it('answers 429 with a date when a vendor sends too many', async () => {
    const house = openTestHouse();
    let answer = await post(house, '/deposer', aForm());
    for (let sent = 0; sent < 40 && answer.status === 303; sent++) {
      answer = await post(house, '/deposer', aForm({ name: `Outil ${sent}` }));
    }
    expect(answer.status).toBe(429);
    expect(Date.parse(answer.headers.get('Retry-After') ?? '')).toBeGreaterThan(Date.parse(noon));
  });
});

describe('Hostile names', () => {
  const hostile = '<img src=x onerror=alert(1)>"\'</title></textarea><script>alert(2)</script>';

  it('are text in the form, the dossier, the results, the sheet and the decision', async () => {
    const house = openTestHouse();
    const { key, number } = await publish(house, { name: hostile, vendor: hostile, description: hostile });
    const slug = house.archive.dossiers.byKey(key)?.publishedSlug ?? '';
    const pages = [
      get(house, '/'),
      get(house, `/outils?q=${encodeURIComponent(hostile)}`),
      get(house, `/outils/${slug}`),
      get(house, `/decisions/${number}`),
      get(house, `/depots/${key}`),
      post(house, '/deposer', aForm({ name: hostile, description: hostile, email: '' })),
    ];
    for (const page of pages) {
      const $ = await read(page);
      expect($('img, main script, [onerror]')).toHaveLength(0);
      expect($.root().text()).toContain('<img src=x onerror=alert(1)>');
    }
  });
});

describe('The page of a dossier', () => {
  it('is kept by no cache and found by its key alone', async () => {
    const house = openTestHouse();
    const { key, number } = await file(house);
    expect((await get(house, `/depots/${key}`)).headers.get('Cache-Control')).toBe('no-store');
    expect((await get(house, `/depots/${number}`)).status).toBe(404);
  });

  it('offers a link to look again while the check runs, for a browser without JavaScript', async () => {
    const house = openTestHouse();
    const { key } = await file(house);
    const $ = await read(get(house, `/depots/${key}`));
    expect($(`.progress a[href="/depots/${key}"]`).text().trim()).toBe('Actualiser');
    expect($('meta[http-equiv=refresh]')).toHaveLength(0);
  });

  it('tells each failure with its records and how to correct it', async () => {
    const house = openTestHouse();
    const { key } = await check(house);
    const $ = await read(get(house, `/depots/${key}`));
    const finding = $(`#constat-${failedRule.replace('/', '-')}`);
    expect(finding.find('.records li')).toHaveLength(2);
    expect(finding.find('.fix').text()).toContain('Comment corriger');
    expect($('main').text()).not.toContain('Actualiser');
  });

  it('says why a check concluded nothing, and lets the vendor ask again', async () => {
    const house = openTestHouse();
    const { key, number } = await file(house);
    house.tools.archive.write((pen) => {
      pen.move(number, { event: 'start-check', actor: 'robot', reason: '', at: noon });
      const reasons = [
        {
          phase: 'before-choice' as const,
          code: 'timeout' as const,
          message: 'Avant tout choix : la page n’a jamais fini de charger.',
        },
      ];
      pen.addVisit({
        ...{ number, at: noon, outcome: 'inconclusive', evidence: null, evidenceDate: null, browser: null },
        ...{
          report: aReport([], null, { outcome: 'inconclusive', reasons }),
          rulebook: { version: '0.1', digest: 'x' },
        },
      });
      pen.move(number, { event: 'fail-check', actor: 'robot', reason: '', at: noon });
    });
    const text = await textOf(get(house, `/depots/${key}`), 'main');
    expect(text).toContain('Avant tout choix : la page n’a jamais fini de charger.');
    expect(text).not.toContain('Aucune règle n’est en échec');
    const again = await post(house, `/depots/${key}/controle`, {});
    expect(again.headers.get('Location')).toBe(`/depots/${key}`);
    expect(house.archive.dossiers.byKey(key)?.state).toBe('submitted');
  });

  it('refuses a second request while a check waits, and says so', async () => {
    const house = openTestHouse();
    const { key } = await file(house);
    expect((await post(house, `/depots/${key}/controle`, {})).status).toBe(409);
    expect((await post(house, '/depots/inconnu/controle', {})).status).toBe(404);
  });
});

describe('Live progress', () => {
  it('tells the steps already made, then each new one, then that it is done', async () => {
    const house = openTestHouse();
    const { key, number } = await file(house);
    house.progress.tell(number, { kind: 'state', state: 'checking', at: noon });
    house.progress.tell(number, { kind: 'step', text: 'Ouverture de la page', at: noon });
    const answer = await get(house, `/depots/${key}/flux`);
    expect(answer.headers.get('Content-Type')).toContain('text/event-stream');
    house.progress.tell(number, { kind: 'step', text: 'Refus\ndans le bandeau', at: noon });
    house.progress.tell(number, { kind: 'state', state: 'to-review', at: noon });
    const told = await answer.text();
    expect(told).toContain('event: step\ndata: Ouverture de la page\n');
    expect(told).toContain('event: step\ndata: Refus\ndata: dans le bandeau\n');
    expect(told.trimEnd()).toMatch(/event: done\ndata: to-review$/);
  });

  it('says at once that it is done when the check ended meanwhile', async () => {
    const house = openTestHouse();
    const { key } = await check(house);
    expect(await (await get(house, `/depots/${key}/flux`)).text()).toBe('event: done\ndata: to-review\n\n');
  });

  it('stops listening when the reader leaves', async () => {
    const house = openTestHouse();
    const { key, number } = await file(house);
    const answer = await get(house, `/depots/${key}/flux`);
    await answer.body?.cancel();
    expect(() => house.progress.tell(number, { kind: 'step', text: 'Encore', at: noon })).not.toThrow();
  });
});

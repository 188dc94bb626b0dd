import { mkdirSync, readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import { it } from 'vitest';
import { openApp } from '../../src/web/app.tsx';
import { openTestHouse, reference } from './house.ts';
import { aDraft, check, file, publish, signIn } from './story.ts';

it('shows', async () => {
  const house = openTestHouse();
  const shot = readFileSync('/tmp/shots/home-1280.png');
  await publish(house);
  await publish(
    house,
    {
      name: 'Dictées du soir',
      summary: 'Dictées audio à corriger soi-même, par niveau.',
      url: 'https://dictees.example.org/',
    },
    aDraft({
      'contexts.eleves-sans-compte.verdict': 'allowed',
      'contexts.eleves-sans-compte.conditions': '',
      opinion: 'favourable',
    }),
  );
  await publish(
    house,
    {
      name: 'Quiz éclair',
      vendor: 'Quiz SARL',
      summary: 'Questions en direct, avec classement.',
      url: 'https://quiz.example.org/',
    },
    aDraft({
      opinion: 'unfavourable',
      'contexts.enseignant-seul.verdict': 'allowed-if',
      'contexts.enseignant-seul.conditions': 'Ne saisissez aucun nom d’élève.',
      'contexts.eleves-sans-compte.verdict': 'forbidden',
      'contexts.eleves-sans-compte.conditions': '',
    }),
  );
  const checked = await check(house, { name: 'Atlas ouvert', url: 'https://atlas.example.org/' }, shot);
  const waiting = await file(house, { name: 'Carnet de bord', url: 'https://carnet.example.org/' });
  house.tools.archive.write((pen) =>
    pen.move(waiting.number, { event: 'start-check', actor: 'robot', reason: '', at: '2026-12-01T11:00:00.000Z' }),
  );
  for (const text of ['Ouverture de la page d’accueil', 'Lecture avant tout choix', 'Refus dans le bandeau'])
    house.progress.tell(waiting.number, { kind: 'step', text, at: '' });
  const session = (await signIn(house)).split('=');
  const server = serve({ fetch: openApp(house).fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((r) => setTimeout(r, 200));
  const port = (server.address() as any).port;
  const browser = await chromium.launch({ executablePath: process.env.CHROME as string, args: ['--no-sandbox'] });
  mkdirSync('/tmp/shots', { recursive: true });
  const only = process.env.ONLY?.split(',');
  const rule = reference.rulebook.rules.find((r) => r.id.startsWith('traceurs'))?.id;
  const pages: [string, string, boolean?][] = [
    ['home', '/'],
    ['results', '/outils?contexte=eleves-sans-compte'],
    ['results-all', '/outils'],
    ['nothing', '/outils?q=zzz'],
    ['sheet', '/outils/geometrie-libre?contexte=eleves-sans-compte'],
    ['sheet-no', '/outils/quiz-eclair?contexte=eleves-sans-compte'],
    ['rule', `/regles/${rule}`],
    ['rules', '/regles'],
    ['form', '/deposer'],
    ['progress', `/depots/${waiting.key}`],
    ['vendor', `/depots/${checked.key}`],
    ['queue', '/commission', true],
    ['review', `/commission/dossiers/${checked.number}`, true],
    ['decision', `/decisions/1`],
    ['signin', '/connexion'],
    ['404', '/rien'],
    ['access', '/accessibilite'],
  ];
  for (const width of [1280, 360]) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: process.env.DARK ? 'dark' : 'light',
    });
    for (const [name, path, signed] of pages) {
      if (only && !only.includes(name)) continue;
      await context.clearCookies();
      if (signed)
        await context.addCookies([
          { name: session[0] ?? '', value: session[1] ?? '', url: `http://127.0.0.1:${port}` },
        ]);
      const page = await context.newPage();
      page.on('console', (m) => m.text().includes('status of 4') || console.log(name, m.text()));
      await page.goto(`http://127.0.0.1:${port}${path}`);
      await page.waitForTimeout(150);
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(over) > 0) console.log('OVERFLOW', name, width, over);
      await page.screenshot({
        path: `/tmp/shots/${name}-${width}${process.env.DARK ? '-dark' : ''}.png`,
        fullPage: true,
      });
      if (name === 'form') {
        await page.click('text=Demander le contrôle');
        await page.screenshot({ path: `/tmp/shots/form-bad-${width}.png`, fullPage: true });
      }
      await page.close();
    }
    await context.close();
  }
  await browser.close();
  server.closeAllConnections?.();
  server.close();
}, 120000);

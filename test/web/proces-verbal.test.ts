/** The procès-verbal at the commission's door: for its members only, inert, and honest when the proof is gone. */
import { describe, expect, it } from 'vitest';
import { openTestHouse } from './house.ts';
import { check, dot, file, get, read, signIn } from './story.ts';

describe('The procès-verbal of a dossier', () => {
  it('is linked from the dossier and shows the visit with its pictures', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const member = await signIn(house);
    const $ = await read(get(house, `/commission/dossiers/${number}`, member));
    const href = $('a:contains("procès-verbal")').attr('href') ?? '';
    const answer = await get(house, href, member);
    expect(answer.status).toBe(200);
    const page = await read(answer.clone());
    expect(page('h1').text()).toBe('Procès-verbal de visite');
    expect(page('figure img').attr('src')).toBe(`data:image/png;base64,${dot.toString('base64')}`);
  });

  it('may run nothing and fetch nothing, and is kept by no cache', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const answer = await get(house, `/commission/dossiers/${number}/proces-verbal`, await signIn(house));
    expect(answer.headers.get('Content-Security-Policy')).toMatch(
      /^sandbox; default-src 'none'; img-src data:; style-src 'sha256-/,
    );
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Cache-Control')).toContain('no-store');
  });

  it('is shown to nobody else', async () => {
    const house = openTestHouse();
    const { number } = await check(house);
    const answer = await get(house, `/commission/dossiers/${number}/proces-verbal`);
    expect(answer.status).not.toBe(200);
    expect(await answer.text()).not.toContain('Procès-verbal de visite');
  });

  it('says so when there is no evidence', async () => {
    const house = openTestHouse();
    const { number } = await file(house);
    const answer = await get(house, `/commission/dossiers/${number}/proces-verbal`, await signIn(house));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Aucun relevé');
  });
});

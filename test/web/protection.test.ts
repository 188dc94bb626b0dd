/** What every answer must carry, and what no page may do. */
import { describe, expect, it } from 'vitest';
import { openTestHouse, origin, reference } from './house.ts';
import { aForm } from './samples.ts';
import { check, cookieOf, dot, file, get, post, publish, read, signIn, textOf } from './story.ts';

const house = openTestHouse();
const published = await publish(house);
const waiting = await file(house, { name: 'Atlas' });
const checked = await check(house, { name: 'Carnet' });
const member = await signIn(house);

const open = [
  ...['/', '/outils', '/outils?q=zzz', '/outils?contexte=eleves-sans-compte&niveau=6e', '/outils/geometrie-libre'],
  ...['/outils/rien', '/regles', `/regles/${reference.rulebook.rules[0]?.id}`, '/regles/traceurs/rien', '/deposer'],
  ...[`/depots/${waiting.key}`, `/depots/${checked.key}`, '/depots/rien', '/connexion', '/connexion/lien?jeton=x'],
  ...[`/decisions/${published.number}`, '/decisions/rien', '/accessibilite', '/mentions-legales'],
  ...['/donnees-personnelles', '/plan-du-site', '/visiteur', '/rien'],
];
const closed = ['/commission', `/commission/dossiers/${checked.number}`, `/commission/dossiers/${published.number}`];
const every = [
  ...open.map((address) => ({ address, cookie: '' })),
  ...closed.map((address) => ({ address, cookie: member })),
];

describe('Every page', () => {
  it.each(every)(
    '$address has a language, one heading, a title of its own and a skip link',
    async ({ address, cookie }) => {
      const $ = await read(get(house, address, cookie));
      expect($('html').attr('lang')).toBe('fr');
      expect($('h1')).toHaveLength(1);
      expect($('title').text()).toMatch(/Préau/);
      expect($('a').first().attr('href')).toBe('#contenu');
      expect($('main#contenu')).toHaveLength(1);
      expect($('footer').text().replaceAll(/\s/g, ' ')).toContain('Accessibilité : non conforme');
    },
  );

  it.each(every)('$address loads nothing from elsewhere and holds nothing inline', async ({ address, cookie }) => {
    const $ = await read(get(house, address, cookie));
    for (const element of $('[src], link[href]').toArray()) {
      expect($(element).attr('src') ?? $(element).attr('href')).toMatch(/^\/(assets|preuves)\//);
    }
    expect($('style, [style], [onclick], [onload], script:not([src]), iframe')).toHaveLength(0);
  });

  it.each(every)('$address links only to pages of ours that exist', async ({ address, cookie }) => {
    const $ = await read(get(house, address, cookie));
    const links = new Set(
      $('main a[href^="/"], header a, footer a')
        .map((_, link) => $(link).attr('href'))
        .get(),
    );
    for (const link of links) {
      const target = await get(house, link, member);
      expect([200, 303], `${link} of ${address}`).toContain(target.status);
    }
  });

  it('forbids everything that it does not use', async () => {
    const { headers } = await get(house, '/');
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect(headers.get('Strict-Transport-Security')).toBeNull();
  });

  it('gives readers no cookie', async () => {
    for (const address of open) expect((await get(house, address)).headers.getSetCookie()).toEqual([]);
  });

  it('keeps these headers on errors too', async () => {
    expect((await get(house, '/rien')).headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });
});

describe('Assets', () => {
  it('are kept a year under a name that changes with them', async () => {
    const $ = await read(get(house, '/'));
    const href = $('link[rel=stylesheet]').attr('href') ?? '';
    const asset = await get(house, href);
    expect(href).toMatch(/^\/assets\/theme\.[0-9a-f]{12}\.css$/);
    expect(asset.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('Content-Type')).toContain('text/css');
    expect((await get(house, '/assets/theme.css')).status).toBe(404);
    expect((await get(house, '/assets/..%2f..%2fpackage.json')).status).toBe(404);
  });
});

describe('A forged form', () => {
  const forged = (headers: Record<string, string>) =>
    house.app.request(`${origin}/deposer`, { method: 'POST', headers, body: new URLSearchParams(aForm()) });

  it('is refused when it comes from elsewhere, or from nowhere', async () => {
    expect((await forged({ Origin: 'https://ailleurs.example' })).status).toBe(403);
    expect((await forged({ Origin: 'null' })).status).toBe(403);
    expect((await forged({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await forged({})).status).toBe(403);
    expect(await textOf(await forged({}))).toContain('Demande refusée');
  });

  it('is refused as JSON or as nothing at all, without an error of ours', async () => {
    const sent = (type: string) =>
      house.app.request(`${origin}/deposer`, {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': type },
        body: '{}',
      });
    expect((await sent('application/json')).status).toBe(415);
    expect((await sent('multipart/form-data')).status).toBe(415);
  });

  it('is refused when it is too long', async () => {
    expect((await post(house, '/deposer', aForm({ description: 'a'.repeat(300_000) }))).status).toBe(413);
  });
});

describe('The doors of the commission', () => {
  it('send a stranger to the sign-in page', async () => {
    for (const address of [...closed, `/preuves/${'a'.repeat(64)}`]) {
      const answer = await get(house, address);
      expect(answer.status).toBe(303);
      expect(answer.headers.get('Location')).toBe('/connexion');
    }
  });

  it('stay shut for a vendor who is signed in', async () => {
    const vendor = await signIn(house, 'editeur@example.org');
    expect((await get(house, '/commission', vendor)).status).toBe(403);
    expect((await post(house, `/commission/dossiers/${checked.number}`, {}, vendor)).status).toBe(403);
    expect((await get(house, '/depots', vendor)).status).toBe(200);
  });

  it('keep what they show out of every cache', async () => {
    expect((await get(house, '/commission', member)).headers.get('Cache-Control')).toBe('no-store');
  });

  it('show screenshots as pictures that can run nothing, and no other file', async () => {
    const picture = house.tools.evidence.put(dot);
    const page = house.tools.evidence.put(Buffer.from('<script>alert(1)</script>'));
    const shown = await get(house, `/preuves/${picture}`, member);
    expect(shown.headers.get('Content-Type')).toBe('image/png');
    expect(shown.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'");
    expect(shown.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(dot);
    expect((await get(house, `/preuves/${page}`, member)).status).toBe(404);
    expect((await get(house, '/preuves/..%2fpasswd', member)).status).toBe(404);
  });
});

describe('Signing in', () => {
  it('answers the same for a known and an unknown address', async () => {
    const [known, unknown] = await Promise.all([
      post(house, '/connexion', { email: 'membre@commission.example' }),
      post(house, '/connexion', { email: 'inconnu@example.org' }),
    ]);
    expect(known.status).toBe(unknown.status);
    expect(await known.text()).toBe(await unknown.text());
  });

  it('does not use up the link when a mail scanner opens it', async () => {
    const own = openTestHouse();
    const asked = await post(own, '/connexion', { email: 'membre@commission.example' });
    await new Promise((resolve) => setImmediate(resolve));
    const jeton = /jeton=([\w-]+)/.exec(own.mails[0]?.text ?? '')?.[1] ?? '';
    expect((await get(own, `/connexion/lien?jeton=${jeton}`)).status).toBe(200);
    const nonce = cookieOf(asked, 'preau-lien');
    expect((await post(own, '/connexion/lien', { jeton })).status).toBe(403);
    expect((await post(own, '/connexion/lien', { jeton }, nonce)).headers.get('Location')).toBe('/commission');
    expect((await post(own, '/connexion/lien', { jeton }, nonce)).status).toBe(403);
  });

  it('uses a cookie that only this host can set when it stands behind TLS', async () => {
    const own = openTestHouse({ secureCookies: true });
    const [cookie] = (await post(own, '/connexion', { email: 'membre@commission.example' })).headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-preau-lien=.*HttpOnly; Secure; SameSite=Lax/);
    expect((await get(own, '/')).headers.get('Strict-Transport-Security')).toBe('max-age=31536000; includeSubDomains');
  });

  it('ends when asked, here and in the archive', async () => {
    const session = await signIn(house);
    expect((await get(house, '/commission', session)).status).toBe(200);
    await post(house, '/deconnexion', {}, session);
    expect((await get(house, '/commission', session)).status).toBe(303);
  });
});

/** Who is at the door: the session cookie, read only where somebody may be signed in. */
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Corridor, House } from './corridor.ts';

const sessionCookie = 'preau-session';
const linkCookie = 'preau-lien';
const flowCookie = 'preau-proconnect';
const linkSeconds = 600;

/** Kept after the session ended, so that what was typed in it still has an owner. */
const cookieSeconds = 8 * 24 * 3600;

/** Finds the account of the session cookie. Readers have none, so their pages may be kept by caches. */
export const knowAccount =
  (house: House): MiddlewareHandler<Corridor> =>
  async (c, next) => {
    const id = readCookie(c, house, sessionCookie);
    const found = id === undefined ? null : house.desk.atDoor(id);
    c.set('account', found?.kind === 'open' ? found.session : null);
    c.set('lapsed', found?.kind === 'ended' ? found.account : null);
    await next();
    if (id === undefined) return;
    // A role was given meanwhile: the identifier that was known before is worth nothing any more.
    if (found?.kind === 'open' && found.renewed !== null && !c.get('left')) keepSession(c, house, found.renewed);
    c.header('Cache-Control', 'no-store');
    // The sign-out form stands on every page of a session: see sendOriginToUs.
    c.header('Referrer-Policy', 'same-origin');
  };

/** The archive says when it ends; the cookie only outlives it. */
export const keepSession = (c: Context, house: House, id: string): void =>
  writeCookie(c, house, sessionCookie, id, { maxAge: cookieSeconds });

/** Forgets the session here and in the archive; answers the proof that ProConnect asks to end its own. */
export const endSession = (c: Context<Corridor>, house: House): { idToken: string | null } => {
  const id = readCookie(c, house, sessionCookie);
  const ended = id === undefined ? { idToken: null } : house.desk.signOut(id);
  c.set('left', true);
  forget(c, house, sessionCookie);
  return ended;
};

/** Binds a sign-in by ProConnect to the browser that asked for it. */
export const keepFlow = (c: Context, house: House, flow: string): void =>
  writeCookie(c, house, flowCookie, flow, { maxAge: linkSeconds });
export const readFlow = (c: Context, house: House): string => readCookie(c, house, flowCookie) ?? '';
export const forgetFlow = (c: Context, house: House): void => forget(c, house, flowCookie);

/** Binds a one-time link to the browser that asked for it: a stolen mail is then of no use elsewhere. */
export const keepNonce = (c: Context, house: House, nonce: string): void =>
  writeCookie(c, house, linkCookie, nonce, { maxAge: linkSeconds });
export const readNonce = (c: Context, house: House): string => readCookie(c, house, linkCookie) ?? '';
export const forgetNonce = (c: Context, house: House): void => forget(c, house, linkCookie);

const writeCookie = (c: Context, house: House, name: string, value: string, lifetime: CookieOptions): void =>
  setCookie(c, name, value, {
    ...lifetime,
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    ...(house.secureCookies ? { secure: true, prefix: 'host' } : {}),
  });

const readCookie = (c: Context, house: House, name: string): string | undefined =>
  house.secureCookies ? getCookie(c, name, 'host') : getCookie(c, name);

const forget = (c: Context, house: House, name: string): void => {
  deleteCookie(c, name, { path: '/', ...(house.secureCookies ? { secure: true, prefix: 'host' } : {}) });
};

/** Who is at the door: the session cookie, read only where somebody may be signed in. */
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Corridor, House } from './corridor.ts';

const sessionCookie = 'preau-session';
const linkCookie = 'preau-lien';
const linkSeconds = 600;

/** Finds the account of the session cookie. Readers have none, so their pages may be kept by caches. */
export const knowAccount =
  (house: House): MiddlewareHandler<Corridor> =>
  async (c, next) => {
    const id = readCookie(c, house, sessionCookie);
    const account = id === undefined ? null : house.desk.session(id);
    c.set('account', account);
    await next();
    if (id === undefined) return;
    c.header('Cache-Control', 'no-store');
    // The sign-out form stands on every page of a session: see sendOriginToUs.
    c.header('Referrer-Policy', 'same-origin');
  };

export const keepSession = (c: Context, house: House, session: { id: string; expires: string }): void =>
  writeCookie(c, house, sessionCookie, session.id, { expires: new Date(session.expires) });

/** Forgets the session here and in the archive. */
export const endSession = (c: Context, house: House): void => {
  const id = readCookie(c, house, sessionCookie);
  if (id !== undefined) house.desk.signOut(id);
  forget(c, house, sessionCookie);
};

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

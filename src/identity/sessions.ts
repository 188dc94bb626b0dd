/** Sessions: opened by a link or by ProConnect, ended by the person, by rest, by age, or by the loss of a role. */
import type { Role } from '../model/person.ts';
import { hashOf, newSecret, type Random } from './secrets.ts';

/** `role` says which lifetime the session has; the roles themselves are asked again at each request. */
export type SessionRow = {
  idHash: string;
  email: string;
  role: 'vendor' | 'commission';
  createdAt: string;
  seenAt: string;
  accountId: number | null;
  roles: Role[] | null;
  browser: string | null;
  idToken: string | null;
};
export type SessionStore = {
  addSession(row: SessionRow): void;
  session(idHash: string): SessionRow | null;
  touchSession(idHash: string, seenAt: string): void;
  endSession(idHash: string): void;
};

const minute = 60_000;
const hour = 60 * minute;

/** Milliseconds at rest and in all: short for those who decide, and for whoever comes by ProConnect. */
const lifetimes: Record<SessionRow['role'], { idle: number; total: number }> = {
  commission: { idle: 30 * minute, total: 8 * hour },
  vendor: { idle: 7 * 24 * hour, total: 7 * 24 * hour },
};

/** Sessions not seen for this long have ended whatever their role. */
export const longestSessionMs = lifetimes.vendor.total;

/** Who a session is opened for; `email` is the acting one. */
export type Holder = { accountId: number; email: string; roles: readonly Role[] };
export type Opening = { browser: string | null; idToken: string | null };
export type Opened = { sessionId: string; expires: string };

/** Opens a session with a new identifier, which is only told here. */
export const beginSession = (
  store: SessionStore,
  holder: Holder,
  opening: Opening,
  random: Random,
  now: Date,
): Opened => {
  const at = now.toISOString();
  return add(store, holder, { ...opening, createdAt: at, seenAt: at }, random);
};

export type FoundSession =
  | { kind: 'open'; row: SessionRow; expires: string; renewed: string | null }
  /** It was there and has ended; `accountId` is whose it was. */
  | { kind: 'ended'; accountId: number | null; lost: boolean }
  | { kind: 'unknown' };

/**
 * The session behind an identifier, its rest counted again from `now`. `holderOf` says what its account holds now: a
 * role less ends the session, a role more gives it another identifier, told in `renewed`; its age goes on.
 * A clock that is earlier than what the session has already seen was set back: the session ends.
 */
export const findSession = (
  store: SessionStore,
  sessionId: string,
  holderOf: (accountId: number) => Holder | null,
  random: Random,
  now: Date,
): FoundSession => {
  const row = store.session(hashOf(sessionId));
  if (!row) return { kind: 'unknown' };
  const holder = row.accountId === null ? null : holderOf(row.accountId);
  const had = row.roles;
  if (holder === null || had === null || had.some((role) => !holder.roles.includes(role) && role !== 'vendor')) {
    store.endSession(row.idHash);
    return { kind: 'ended', accountId: row.accountId, lost: true };
  }
  // Kept until it is forgotten: what was typed in it is still somebody's.
  if (expiryOf(row) <= now.toISOString() || now.toISOString() < row.seenAt)
    return { kind: 'ended', accountId: row.accountId, lost: false };
  if (holder.roles.some((role) => !had.includes(role)) || holder.email !== row.email)
    return renew(store, row, holder, random, now);
  const seen = { ...row, seenAt: now.toISOString() };
  // A write a minute is enough to measure rest; a write a page is not worth its fsync.
  if (now.getTime() - Date.parse(row.seenAt) >= minute) store.touchSession(row.idHash, seen.seenAt);
  return { kind: 'open', row: seen, expires: expiryOf(seen), renewed: null };
};

/** When the session ends at the latest if nobody comes back. */
export const expiryOf = ({ role, createdAt, seenAt }: Pick<SessionRow, 'role' | 'createdAt' | 'seenAt'>): string => {
  const { idle, total } = lifetimes[role];
  return new Date(Math.min(Date.parse(createdAt) + total, Date.parse(seenAt) + idle)).toISOString();
};

const renew = (store: SessionStore, row: SessionRow, holder: Holder, random: Random, now: Date): FoundSession => {
  store.endSession(row.idHash);
  const times = { createdAt: row.createdAt, seenAt: now.toISOString() };
  const { sessionId } = add(store, holder, { browser: row.browser, idToken: row.idToken, ...times }, random);
  const kept = store.session(hashOf(sessionId));
  // Somebody who was a vendor for days and is now to decide signs in again: eight hours are over.
  if (!kept || expiryOf(kept) <= now.toISOString()) return { kind: 'ended', accountId: row.accountId, lost: false };
  return { kind: 'open', row: kept, expires: expiryOf(kept), renewed: sessionId };
};

type Rest = Opening & Pick<SessionRow, 'createdAt' | 'seenAt'>;

const add = (store: SessionStore, { accountId, email, roles }: Holder, rest: Rest, random: Random): Opened => {
  const sessionId = newSecret(random);
  const role = roles.includes('vendor') ? 'vendor' : 'commission';
  const row: SessionRow = { idHash: hashOf(sessionId), accountId, email, role, roles: [...roles], ...rest };
  store.addSession(row);
  return { sessionId, expires: expiryOf(row) };
};

/** Sessions: opened by a link, ended by the person, by rest, by age, or by the loss of the role. */
import type { Person } from '../model/person.ts';
import { isAgent, type RolesOf } from './roles.ts';
import { hashOf, newSecret, type Random } from './secrets.ts';

/** `role` says which lifetime the session has; the roles themselves are asked again at each request. */
export type SessionRow = {
  idHash: string;
  email: string;
  role: 'vendor' | 'commission';
  createdAt: string;
  seenAt: string;
};
export type SessionStore = {
  addSession(row: SessionRow): void;
  session(idHash: string): SessionRow | null;
  touchSession(idHash: string, seenAt: string): void;
  endSession(idHash: string): void;
};
export type Session = Person & { expires: string };

const minute = 60_000;
const hour = 60 * minute;

/** Milliseconds at rest and in all: short for those who decide. */
const lifetimes: Record<SessionRow['role'], { idle: number; total: number }> = {
  commission: { idle: 30 * minute, total: 8 * hour },
  vendor: { idle: 7 * 24 * hour, total: 7 * 24 * hour },
};

/** Sessions not seen for this long have ended whatever their role. */
export const longestSessionMs = lifetimes.vendor.total;

/** Opens a session with a new identifier, which is only told here. */
export const beginSession = (
  store: SessionStore,
  person: Person,
  random: Random,
  now: Date,
): { sessionId: string; session: Session } => {
  const sessionId = newSecret(random);
  const at = now.toISOString();
  const role = isAgent(person.roles) ? 'commission' : 'vendor';
  const row = { idHash: hashOf(sessionId), email: person.email, role, createdAt: at, seenAt: at } as const;
  store.addSession(row);
  return { sessionId, session: { ...person, expires: expiryOf(row) } };
};

/** The session behind an identifier, its rest counted again from `now`; null when it ended. */
export const findSession = (store: SessionStore, sessionId: string, rolesOf: RolesOf, now: Date): Session | null => {
  const row = store.session(hashOf(sessionId));
  if (!row) return null;
  const roles = rolesOf(row.email);
  const withdrawn = row.role === 'commission' && !isAgent(roles);
  if (withdrawn || expiryOf(row) <= now.toISOString()) {
    store.endSession(row.idHash);
    return null;
  }
  const seen = { ...row, seenAt: now.toISOString() };
  // A write a minute is enough to measure rest; a write a page is not worth its fsync.
  if (now.getTime() - Date.parse(row.seenAt) >= minute) store.touchSession(row.idHash, seen.seenAt);
  return { email: row.email, roles, expires: expiryOf(seen) };
};

const expiryOf = ({ role, createdAt, seenAt }: SessionRow): string => {
  const { idle, total } = lifetimes[role];
  return new Date(Math.min(Date.parse(createdAt) + total, Date.parse(seenAt) + idle)).toISOString();
};

/** The grant of a role: proposed by one administrator, given by another, for a time; every step is a line that stays. */
import * as v from 'valibot';
import type { Role } from './person.ts';

/** Vendor is what remains without a grant. */
export const grantableRoles = [
  'academy',
  'expert',
  'member',
  'president',
  'secretariat',
  'administrator',
] as const satisfies readonly Role[];

const day = v.pipe(v.string(), v.isoDate('Donnez une date, par exemple 2027-01-31.'));
export const GrantReason = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(10, 'Dites en une phrase pourquoi.'),
  v.maxLength(2000, 'Ce texte dépasse 2 000 caractères.'),
);

const longestDays = 5 * 366;

export const GrantForm = v.pipe(
  v.strictObject({
    /** Number of an account that came by ProConnect or by a link; empty when an address is typed instead. */
    account: v.string(),
    email: v.union(
      [v.literal(''), v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email())],
      'Donnez une adresse électronique complète, par exemple nom@exemple.fr.',
    ),
    role: v.picklist(grantableRoles, 'Choisissez un rôle.'),
    from: day,
    until: day,
    reason: GrantReason,
  }),
  v.forward(
    v.partialCheck([['from'], ['until']], ({ from, until }) => from <= until, 'La fin précède le début.'),
    ['until'],
  ),
  v.forward(
    v.partialCheck(
      [['from'], ['until']],
      ({ from, until }) => Date.parse(until) - Date.parse(from) <= longestDays * 86_400_000,
      'Un rôle est accordé pour cinq ans au plus.',
    ),
    ['until'],
  ),
  v.forward(
    v.partialCheck(
      [['account'], ['email']],
      ({ account, email }) => (account === '') !== (email === ''),
      'Choisissez un compte, ou donnez une adresse : l’un ou l’autre.',
    ),
    ['email'],
  ),
);
export type GrantForm = v.InferOutput<typeof GrantForm>;

export const grantActs = ['confirm', 'refuse', 'withdraw', 'revoke'] as const;
export type GrantAct = (typeof grantActs)[number];
export const grantActWords = {
  confirm: 'confirmée',
  refuse: 'refusée',
  withdraw: 'retirée',
  revoke: 'révoquée',
} as const satisfies Record<GrantAct, string>;

export type GrantLine = { act: GrantAct; by: string; reason: string; at: string };
export type Grant = {
  id: number;
  account: number;
  role: Role;
  /** First and last day, in Paris, both included. */
  from: string;
  until: string;
  reason: string;
  proposedBy: string;
  proposedAt: string;
  /** Oldest first. */
  lines: GrantLine[];
};

export const grantStates = [
  ...(['pending', 'lapsed', 'refused', 'withdrawn', 'coming', 'active', 'expired', 'revoked'] as const),
] as const;
export type GrantState = (typeof grantStates)[number];
export const grantStateWords = {
  pending: 'à confirmer',
  lapsed: 'proposition caduque',
  refused: 'refusé',
  withdrawn: 'proposition retirée',
  coming: 'à venir',
  active: 'en vigueur',
  expired: 'arrivé à sa fin',
  revoked: 'révoqué',
} as const satisfies Record<GrantState, string>;

/** A proposal that nobody confirmed says nothing any more about the person it names. */
export const pendingDays = 30;

const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** What a grant is worth at an instant. */
export const grantState = (grant: Pick<Grant, 'from' | 'until' | 'proposedAt' | 'lines'>, now: Date): GrantState => {
  const did = (act: GrantAct): boolean => grant.lines.some((line) => line.act === act);
  if (did('revoke')) return 'revoked';
  if (did('refuse')) return 'refused';
  if (did('withdraw')) return 'withdrawn';
  const today = parisDay.format(now);
  if (!did('confirm')) {
    const old = now.getTime() - Date.parse(grant.proposedAt) >= pendingDays * 86_400_000;
    return old || grant.until < today ? 'lapsed' : 'pending';
  }
  if (today < grant.from) return 'coming';
  return today <= grant.until ? 'active' : 'expired';
};

/** The roles that grants give at an instant, each once. */
export const rolesGranted = (grants: readonly Grant[], now: Date): Role[] => [
  ...new Set(grants.filter((grant) => grantState(grant, now) === 'active').map(({ role }) => role)),
];

/** True when some day belongs to both. */
export const overlaps = (one: Pick<Grant, 'from' | 'until'>, other: Pick<Grant, 'from' | 'until'>): boolean =>
  one.from <= other.until && other.from <= one.until;

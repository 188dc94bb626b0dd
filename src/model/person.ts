/** Who acts, under which roles, and what each role may do: one table, which the pages and the acts both ask. */
import * as v from 'valibot';

export const roles = ['vendor', 'academy', 'expert', 'member', 'president', 'secretariat', 'administrator'] as const;
export const Role = v.picklist(roles, 'Choisissez un rôle.');
export type Role = v.InferOutput<typeof Role>;
export const roleWords = {
  vendor: 'éditeur',
  academy: 'académie',
  expert: 'expert',
  member: 'membre de la commission',
  president: 'président de la commission',
  secretariat: 'secrétariat',
  administrator: 'administrateur',
} as const satisfies Record<Role, string>;

/**
 * A person as the acts know them. Whoever proved an address and was granted nothing is a vendor, and nothing but a
 * vendor. `email` is normal: proven by a link, or vouched for by the two administrators who granted a role; it is what
 * two people are told apart by. `account` is the row of the base, absent of people whom a test makes up.
 */
export type Person = { email: string; roles: readonly Role[]; account?: number };

/** Those who take part in a decision; an administrator holds none of them. */
export const decidingRoles = ['expert', 'member', 'president', 'secretariat'] as const satisfies readonly Role[];

/** True when one person may not hold both at the same time: who gives roles and adopts rules does not decide. */
export const isApart = (one: Role, other: Role): boolean => {
  const deciding: readonly Role[] = decidingRoles;
  return (one === 'administrator' && deciding.includes(other)) || (other === 'administrator' && deciding.includes(one));
};

/** What can be done, and by whom. An administrator cannot decide; the robot is in no line, and can do none of it. */
const permissions = {
  /** The console: queue, dossiers, evidence. */
  'read-dossiers': ['member', 'president', 'secretariat'],
  /** Admissibility, correction requests, agenda, assignment, letters. */
  'keep-procedure': ['secretariat'],
  instruct: ['member', 'president'],
  'give-opinion': ['expert'],
  vote: ['member', 'president'],
  /** Presides over the session and signs what it decided. */
  sign: ['president'],
  'settle-task': ['member', 'president', 'secretariat'],
  recheck: ['member', 'president', 'secretariat'],
  'adopt-rulebook': ['administrator'],
  'grant-roles': ['administrator'],
  ask: ['academy'],
  answer: ['secretariat', 'member', 'president'],
  'validate-answer': ['member', 'president'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof permissions;

export const may = (person: Person, act: Act): boolean => {
  const allowed: readonly Role[] = permissions[act];
  return person.roles.some((role) => allowed.includes(role));
};

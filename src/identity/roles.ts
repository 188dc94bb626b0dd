/** Which roles an address holds: those that were granted to it; everyone else is a vendor. */
import type { Role } from '../model/person.ts';

/** Addresses are compared without regard to case or to spaces around. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();

/** Roles of a normal address. */
export type RolesOf = (email: string) => readonly Role[];

/** What the operator names at start; both lists hold normal addresses. */
export const namedRoles =
  ({ commission, administrators }: { commission: readonly string[]; administrators: readonly string[] }): RolesOf =>
  (email) => {
    const named: Role[] = [];
    if (commission.includes(email)) named.push('member', 'president', 'secretariat');
    if (administrators.includes(email)) named.push('administrator');
    return named.length > 0 ? named : ['vendor'];
  };

/** True of whoever was granted anything: a shorter session, and another front page. */
export const isAgent = (roles: readonly Role[]): boolean => roles.some((role) => role !== 'vendor');

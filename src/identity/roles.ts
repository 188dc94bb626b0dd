/** Which roles a person holds: those named by the operator or granted by two people; everyone else is a vendor. */
import type { Account } from '../model/account.ts';
import { isApart, type Role } from '../model/person.ts';

/** Addresses are compared without regard to case or to spaces around. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();

/** Roles of a normal address. */
export type RolesOf = (email: string) => readonly Role[];

/** What the operator names at start; both lists hold normal addresses. Nothing is named: a vendor. */
export const namedRoles =
  ({ commission, administrators }: { commission: readonly string[]; administrators: readonly string[] }): RolesOf =>
  (email) => {
    const named: Role[] = [];
    if (commission.includes(email)) named.push('member', 'president', 'secretariat');
    if (administrators.includes(email)) named.push('administrator');
    return orVendor(named);
  };

/**
 * What an account holds. The operator names addresses, so only an address that was proven has what it names: a claim
 * of ProConnect gives nothing, and an agent without a grant is nothing, not even a vendor.
 */
export const rolesOfAccount = (
  account: Pick<Account, 'kind' | 'email'>,
  granted: readonly Role[],
  named: RolesOf,
): readonly Role[] => {
  if (account.kind === 'proconnect') return together(granted);
  return orVendor(together([...named(account.email).filter((role) => role !== 'vendor'), ...granted]));
};

/** Each role once; who administers decides nothing, whatever the lists say. */
export const together = (held: readonly Role[]): Role[] => {
  const once = [...new Set(held)];
  return once.includes('administrator') ? once.filter((role) => !isApart('administrator', role)) : once;
};

const orVendor = (held: readonly Role[]): readonly Role[] => (held.length > 0 ? held : ['vendor']);

/** True of whoever was granted anything: a shorter session, and another front page. */
export const isAgent = (roles: readonly Role[]): boolean => roles.some((role) => role !== 'vendor');

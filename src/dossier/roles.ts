/** Who holds which role now: what the operator named at start, and what two administrators granted. */
import { namedRoles, type RolesOf, rolesOfAccount, together } from '../identity/roles.ts';
import type { Holder } from '../identity/sessions.ts';
import { type Account, actingEmail } from '../model/account.ts';
import { type Grant, grantState, rolesGranted } from '../model/grant.ts';
import type { Archive } from '../store/archive.ts';

export type Roles = {
  /** What the operator named at start, by address. */
  namedRoles: RolesOf;
  namedByOperator: { commission: number; administrators: number };
  /** All that is held under an address, by every account that acts under it. */
  rolesOf: RolesOf;
};

export type Named = { commission: readonly string[]; administrators: readonly string[] };
type Keeping = { archive: Pick<Archive, 'accounts'>; named: Named; now: () => Date };

export const openRoles = ({ archive, named: lists, now }: Keeping): Roles => {
  const named = namedRoles(lists);
  const { commission, administrators } = lists;
  return {
    namedRoles: named,
    namedByOperator: { commission: commission.length, administrators: administrators.length },
    rolesOf: (email) => {
      const accounts = archive.accounts.withEmail(email);
      const at = now();
      const granted = rolesGranted(archive.accounts.grantsOf(accounts.map(({ id }) => id)), at);
      const held = together([...named(email).filter((role) => role !== 'vendor'), ...granted]);
      return held.length > 0 ? held : ['vendor'];
    },
  };
};

/** Two administrators once confirmed a role for it: they read its address, and vouch for it. */
const isVouched = (grants: readonly Grant[], now: Date): boolean =>
  grants.some((grant) => ['active', 'coming', 'expired', 'revoked'].includes(grantState(grant, now)));

type Held = { archive: Pick<Archive, 'accounts'>; namedRoles: RolesOf; now: () => Date };

export const holderOf = ({ archive, namedRoles, now }: Held, account: Account): Holder => {
  const grants = archive.accounts.grantsOf([account.id]);
  const roles = rolesOfAccount(account, rolesGranted(grants, now()), namedRoles);
  return { accountId: account.id, email: actingEmail(account, isVouched(grants, now())), roles };
};

/** Roles are given by two administrators: one proposes, another confirms or refuses; either of them revokes at once. */
import type { Account } from '../model/account.ts';
import {
  type Grant,
  type GrantAct,
  GrantForm,
  GrantReason,
  type GrantState,
  grantState,
  grantStateWords,
  overlaps,
} from '../model/grant.ts';
import { isApart, may, type Person, type Role, roleWords } from '../model/person.ts';
import type { Forbidden, Invalid } from './answers.ts';
import { invalid, parseForm } from './problems.ts';
import { holderOf } from './roles.ts';
import type { Tools } from './tools.ts';

export type Granting = Pick<Tools, 'archive' | 'namedRoles' | 'rolesOf' | 'signIns' | 'now' | 'log'>;
export type Proposed = { kind: 'proposed'; id: number };
export type GrantToSettle = { id: number; act: GrantAct; reason: string; by: Person };

const forbid = (message: string): Forbidden => ({ kind: 'forbidden', message });
const onlyAdministrators = forbid('Seul un administrateur accorde ou retire un rôle.');

/** An address that never came is kept as an account that proves nothing: its role waits for it. */
export const proposeGrant = (tools: Granting, form: unknown, by: Person): Proposed | Invalid | Forbidden => {
  if (!may(by, 'grant-roles')) return onlyAdministrators;
  const parsed = parseForm(GrantForm, form);
  if (parsed.kind === 'invalid') return parsed;
  const { account: number, email, ...wish } = parsed.value;
  const { archive, now } = tools;
  return archive.write((pen) => {
    const proposedAt = now().toISOString();
    const known = number === '' ? null : archive.accounts.account(Number(number));
    if (number !== '' && known === null) return invalid({ field: 'account', message: 'Ce compte n’existe pas.' });
    const address = known?.email ?? email;
    if (address === by.email || (known !== null && known.id === by.account))
      return forbid('Vous ne pouvez rien vous accorder à vous-même. Demandez-le à un autre administrateur.');
    const apart = clash(tools, address, wish);
    if (apart !== null) return invalid({ field: 'role', message: apart });
    const account = known ?? pen.accounts.address(email, proposedAt, null);
    const id = pen.accounts.propose({ ...wish, account: account.id, proposedBy: by.email, proposedAt });
    return { kind: 'proposed', id };
  });
};

/** Confirms, refuses, withdraws or revokes; a role that ends closes every session of its account. */
export const settleGrant = (tools: Granting, order: GrantToSettle): { kind: 'settled' } | Invalid | Forbidden => {
  const { by, act } = order;
  if (!may(by, 'grant-roles')) return onlyAdministrators;
  const reason = parseForm(GrantReason, order.reason);
  // A confirmation rests on the reason of the proposal.
  if (act !== 'confirm' && reason.kind === 'invalid')
    return invalid({ field: `reason-${order.id}`, message: reason.problems[0]?.message ?? '' });
  const { archive, now, signIns, log } = tools;
  return archive.write((pen) => {
    const grant = archive.accounts.grant(order.id);
    const account = grant && archive.accounts.account(grant.account);
    if (!grant || !account) return forbid('Cette proposition n’existe pas.');
    const problem = refusalOf(tools, grant, account, order);
    if (problem !== null) return forbid(problem);
    const kept = reason.kind === 'parsed' ? reason.value : '';
    pen.accounts.line(grant.id, { act, by: by.email, reason: kept, at: now().toISOString() });
    if (act === 'revoke') signIns.endSessionsOf(account.id);
    log('grant.settled', { grant: grant.id, act });
    return { kind: 'settled' };
  });
};

const needed: Record<GrantAct, readonly GrantState[]> = {
  confirm: ['pending'],
  refuse: ['pending'],
  withdraw: ['pending'],
  revoke: ['active', 'coming'],
};

const refusalOf = (tools: Granting, grant: Grant, account: Account, { act, by }: GrantToSettle): string | null => {
  const state = grantState(grant, tools.now());
  if (!needed[act].includes(state))
    return `Ce rôle est « ${grantStateWords[state]} » : rechargez la page pour voir ce qui reste à faire.`;
  const own = grant.proposedBy === by.email;
  if (act === 'withdraw') return own ? null : 'Seul l’auteur d’une proposition la retire. Vous pouvez la refuser.';
  if (act !== 'confirm') return null;
  if (own) return 'Vous avez fait cette proposition : un autre administrateur doit la confirmer.';
  if (account.email === by.email || account.id === by.account)
    return 'Ce rôle est pour vous : deux autres administrateurs doivent l’accorder.';
  if (!tools.rolesOf(grant.proposedBy).includes('administrator'))
    return 'L’auteur de cette proposition n’est plus administrateur. Refusez-la, puis faites-en une autre.';
  return clash(tools, account.email, grant);
};

/** Why this role cannot be held beside those of the same address on the same days; null when it can. */
const clash = (
  { archive, namedRoles, now }: Granting,
  email: string,
  wish: Pick<Grant, 'role' | 'from' | 'until'>,
): string | null => {
  const accounts = archive.accounts.withEmail(email).map(({ id }) => id);
  const held = archive.accounts
    .grantsOf(accounts)
    .filter((grant) => ['active', 'coming'].includes(grantState(grant, now())) && overlaps(grant, wish))
    .map(({ role }) => role);
  const against: Role | undefined = [...held, ...namedRoles(email)].find((role) => isApart(role, wish.role));
  return against === undefined
    ? null
    : `Cette personne est ${roleWords[against]} ces jours-là : qui administre ne prend part à aucune décision.`;
};

export type AccountLine = Account & { roles: readonly Role[] };

/** The accounts with what they hold now, for administrators. */
export const accountLines = (tools: Granting, limit: number): AccountLine[] =>
  tools.archive.accounts.all(limit).map((account) => ({ ...account, roles: holderOf(tools, account).roles }));

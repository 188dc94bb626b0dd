/** What the archive tells and writes of accounts, grants of roles and proposed rulebooks. */

import type { Account, Agent } from '../model/account.ts';
import type { RulebookProposal } from '../model/adoption.ts';
import type { Grant, GrantForm, GrantLine } from '../model/grant.ts';

export type Accounts = {
  account(id: number): Account | null;
  /** The account of an address that a link proves; never the one that ProConnect merely says is this address. */
  ofAddress(email: string): Account | null;
  /** Every account that says this normal address, proven or not. */
  withEmail(email: string): Account[];
  /** Last seen first, those who never came at the end. */
  all(limit: number): Account[];
  grant(id: number): Grant | null;
  grantsOf(accounts: readonly number[]): Grant[];
  /** Newest first. */
  grants(limit: number): Grant[];
};

export type NewGrant = Pick<GrantForm, 'role' | 'from' | 'until' | 'reason'> & {
  account: number;
  proposedBy: string;
  proposedAt: string;
};

/** Inside the caller's transaction only. */
export type AccountsPen = {
  /** The account of an address; `seenAt` null when somebody else names it. */
  address(email: string, at: string, seenAt: string | null): Account;
  /** The account of an agent by issuer, identity provider and subject; name and address follow until a role is proposed. */
  agent(agent: Agent, at: string): Account;
  propose(grant: NewGrant): number;
  /** Throws when this act was already done on this grant. */
  line(grant: number, line: GrantLine): void;
};

export type ProposalEnd = { end: 'adopted' | 'withdrawn'; by: string; at: string };

/** Inside the caller's transaction only. */
export type RulebookPen = {
  propose(proposal: Omit<RulebookProposal, 'id'>): number;
  /** Throws when it has ended already. */
  end(id: number, end: ProposalEnd): void;
};

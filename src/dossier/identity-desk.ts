/** What the doors may ask about accounts, roles and sessions, bound to the rooms. */
import type { Person } from '../model/person.ts';
import type { Forbidden, Invalid, Session, SignedIn } from './answers.ts';
import {
  type AccountLine,
  accountLines,
  type GrantToSettle,
  type Proposed,
  proposeGrant,
  settleGrant,
} from './grants.ts';
import { endOwn, type OwnSession, ownSessions } from './own-sessions.ts';
import { beginProConnect, finishProConnect, type ProConnectAnswer, type ProConnectAsked } from './pro-connect.ts';
import type { Tools } from './tools.ts';

export type IdentityDesk = {
  /** Whether the operator configured ProConnect. */
  hasProConnect: boolean;
  beginProConnect(): Promise<ProConnectAsked | Forbidden>;
  finishProConnect(answer: ProConnectAnswer): Promise<SignedIn | Forbidden>;
  /** Where to end the session of ProConnect too; null when it opened none, or cannot say. */
  proConnectExit(idToken: string | null): Promise<string | null>;
  /** How many people the operator named at start, without two administrators: said on a public page. */
  namedByOperator: { commission: number; administrators: number };
  accounts(limit: number): AccountLine[];
  proposeGrant(form: unknown, by: Person): Proposed | Invalid | Forbidden;
  settleGrant(order: GrantToSettle): { kind: 'settled' } | Invalid | Forbidden;
  sessions(own: Session): OwnSession[];
  /** All the others when `mark` is null. */
  endSessions(own: Session, mark: string | null): void;
};

export const openIdentityDesk = (tools: Tools): IdentityDesk => ({
  hasProConnect: tools.proConnect !== null,
  beginProConnect: () => beginProConnect(tools),
  finishProConnect: (answer) => finishProConnect(tools, answer),
  proConnectExit: async (idToken) => (idToken === null ? null : ((await tools.proConnect?.exit(idToken)) ?? null)),
  namedByOperator: tools.namedByOperator,
  accounts: (limit) => accountLines(tools, limit),
  proposeGrant: (form, by) => proposeGrant(tools, form, by),
  settleGrant: (order) => settleGrant(tools, order),
  sessions: (own) => ownSessions(tools, own),
  endSessions: (own, mark) => endOwn(tools, own, mark),
});

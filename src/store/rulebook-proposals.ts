/** Keeps which rulebook an administrator proposes to adopt, until another one confirms it or it is withdrawn. */
import { desc, eq, isNull } from 'drizzle-orm';
import type { RulebookProposal } from '../model/adoption.ts';
import { appendAudit, digestOf } from './audit.ts';
import type { Base } from './base.ts';
import type { RulebookPen } from './identity-contract.ts';
import { rulebookProposal, rulebookProposalEnd } from './tables/identity.ts';

/** The one that waits for a second administrator, or null. */
export const openProposal = ({ db }: Base): RulebookProposal | null => {
  const { id, digest, reason, by, at } = rulebookProposal;
  const open = db
    .select({ id, digest, reason, by, at })
    .from(rulebookProposal)
    .leftJoin(rulebookProposalEnd, eq(rulebookProposalEnd.proposalId, rulebookProposal.id))
    .where(isNull(rulebookProposalEnd.proposalId))
    .orderBy(desc(rulebookProposal.id))
    .get();
  return open ?? null;
};

export const openRulebookPen = (base: Base): RulebookPen => ({
  propose: (proposal) => {
    const { id } = base.db.insert(rulebookProposal).values(proposal).returning({ id: rulebookProposal.id }).get();
    const payload = digestOf({ id, ...proposal });
    appendAudit(base, { kind: 'rulebook-propose', subject: proposal.digest, payload, at: proposal.at });
    return id;
  },
  end: (proposalId, ended) => {
    base.db
      .insert(rulebookProposalEnd)
      .values({ proposalId, ...ended })
      .run();
    // The adoption has its own leaf.
    if (ended.end === 'adopted') return;
    const payload = digestOf({ proposalId, ...ended });
    appendAudit(base, { kind: 'rulebook-withdraw', subject: String(proposalId), payload, at: ended.at });
  },
});

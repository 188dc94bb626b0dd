/** Puts the rooms of the archive together over one open base. */
import { desc } from 'drizzle-orm';
import type { Adoption } from '../model/adoption.ts';
import { openAccounts } from './accounts.ts';
import type { Archive } from './archive.ts';
import { openAudit } from './audit.ts';
import type { Base } from './base.ts';
import { openCatalog } from './catalog.ts';
import { openDossiers } from './dossiers.ts';
import { sealedSecretsOf } from './journeys.ts';
import { openPen } from './pen.ts';
import { openProposal } from './rulebook-proposals.ts';
import { adoption } from './schema.ts';

/** Without their row numbers: an adoption is named by its digest and its date. */
const adoptionsOf = ({ db }: Base): Adoption[] =>
  db
    .select()
    .from(adoption)
    .orderBy(desc(adoption.id))
    .all()
    .map(({ id: _, ...adopted }) => adopted);

/** The archive over a base from `openBase`; closing the archive closes the base. */
export const openArchive = (base: Base): Archive => {
  const pen = openPen(base);
  return {
    catalog: openCatalog(base),
    dossiers: openDossiers(base),
    audit: openAudit(base),
    sealedSecrets: (number) => sealedSecretsOf(base, number),
    adoptions: () => adoptionsOf(base),
    rulebookProposal: () => openProposal(base),
    accounts: openAccounts(base),
    // IMMEDIATE takes the write lock at once: a transaction that reads first could not be promoted and would fail late.
    write: (act) => (base.sqlite.inTransaction ? act(pen) : base.sqlite.transaction(() => act(pen)).immediate()),
    close: () => base.sqlite.close(),
  };
};

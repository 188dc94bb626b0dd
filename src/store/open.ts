/** Puts the rooms of the archive together over one open base. */
import type { Archive } from './archive.ts';
import { openAudit } from './audit.ts';
import type { Base } from './base.ts';
import { openCatalog } from './catalog.ts';
import { openDossiers } from './dossiers.ts';
import { openPen } from './pen.ts';

/** The archive over a base from `openBase`; closing the archive closes the base. */
export const openArchive = (base: Base): Archive => {
  const pen = openPen(base);
  return {
    catalog: openCatalog(base),
    dossiers: openDossiers(base),
    audit: openAudit(base),
    // IMMEDIATE takes the write lock at once: a transaction that reads first could not be promoted and would fail late.
    write: (act) => (base.sqlite.inTransaction ? act(pen) : base.sqlite.transaction(() => act(pen)).immediate()),
    close: () => base.sqlite.close(),
  };
};

/** Writes of the archive; every function expects to be inside its caller's transaction. */
import { eq, max } from 'drizzle-orm';
import { transition } from '../model/dossier.ts';
import { openAccountsPen } from './accounts.ts';
import type { NewDossier, NewVisit, Pen } from './archive.ts';
import { appendAudit, digestOf } from './audit.ts';
import type { Base } from './base.ts';
import { putJourney, withdrawJourney } from './journeys.ts';
import { putEntry } from './publication.ts';
import { openRulebookPen } from './rulebook-proposals.ts';
import { adoption, decision, dossier, dossierEvent, judgement, tool, visit } from './schema.ts';
import { addTask, closeTask } from './tasks.ts';

export const openPen = (base: Base): Pen => ({
  addDossier: (added) => addDossier(base, added),
  move: (number, line) => {
    const { id, state } = dossierOf(base, number);
    const moved = transition(state, line.event);
    if (moved.kind === 'forbidden') throw new Error(`A dossier that is ${moved.from} cannot ${moved.event}.`);
    base.db.update(dossier).set({ state: moved.to, movedAt: line.at }).where(eq(dossier.id, id)).run();
    base.db
      .insert(dossierEvent)
      .values({ dossierId: id, ...line, from: state, to: moved.to })
      .run();
    return moved.to;
  },
  addVisit: (added) => addVisit(base, added),
  addDecision: (number, decided, author) => {
    const { id } = dossierOf(base, number);
    const row = { dossierId: id, opinion: decided.opinion, decision: decided, author, at: decided.decidedAt };
    base.db.insert(decision).values(row).run();
  },
  publish: (entry) => putEntry(base, entry),
  addTask: (number, added) => addTask(base, dossierOf(base, number).id, added),
  closeTask: (number, closing) => closeTask(base, dossierOf(base, number).id, closing),
  putJourney: (number, given, seal) => putJourney(base, dossierOf(base, number).id, given, seal),
  withdrawJourney: (number, at) => withdrawJourney(base, dossierOf(base, number).id, at),
  adopt: (adopted) => {
    base.db.insert(adoption).values(adopted).run();
    const { digest, at } = adopted;
    appendAudit(base, { kind: 'adopt', subject: digest, payload: digestOf(adopted), at });
  },
  accounts: openAccountsPen(base),
  rulebooks: openRulebookPen(base),
});

const dossierOf = ({ db }: Base, number: string) => {
  const columns = { id: dossier.id, state: dossier.state };
  const found = db.select(columns).from(dossier).where(eq(dossier.number, number)).get();
  if (!found) throw new Error(`No dossier ${number}.`);
  return found;
};

const addDossier = ({ db }: Base, { key, email, tool: described, declaration, at }: NewDossier): string => {
  const { slug, name, vendor, url } = described;
  const added = db.insert(tool).values({ slug, name, vendor, url, tool: described }).returning({ id: tool.id }).get();
  const last =
    db
      .select({ id: max(dossier.id) })
      .from(dossier)
      .get()?.id ?? 0;
  // Public and easy to say on the telephone: 2026-0042. The secret is the key.
  const number = `${at.slice(0, 4)}-${String(last + 1).padStart(4, '0')}`;
  const row = {
    number,
    key,
    toolId: added.id,
    email,
    declaration,
    state: 'submitted',
    createdAt: at,
    movedAt: at,
  } as const;
  const { id } = db.insert(dossier).values(row).returning({ id: dossier.id }).get();
  db.insert(dossierEvent)
    .values({ dossierId: id, event: 'submit', actor: 'vendor', reason: '', at, from: null, to: 'submitted' })
    .run();
  return number;
};

const addVisit = (base: Base, { number, outcome, report, rulebook, ...seen }: NewVisit): number => {
  const { id: dossierId } = dossierOf(base, number);
  const { id } = base.db
    .insert(visit)
    .values({ dossierId, ...seen })
    .returning({ id: visit.id })
    .get();
  const { version: rulebookVersion, digest: rulebookDigest } = rulebook;
  base.db
    .insert(judgement)
    .values({ visitId: id, at: seen.at, outcome, rulebookVersion, rulebookDigest, report })
    .run();
  return id;
};

/** Keeps the journey of a dossier and its sealed secrets, replaces both together, and forgets them when it is withdrawn. */
import { asc, eq } from 'drizzle-orm';
import type { KeptJourney, NewJourney, SealedSecret } from './archive.ts';
import type { Base } from './base.ts';
import { dossier, journey, journeySecret } from './schema.ts';

export const journeyOf = ({ db }: Base, dossierId: number): KeptJourney | null => {
  const row = db.select().from(journey).where(eq(journey.dossierId, dossierId)).get();
  if (!row || row.text === null || row.journey === null) return null;
  const secrets = db
    .select({ name: journeySecret.name, sealedAt: journeySecret.at })
    .from(journeySecret)
    .where(eq(journeySecret.dossierId, dossierId))
    .orderBy(asc(journeySecret.name))
    .all();
  return { version: row.version, text: row.text, journey: row.journey, at: row.at, secrets };
};

export const sealedSecretsOf = ({ db }: Base, number: string): SealedSecret[] => {
  const { name, version, keyId, nonce, box } = journeySecret;
  return db
    .select({ name, version, keyId, nonce, box })
    .from(journeySecret)
    .innerJoin(dossier, eq(dossier.id, journeySecret.dossierId))
    .where(eq(dossier.number, number))
    .orderBy(asc(journeySecret.name))
    .all();
};

/** Secrets of the journey before are never carried over: who replaces the steps must know them. */
export const putJourney = (
  { db }: Base,
  dossierId: number,
  { at, ...written }: NewJourney,
  seal: (version: number) => Omit<SealedSecret, 'version'>[],
): void => {
  const before = db.select({ version: journey.version }).from(journey).where(eq(journey.dossierId, dossierId)).get();
  const version = (before?.version ?? 0) + 1;
  const row = { ...written, version, at };
  db.insert(journey)
    .values({ dossierId, ...row })
    .onConflictDoUpdate({ target: journey.dossierId, set: row })
    .run();
  db.delete(journeySecret).where(eq(journeySecret.dossierId, dossierId)).run();
  for (const secret of seal(version))
    db.insert(journeySecret)
      .values({ dossierId, version, at, ...secret })
      .run();
};

export const withdrawJourney = (base: Base, dossierId: number, at: string): boolean => {
  if (journeyOf(base, dossierId) === null) return false;
  base.db.update(journey).set({ text: null, journey: null, at }).where(eq(journey.dossierId, dossierId)).run();
  base.db.delete(journeySecret).where(eq(journeySecret.dossierId, dossierId)).run();
  return true;
};

/** Opens the one database of the service: pragmas asserted, damage refused, migrations applied. */
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from './migrate.ts';
import { assertPragmas, setPragmas } from './pragmas.ts';
import { BaseProblem } from './problem.ts';

export type Base = { sqlite: Database.Database; db: BetterSQLite3Database };

/** `drizzle/` of the package, seen from src/store or dist/store. */
export const ownMigrations = new URL('../../drizzle', import.meta.url).pathname;

/** `file` may be `:memory:`. Throws a BaseProblem when the base may not be used; it is then closed and unchanged. */
export const openBase = (file: string, now: () => Date, migrations: string = ownMigrations): Base => {
  const sqlite = openFile(file);
  try {
    // Before the pragmas: switching a damaged file to WAL would already write in it.
    refuseDamage(sqlite);
    setPragmas(sqlite);
    migrate(sqlite, migrations, now());
    assertPragmas(sqlite);
    return { sqlite, db: drizzle(sqlite) };
  } catch (error) {
    sqlite.close();
    throw error;
  }
};

/** The same file for reading only, beside the service that writes it: no migration, and no lock that it would wait for. */
export const readBase = (file: string): Base => {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true });
  return { sqlite, db: drizzle(sqlite) };
};

const openFile = (file: string): Database.Database => {
  try {
    return new Database(file);
  } catch (error) {
    throw new BaseProblem(
      'damaged',
      `La base ${file} ne s’ouvre pas : ${String(error)}. Vérifiez les droits du dossier.`,
    );
  }
};

const refuseDamage = (sqlite: Database.Database): void => {
  const said = quickCheck(sqlite);
  if (said === 'ok') return;
  throw new BaseProblem(
    'damaged',
    `La base est endommagée (${said}). Ne l’écrasez pas : arrêtez le service et restaurez la dernière sauvegarde.`,
  );
};

const quickCheck = (sqlite: Database.Database): string => {
  try {
    return String(sqlite.pragma('quick_check(1)', { simple: true }));
  } catch (error) {
    // A file that is no database at all, or whose first page is torn.
    return String(error);
  }
};

/** Runs inside a frame, in a world of its own: what the databases of its origin hold, to tell whether a choice is kept there. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

export type SeenDatabase = { key: string; value: string };

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB did not answer.'));
  });

const contentOf = async (name: string, most: number): Promise<SeenDatabase[]> => {
  const database = await answered(indexedDB.open(name));
  try {
    const stores = [...database.objectStoreNames].slice(0, most);
    return await Promise.all(
      stores.map(async (store) => {
        const content = await answered(database.transaction(store).objectStore(store).getAll(null, most));
        return { key: `${name}/${store}`, value: JSON.stringify(content) ?? '' };
      }),
    );
  } finally {
    // An open connection would keep the page from upgrading its own database.
    database.close();
  }
};

export const readDatabases: Inside<number, Promise<SeenDatabase[]>> = {
  run: async (most) => {
    const names = await indexedDB.databases().catch(() => []);
    const found = await Promise.all(
      names.slice(0, 5).map(({ name }) => contentOf(name ?? '', most).catch((): SeenDatabase[] => [])),
    );
    return found.flat();
  },
  with: [answered, contentOf],
};

/** The real lists of rules/lists, read once for each test file. */
import type { Lists } from '../../src/model/lists.ts';
import { loadLists } from '../../src/reference/lists.ts';

export const listsFolder = new URL('../../rules/lists', import.meta.url).pathname;

let read: Lists | null = null;

export const realLists = (): Lists => {
  if (read) return read;
  const loaded = loadLists(listsFolder);
  if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems));
  read = loaded.lists;
  return read;
};

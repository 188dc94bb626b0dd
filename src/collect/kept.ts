/** Names of the cookies, storage keys and databases, with the state of their values, to tell which ones a click wrote. */
import { sha256 } from './digest.ts';
import { readDatabases } from './inside/databases.ts';
import { readStorage } from './inside/storage.ts';
import { inEveryFrame } from './isolated.ts';
import { limits } from './limits.ts';
import type { Scene } from './scene.ts';

/** Name → digest of its values. */
export type Kept = Map<string, string>;

export const keptNames = async ({ context, page }: Scene): Promise<Kept> => {
  const cookies = await context.cookies();
  const frames = await inEveryFrame(page, readStorage, limits.storage);
  const databases = await inEveryFrame(page, readDatabases, 50);
  const pairs = [
    ...cookies.map(({ name, value }) => [name, value] as const),
    ...frames.flatMap((frame) => frame.value.map(({ key, value }) => [key, value] as const)),
    ...(await Promise.all(databases.map(async (frame) => await frame.value))).flatMap((kept) =>
      kept.map(({ key, value }) => [key, value] as const),
    ),
  ];
  const kept: Kept = new Map();
  for (const [name, value] of pairs) kept.set(name, sha256(`${kept.get(name) ?? ''}${value}`));
  return kept;
};

/** Names of consent, as consent platforms write them. */
const choiceName =
  /consent|cookie|choi[xc]|gdpr|rgpd|cnil|privacy|tarteaucitron|didomi|axeptio|optanon|orejime|klaro|tcstring|notice|accept|refus|_uc_|uc_settings|^cc_|eupubconsent|cmp/i;

/** What appeared or changed; the names that speak of a choice when there are some, else all of them. */
export const newNames = (before: Kept, after: Kept): string[] => {
  const changed = [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name);
  const speaking = changed.filter((name) => choiceName.test(name));
  return (speaking.length > 0 ? speaking : changed).toSorted();
};

/** What each origin keeps in this browser, in every frame: storage, bases, caches, workers; values are hashed. */
import type { StorageRecord } from '../../model/records.ts';
import { sha256 } from '../digest.ts';
import { readStorage, type SeenStorage } from '../inside/storage.ts';
import { readStores, type SeenStore } from '../inside/stores.ts';
import { inEveryFrame } from '../isolated.ts';
import { cutAt, limits } from '../limits.ts';
import { hearReceivers } from '../receivers.ts';
import type { Scene } from '../scene.ts';
import type { Collector } from './collector.ts';
import { type Heard, hearHooks } from './hooks.ts';

type Seen = SeenStorage | SeenStore;

export const watchStorage: Collector<StorageRecord> = async (scene) => {
  const kept = new Map<string, Seen>();
  const receivers = await hearReceivers(scene);
  const hooks = await hearHooks(scene);
  return {
    leaving: async ({ document }) => {
      // Nothing can be read in a page that is stuck, and each try would wait for its own end.
      const seen = document ? [...(await storageOf(scene)), ...(await storesOf(scene))] : [];
      for (const each of seen) kept.set(`${each.origin} ${each.area} ${each.key}`, each);
      return [];
    },
    ending: async () => {
      const tell = receivers();
      for (const each of hooks.flatMap(left)) {
        const place = `${each.origin} ${each.area} ${each.key}`;
        if (!kept.has(place)) kept.set(place, each);
      }
      // Chromium gives the keys of a store in an order that changes from one visit to the next.
      const sorted = [...kept.keys()].toSorted().flatMap((place) => kept.get(place) ?? []);
      const records = sorted.map(
        ({ origin, area, key, value }): StorageRecord => ({
          phase: scene.phase,
          origin,
          area,
          key,
          valueHash: sha256(value),
          valueLength: value.length,
          ...tell(value, origin),
        }),
      );
      return cutAt(records, 'storage', limits.storage, scene.cuts);
    },
  };
};

/** Frames that a page puts and takes away again, as synchronisation of advertising does, are gone when we read. */
const left = (each: Heard): Seen[] =>
  each.kind === 'parting' ? each.kept.map(([area, key, value]) => ({ origin: each.origin, area, key, value })) : [];

const storageOf = async ({ page }: Scene): Promise<Seen[]> =>
  (await inEveryFrame(page, readStorage, limits.storage + 1)).flatMap(({ value }) => value);

const storesOf = async ({ page, cuts }: Scene): Promise<Seen[]> => {
  const most = { entries: limits.storeEntries, chars: limits.storeChars, ms: limits.storeMs };
  const frames = await inEveryFrame(page, readStores, most);
  // A base that never answered may hold anything: the evidence says that it was left out.
  const late = frames.some(({ value }) => value.late) && !cuts.some(({ what }) => what === 'stores');
  if (late) cuts.push({ what: 'stores', at: limits.storeMs });
  return frames.flatMap(({ value }) => value.seen);
};

/** The keys kept by each origin in local and session storage, in every frame; values are hashed. */
import type { StorageRecord } from '../../model/evidence.ts';
import { sha256 } from '../digest.ts';
import { readStorage } from '../inside/storage.ts';
import { inEveryFrame } from '../isolated.ts';
import { cutAt, limits } from '../limits.ts';
import type { Collector } from './collector.ts';

export const watchStorage: Collector<StorageRecord> = ({ page, phase, cuts }) => {
  const kept = new Map<string, StorageRecord>();
  return {
    leaving: async ({ document }) => {
      // Nothing can be read in a page that is stuck, and each try would wait for its own end.
      if (!document) return [];
      for (const { value } of await inEveryFrame(page, readStorage, limits.storage + 1)) {
        for (const { origin, area, key, value: text } of value) {
          const record = { phase, origin, area, key, valueHash: sha256(text), valueLength: text.length };
          kept.set(`${origin} ${area} ${key}`, record);
        }
      }
      return [];
    },
    ending: async () => cutAt([...kept.values()], 'storage', limits.storage, cuts),
  };
};

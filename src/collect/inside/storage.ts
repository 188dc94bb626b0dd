/** Runs inside a frame, in a world of its own: the keys that its origin keeps in this browser. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

export type SeenStorage = { origin: string; area: 'local' | 'session'; key: string; value: string };

const areaOf = (area: 'local' | 'session', most: number): SeenStorage[] => {
  try {
    const storage = area === 'local' ? localStorage : sessionStorage;
    const keys = Array.from({ length: Math.min(storage.length, most) }, (_, place) => storage.key(place) ?? '');
    return keys.map((key) => ({
      // An empty frame (about:blank, srcdoc) has the storage of its parent, and « null » for a location.
      origin: self.origin,
      area,
      key: key.slice(0, 500),
      value: storage.getItem(key) ?? '',
    }));
  } catch {
    // A sandboxed frame has no storage and throws when asked: it keeps nothing.
    return [];
  }
};

export const readStorage: Inside<number, SeenStorage[]> = {
  run: (most) => [...areaOf('local', most), ...areaOf('session', most)],
  with: [areaOf],
};

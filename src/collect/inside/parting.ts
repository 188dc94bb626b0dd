/** Runs in every frame before its scripts: a frame inside a page says what it kept when it goes away before the page. */
/// <reference lib="dom" />
import type { Tools } from './tools.ts';

export const hookParting = ({ tell }: Tools): void => {
  if (window === window.top) return;
  const mostKeys = 50;
  const mostChars = 4_000;
  window.addEventListener('pagehide', () => {
    const kept = (['local', 'session'] as const).flatMap((area) => {
      try {
        const storage = area === 'local' ? localStorage : sessionStorage;
        const keys = Array.from({ length: Math.min(storage.length, mostKeys) }, (_, place) => storage.key(place) ?? '');
        return keys.map((key): ['local' | 'session', string, string] => [
          area,
          key.slice(0, 500),
          (storage.getItem(key) ?? '').slice(0, mostChars),
        ]);
      } catch {
        // A sandboxed frame has no storage.
        return [];
      }
    });
    if (kept.length > 0) tell({ kind: 'parting', origin: self.origin, kept, stack: '' });
  });
};

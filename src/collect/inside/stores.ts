/** Runs inside a frame, in a world of its own: what its origin keeps in IndexedDB, in caches and as service workers. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

export type SeenStore = {
  origin: string;
  area: 'indexed-db' | 'cache' | 'service-worker';
  key: string;
  /** Never leaves the scanner: it is hashed there. */
  value: string;
};
/** `late`: a store did not answer in time, and what it holds is not known. */
export type StoresSeen = { seen: SeenStore[]; late: boolean };
type Entry = Omit<SeenStore, 'origin'>;
export type StoreLimits = { entries: number; chars: number; ms: number };

/** Same value, same text: files and other things that JSON does not know are told by their kind and size. */
const written = (value: unknown): string => {
  const text = JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'bigint') return `${each}n`;
    if (each instanceof Blob) return `Blob ${each.type} ${each.size}`;
    if (each instanceof ArrayBuffer) return `ArrayBuffer ${[...new Uint8Array(each.slice(0, 1_000))]}`;
    if (ArrayBuffer.isView(each)) return `${each.constructor.name} ${each.byteLength}`;
    if (each instanceof Map || each instanceof Set) return [...each];
    return each;
  });
  return typeof value === 'string' ? value : (text ?? String(value));
};

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB did not answer.'));
  });

/** Without a version, a base is opened as it is; one that went away meanwhile must not be made anew. */
const opened = (name: string): Promise<IDBDatabase> => {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.transaction?.abort();
  return settled(request);
};

const entriesOf = async (name: string, { entries, chars }: StoreLimits): Promise<Entry[]> => {
  const base = await opened(name);
  const seen: Entry[] = [];
  try {
    // An empty base is still something that the site keeps.
    if (base.objectStoreNames.length === 0) seen.push({ area: 'indexed-db', key: name, value: '' });
    for (const storeName of [...base.objectStoreNames].sort()) {
      const store = base.transaction(storeName).objectStore(storeName);
      const keys = settled(store.getAllKeys(null, entries));
      const values = await settled(store.getAll(null, entries));
      const place = `${name}/${storeName}`;
      const found = (await keys).map((key, index) => ({
        area: 'indexed-db' as const,
        key: `${place}/${written(key)}`.slice(0, 500),
        value: written(values[index]).slice(0, chars),
      }));
      seen.push(...(found.length > 0 ? found : [{ area: 'indexed-db' as const, key: place, value: '' }]));
    }
  } finally {
    // An open connection would keep the page from upgrading its own base.
    base.close();
  }
  return seen;
};

const databases = async (most: StoreLimits): Promise<Entry[]> => {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '').sort();
  const found = await Promise.all(names.slice(0, most.entries).map((name) => entriesOf(name, most).catch(() => [])));
  return found.flat();
};

const cached = async ({ entries, chars }: StoreLimits): Promise<Entry[]> => {
  const seen: Entry[] = [];
  for (const name of (await caches.keys()).sort().slice(0, entries)) {
    const cache = await caches.open(name);
    for (const request of (await cache.keys()).slice(0, entries)) {
      const answer = await cache.match(request);
      const value = (await answer?.text().catch(() => '')) ?? '';
      seen.push({ area: 'cache', key: `${name} ${request.url}`.slice(0, 500), value: value.slice(0, chars) });
    }
  }
  return seen;
};

const registered = async (): Promise<Entry[]> => {
  const found = await navigator.serviceWorker.getRegistrations();
  return found.map(({ scope, active, waiting, installing }) => {
    const script = (active ?? waiting ?? installing)?.scriptURL ?? '';
    return { area: 'service-worker', key: `${scope} ${script}`.trim(), value: script };
  });
};

/** One store that never answers (a base being upgraded) must not hide the others; one that the page lacks is empty. */
const inTime = (work: Promise<Entry[]>, ms: number): Promise<Entry[] | null> =>
  Promise.race([
    // Sandboxed frames have no store, pages served without TLS have no cache and no service worker: asking throws.
    work.catch((): Entry[] => []),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), ms)),
  ]);

export const readStores: Inside<StoreLimits, Promise<StoresSeen>> = {
  run: async (most) => {
    const work = [databases(most), cached(most), registered()];
    const found = await Promise.all(work.map((each) => inTime(each, most.ms)));
    const seen = found.flatMap((entries) => entries ?? []);
    return { seen: seen.map((entry) => ({ origin: self.origin, ...entry })), late: found.includes(null) };
  },
  with: [written, settled, opened, entriesOf, databases, cached, registered, inTime],
};

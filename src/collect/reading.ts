/** The collectors at work on one phase: started before its first page, asked at each page left and at the end. */
import type { Collected } from '../model/evidence.ts';
import { collectors } from './collectors/all.ts';
import type { Reader, SetName, VisitSets } from './collectors/collector.ts';
import type { Scene, Visited } from './scene.ts';
import { within } from './within.ts';

export type Sets = { [Name in SetName]: Collected<VisitSets[Name]> };

export type Reading = {
  leave(visited: Visited): Promise<void>;
  end(): Promise<void>;
  last(): Promise<void>;
  sets(complete: boolean): Sets;
};

/** One collector's work on a phase; the first error makes its set unavailable, for an empty list would be a lie. */
export const startReading = async (scene: Scene): Promise<Reading> => {
  const names = Object.keys(collectors) as SetName[];
  const records = new Map<SetName, unknown[]>(names.map((name) => [name, []]));
  const errors = new Map<SetName, string>();
  const readers = new Map<SetName, Reader<unknown>>();
  const attempt = async (name: SetName, act: () => Promise<unknown[] | undefined>) => {
    try {
      records.get(name)?.push(...((await within(30_000, act())) ?? []));
    } catch (error) {
      errors.set(name, error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error));
    }
  };
  for (const name of names) {
    await attempt(name, async () => {
      readers.set(name, await collectors[name](scene));
      return [];
    });
  }
  return {
    leave: async (visited) => {
      for (const [name, reader] of readers) await attempt(name, async () => reader.leaving?.(visited));
    },
    end: async () => {
      for (const [name, reader] of readers) await attempt(name, async () => reader.ending?.());
    },
    last: async () => {
      for (const [name, reader] of readers) await attempt(name, async () => reader.last?.());
    },
    // After a failed load the page is gone, and reading it fails for that reason only: the phase says so already.
    sets: (complete) =>
      Object.fromEntries(
        names.map((name) => {
          const error = complete ? errors.get(name) : undefined;
          const set: Collected<unknown> =
            error === undefined
              ? { kind: 'collected', records: records.get(name) ?? [] }
              : { kind: 'unavailable', reason: error };
          return [name, set];
        }),
      ) as Sets,
  };
};

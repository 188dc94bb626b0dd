/** One phase from an empty context to its records: open, choose, read, and in the first phase the legal pages. */
import type { Collected, PhaseState } from '../model/evidence.ts';
import { choose } from './choice.ts';
import { collectors } from './collectors/all.ts';
import type { Reader, SetName, VisitSets } from './collectors/collector.ts';
import { readLinks } from './inside/document.ts';
import { inEveryFrame } from './isolated.ts';
import { chooseLegalPages } from './legal-pages.ts';
import { limits } from './limits.ts';
import { openPage } from './open-page.ts';
import type { Tell } from './raw-visit.ts';
import { openScene, type Scene, type Stage, type Visited } from './scene.ts';
import { within } from './within.ts';

export type Sets = { [Name in SetName]: Collected<VisitSets[Name]> };
export type PhaseOutcome = { state: PhaseState; sets: Sets };
export type PhaseAsk = {
  target: string;
  stage: Stage;
  tell: Tell;
  /** True when the visit must open nothing more. */
  late: () => boolean;
};

/** Never throws for what a page does; a failure of ours makes the phase `technical`. */
export const runPhase = async (ask: PhaseAsk): Promise<PhaseOutcome> => {
  const scene = await openScene(ask.stage);
  try {
    const reading = await startReading(scene);
    const state = await play(scene, reading, ask);
    await reading.end();
    return { state, sets: reading.sets(state.kind === 'observed' || readable(state.reason)) };
  } finally {
    await scene.close();
  }
};

/** A page whose choice alone failed was read like any other; one that did not load was not. */
const readable = (reason: string): boolean => reason === 'no-control-found' || reason === 'control-without-effect';

const play = async (scene: Scene, reading: Reading, { target, tell, late }: PhaseAsk): Promise<PhaseState> => {
  const { phase } = scene;
  tell({ phase, step: 'Ouverture de la page' });
  const entry = await openPage(scene, target, ['entry']);
  if (entry.trouble) {
    await reading.leave(entry);
    return { kind: 'inconclusive', ...entry.trouble };
  }
  tell({ phase, step: 'Recherche du bandeau de consentement' });
  const { consent, visited, trouble } = await choose(scene, entry, tell);
  scene.consent = consent;
  await reading.leave(visited);
  if (trouble) return { kind: 'inconclusive', ...trouble };
  if (phase === 'before-choice') await visitLegalPages(scene, reading, { tell, late });
  return { kind: 'observed' };
};

const visitLegalPages = async (scene: Scene, reading: Reading, { tell, late }: Pick<PhaseAsk, 'tell' | 'late'>) => {
  const { page, cuts, pace } = scene;
  const links = await inEveryFrame(page, readLinks, limits.links).catch(() => []);
  const entry = scene.now.stop.url;
  const pages = chooseLegalPages(
    links.flatMap((frame) => frame.value),
    entry,
    cuts,
  );
  // Half the wait of the entry page: these are texts.
  const quick = { ...scene, pace: { ...pace, commitMs: pace.commitMs / 2, capMs: pace.capMs / 2 } };
  for (const [place, { url, roles }] of pages.entries()) {
    if (late()) {
      cuts.push({ what: 'legal-pages', at: place });
      return;
    }
    tell({ phase: scene.phase, step: `Lecture de ${url}` });
    await reading.leave(await openPage(quick, url, roles));
  }
};

type Reading = {
  leave(visited: Visited): Promise<void>;
  end(): Promise<void>;
  sets(complete: boolean): Sets;
};

/** One collector's work on a phase; the first error makes its set unavailable, for an empty list would be a lie. */
const startReading = async (scene: Scene): Promise<Reading> => {
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

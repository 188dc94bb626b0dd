/** What a collector is: it starts watching before the first navigation, then answers when asked. */
import type { Collected } from '../../model/evidence.ts';
import type { RawVisit } from '../raw-visit.ts';
import type { Scene, Visited } from '../scene.ts';

export type Reader<Rec> = {
  /** Before each page is left: what goes away with the page. */
  leaving?: (visited: Visited) => Promise<Rec[]>;
  /** At the end of the phase: what the context remembers. */
  ending?: () => Promise<Rec[]>;
  /** Very last, once the synthetic pupil has typed: what only typing shows. */
  last?: () => Promise<Rec[]>;
};

/** Called before the first navigation of each phase. It may throw, now or later: the set is then `unavailable`. */
export type Collector<Rec> = (scene: Scene) => Reader<Rec> | Promise<Reader<Rec>>;

/** The sets of the evidence that the visit fills, with their records. */
export type VisitSets = {
  [Name in keyof RawVisit as RawVisit[Name] extends Collected<unknown>
    ? Name
    : never]: RawVisit[Name] extends Collected<infer Rec> ? Rec : never;
};
export type SetName = keyof VisitSets;

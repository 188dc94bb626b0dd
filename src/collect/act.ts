/** What an act of a phase is: what it is given, and what it answers. */
import type { JourneyOrder } from '../model/journey.ts';
import type { PhaseState } from '../model/phase.ts';
import type { PageList } from './page-list.ts';
import type { Tell } from './raw-visit.ts';
import type { Reading } from './reading.ts';
import type { Robots } from './robots.ts';
import type { Scene, Stage } from './scene.ts';

export type PhaseAsk = {
  target: string;
  stage: Stage;
  tell: Tell;
  /** True when the visit must open nothing more. */
  late: () => boolean;
  /** Filled before any choice, read again after each. */
  list: PageList;
  robots: Robots;
  journey: JourneyOrder | null;
};

/** What happens in a phase. It tells what was observed; it throws for failures of our own only. */
export type Act = (scene: Scene, reading: Reading, ask: PhaseAsk) => Promise<PhaseState>;

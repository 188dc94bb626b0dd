/** One visit: three phases in isolated contexts of one browser, before any choice, after refusal, after acceptance. */
import {
  type Collected,
  evidenceFormat,
  type InconclusiveReason,
  type Phase,
  type PhaseState,
  phases,
  type SelfTest,
} from '../model/evidence.ts';
import type { OpenBrowser } from './browser/launch.ts';
import { collectors } from './collectors/all.ts';
import type { SetName } from './collectors/collector.ts';
import { sha256 } from './digest.ts';
import { type Cut, usualPace } from './limits.ts';
import { runPhase, type Sets } from './phase.ts';
import type { Job, RawVisit, Tell } from './raw-visit.ts';

export type VisitAsk = {
  job: Pick<Job, 'preau' | 'target' | 'settings' | 'pace'>;
  browser: Pick<OpenBrowser, 'identity' | 'userAgent' | 'newContext'>;
  selfTest: SelfTest;
  /** Writes a file of the bundle under its SHA-256. */
  write: (sha256: string, bytes: Uint8Array) => Promise<void>;
  tell: Tell;
  now: () => Date;
};

/** Visits the target. What the site does is in the phases' states; throws only for a failure of our own. */
export const visit = async ({ job, browser, selfTest, write, tell, now }: VisitAsk): Promise<RawVisit> => {
  const startedAt = now();
  const pace = job.pace ?? usualPace;
  const cuts: Cut[] = [];
  const files = new Map<string, RawVisit['files'][number]>();
  const keep = async (bytes: Uint8Array, mediaType: string, what: string) => {
    const digest = sha256(bytes);
    if (!files.has(digest)) await write(digest, bytes);
    files.set(digest, { sha256: digest, bytes: bytes.length, mediaType, what });
    return digest;
  };
  const late = () => now().getTime() - startedAt.getTime() > pace.budgetMs / 2;
  const over = () => now().getTime() - startedAt.getTime() > pace.budgetMs;

  const states = Object.fromEntries(phases.map((phase) => [phase, notVisited])) as Record<Phase, PhaseState>;
  const outcomes: Sets[] = [];
  for (const phase of phases) {
    if (over()) states[phase] = outOfTime;
    if (over()) continue;
    const stage = { phase, pace, cuts, clock: now, keep, newContext: () => browser.newContext() };
    const outcome = await runPhase({ target: job.target, stage, tell, late });
    states[phase] = outcome.state;
    outcomes.push(outcome.sets);
    if (phase === 'before-choice' && outcome.state.kind === 'inconclusive') break;
  }
  return {
    format: evidenceFormat,
    preau: job.preau,
    target: job.target,
    startedAt: startedAt.toISOString(),
    endedAt: now().toISOString(),
    browser: browser.identity,
    selfTest,
    settings: job.settings,
    userAgent: browser.userAgent,
    phases: states,
    ...mergeSets(outcomes),
    truncated: cuts,
    files: [...files.values()],
  };
};

const inconclusive = (reason: InconclusiveReason, detail: string): PhaseState => ({
  kind: 'inconclusive',
  reason,
  detail,
});
const notVisited = inconclusive(
  'not-visited',
  'La page n’a pas pu être observée avant tout choix : la suite n’a pas été tentée.',
);
const outOfTime = inconclusive('timeout', 'Le temps prévu pour le contrôle était écoulé avant cette étape.');

/** One phase in which a set is unavailable makes it unavailable: half a set would look like a whole one. */
const mergeSets = (outcomes: Sets[]): Sets =>
  Object.fromEntries(
    (Object.keys(collectors) as SetName[]).map((name) => {
      const parts: Collected<unknown>[] = outcomes.map((sets) => sets[name]);
      const missing = parts.find((part) => part.kind === 'unavailable');
      return [
        name,
        missing ?? {
          kind: 'collected',
          records: parts.flatMap((part) => (part.kind === 'collected' ? part.records : [])),
        },
      ];
    }),
  ) as Sets;

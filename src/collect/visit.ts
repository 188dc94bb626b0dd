/** One visit: three phases in isolated contexts of one browser, before any choice, after refusal, after acceptance. */
import { type Collected, evidenceFormat, type SelfTest } from '../model/evidence.ts';
import type { JourneyLock } from '../model/journey.ts';
import { type InconclusiveReason, type Phase, type PhaseState, phases } from '../model/phase.ts';
import type { ConsentRecord } from '../model/records.ts';
import type { PhaseAsk } from './act.ts';
import type { OpenBrowser } from './browser/launch.ts';
import { collectors } from './collectors/all.ts';
import type { SetName } from './collectors/collector.ts';
import { sha256 } from './digest.ts';
import { type Cut, journeyMs, usualPace } from './limits.ts';
import { openPageList } from './page-list.ts';
import { type PhaseOutcome, runPhase } from './phase.ts';
import type { Job, RawVisit, Tell } from './raw-visit.ts';
import type { Sets } from './reading.ts';
import { openRobots, type ReadRobots } from './robots.ts';
import type { Polls } from './settle.ts';
import { withoutWayBack } from './withdrawal.ts';
import { TooLong, within } from './within.ts';

export type VisitAsk = {
  job: Pick<Job, 'preau' | 'target' | 'settings' | 'hold' | 'pace' | 'journey' | 'locked'>;
  browser: Pick<OpenBrowser, 'identity' | 'userAgent' | 'visitor' | 'newContext'>;
  selfTest: SelfTest;
  /** Writes a file of the bundle under its SHA-256. */
  write: (sha256: string, bytes: Uint8Array) => Promise<void>;
  tell: Tell;
  now: () => Date;
  /** Asks the robots.txt of an origin; absent where the pages are our own. */
  readRobots?: ReadRobots;
};

/** Visits the target. What the site does is in the phases' states; throws only for a failure of our own. */
export const visit = async ({ job, browser, selfTest, write, tell, now, readRobots }: VisitAsk): Promise<RawVisit> => {
  const startedAt = now();
  const { pace = usualPace, hold = 'off' } = job;
  const cuts: Cut[] = [];
  const files = new Map<string, RawVisit['files'][number]>();
  const keep = async (bytes: Uint8Array, mediaType: string, what: string) => {
    const digest = sha256(bytes);
    if (!files.has(digest)) await write(digest, bytes);
    files.set(digest, { sha256: digest, bytes: bytes.length, mediaType, what });
    return digest;
  };
  const spent = () => now().getTime() - startedAt.getTime();
  const budgetOf = (phase: Phase) => (phase === 'journey' ? pace.budgetMs + journeyMs : pace.budgetMs);
  const late = (phase: Phase) => spent() > budgetOf(phase) * shares[phase];
  const over = (phase: Phase) => spent() > budgetOf(phase);
  const left = (phase: Phase) => budgetOf(phase) + graceMs - spent();

  const states = Object.fromEntries(phases.map((phase) => [phase, notVisited])) as Record<Phase, PhaseState>;
  const outcomes: Sets[] = [];
  const seen: Seen = new Map();
  const list = openPageList(job.target);
  const robots = openRobots(readRobots ?? null);
  const polls: Polls = new Set();
  for (const phase of phases) {
    const unasked = skipped(phase, { states, seen }, job);
    if (unasked) states[phase] = unasked;
    if (unasked) continue;
    if (over(phase)) states[phase] = outOfTime;
    if (over(phase)) continue;
    const stage = { phase, pace, cuts, clock: now, keep, hold, polls, newContext: () => browser.newContext() };
    const outcome = await runInTime(
      { target: job.target, stage, tell, late: () => late(phase), list, robots, journey: job.journey ?? null },
      left(phase),
    );
    states[phase] = outcome.state;
    if (outcome.sets) outcomes.push(outcome.sets);
    seen.set(phase, outcome.consent);
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
    visitor: browser.visitor,
    phases: states,
    plan: list.read(),
    robots: robots.read(),
    hold,
    ...mergeSets(outcomes),
    truncated: cuts,
    files: [...files.values()],
  };
};

/** Of the time of the visit, what must be over for a phase to open nothing more: each leaves some to those after it. */
const shares: Record<Phase, number> = {
  'before-choice': 1 / 2,
  'after-refusal': 2 / 3,
  'after-acceptance': 5 / 6,
  'after-withdrawal': 0.95,
  journey: 1,
};

/** A phase begun just before the end of the budget may take that long; with its launch, a visit ends within 100 s. */
const graceMs = 10_000;

/** A phase that a page makes longer than all that is left is given up, and what the phases before it saw is kept. */
const runInTime = async (
  ask: PhaseAsk,
  leftMs: number,
): Promise<Omit<PhaseOutcome, 'sets'> & { sets: Sets | null }> => {
  const running: Promise<PhaseOutcome> = runPhase(ask);
  return within(Math.max(1, leftMs), running).catch((error: unknown) => {
    if (!(error instanceof TooLong)) throw error;
    return { state: outOfPatience, sets: null, consent: null };
  });
};

const inconclusive = (reason: InconclusiveReason, detail: string): PhaseState => ({
  kind: 'inconclusive',
  reason,
  detail,
});
const lockWords = {
  'secrets-locked':
    'Le parcours n’a pas été joué : la clé qui ouvre ses secrets manque ou a changé. Rien n’a été vu dans l’outil.',
  'seal-broken':
    'Le parcours n’a pas été joué : un secret gardé a été modifié ou déplacé. Rien n’a été vu dans l’outil.',
} as const satisfies Record<JourneyLock, string>;

/** What the phases already played saw of the banner. */
type Seen = Map<Phase, ConsentRecord | null>;

/**
 * What is known to be vain is not played: a journey that nobody gave, an acceptance where two empty browsers saw no
 * banner, a withdrawal where nothing was accepted or nothing leads back to the choice.
 */
const skipped = (
  phase: Phase,
  { states, seen }: { states: Record<Phase, PhaseState>; seen: Seen },
  { journey, locked }: Pick<Job, 'journey' | 'locked'>,
): PhaseState | null => {
  if (phase === 'journey' && locked) return inconclusive(locked, lockWords[locked]);
  if (phase === 'journey' && !journey) return inconclusive('not-asked', 'Aucun parcours n’a été fourni.');
  const bannerless = (['before-choice', 'after-refusal'] as const).every((each) => seen.get(each)?.banner === false);
  if (phase === 'after-acceptance' && bannerless) return nothingToAccept;
  if (phase !== 'after-withdrawal') return null;
  if (states['after-acceptance'].kind !== 'observed') return nothingToWithdraw;
  const accepted = seen.get('after-acceptance');
  const trouble = accepted ? withoutWayBack(accepted) : null;
  return trouble && { kind: 'inconclusive', ...trouble };
};

const nothingToAccept = inconclusive(
  'no-control-found',
  'Aucun bandeau de consentement visible, ni avant tout choix ni à la visite suivante : rien ne permet d’accepter.',
);
const nothingToWithdraw = inconclusive(
  'not-visited',
  'Aucune acceptation n’a pu être faite : il n’y a rien à retirer.',
);
const notVisited = inconclusive(
  'not-visited',
  'La page n’a pas pu être observée avant tout choix : la suite n’a pas été tentée.',
);
const outOfPatience = inconclusive('timeout', 'La page n’a pas laissé finir cette étape dans le temps du contrôle.');
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

/** One phase from an empty context to its records: an act is played on stage while the collectors watch. */
import type { InconclusiveReason, Phase, PhaseState } from '../model/phase.ts';
import type { ConsentRecord } from '../model/records.ts';
import type { Act, PhaseAsk } from './act.ts';
import { playJourney } from './journey/play-journey.ts';
import { playChoice } from './play-choice.ts';
import { type Sets, startReading } from './reading.ts';
import { openScene, type Scene } from './scene.ts';
import { typeAsPupil } from './type-as-pupil.ts';
import { TooLong } from './within.ts';

export type PhaseOutcome = { state: PhaseState; sets: Sets; consent: ConsentRecord | null };

const acts: Record<Phase, Act> = {
  'before-choice': playChoice,
  'after-refusal': playChoice,
  'after-acceptance': playChoice,
  'after-withdrawal': playChoice,
  journey: playJourney,
};

/** Never throws for what a page does; a failure of ours makes the phase `technical`. */
export const runPhase = async (ask: PhaseAsk): Promise<PhaseOutcome> => {
  const scene = await openScene(ask.stage);
  try {
    const reading = await startReading(scene);
    const state = await acts[scene.phase](scene, reading, ask).catch((error: unknown) => stateOf(scene, error));
    await reading.end();
    if (state.kind === 'observed') await typeAsPupil(scene, ask);
    await reading.last();
    const sets = reading.sets(state.kind === 'observed' || readable(state.reason));
    return { state, sets, consent: scene.consent };
  } finally {
    await scene.close();
  }
};

/** A page may freeze, close itself or crash between two of our questions: that is what it did, not a failure of ours. */
const stateOf = ({ page, signs }: Scene, error: unknown): PhaseState => {
  const inconclusive = (reason: InconclusiveReason, detail: string) =>
    ({ kind: 'inconclusive', reason, detail }) as const;
  if (signs.crashed) return inconclusive('crashed', 'La page a fait planter le navigateur pendant l’observation.');
  if (page.isClosed()) return inconclusive('crashed', 'La page s’est fermée elle-même pendant l’observation.');
  if (error instanceof TooLong || isTimeout(error))
    return inconclusive('timeout', 'La page s’est figée pendant l’observation et ne répond plus.');
  const words = error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
  if (leftUs.test(words)) return inconclusive('timeout', 'La page se recharge ou change d’adresse sans cesse.');
  return inconclusive('technical', `L’observation a été interrompue : ${words.slice(0, 300)}`);
};

/** Chromium’s and Playwright’s words when the document that was asked is not there any more. */
const leftUs =
  /context was destroyed|cannot find context|frame (?:was|got|has been) detached|no frame (?:with|for)|navigat|uniqueContextId|main frame did not answer/i;

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

/** A page whose choice alone failed was read like any other; one that did not load was not. */
const readable = (reason: string): boolean =>
  reason === 'no-control-found' || reason === 'control-without-effect' || reason === 'step-failed';

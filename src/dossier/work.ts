/** The worker: takes checks one after the other until it is told to stop, and outlives every error of a job. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Claim } from '../queue/queue.ts';
import { bury, failAttempt, handBack, type Inspected, inspect } from './inspect.ts';
import { lookAgain } from './look-again.ts';
import { secondLookJob } from './second-look-job.ts';
import type { Tools } from './tools.ts';

export type Pace = {
  /** Between two looks at an empty queue. */
  idleMs: number;
  /** Between two renewals of the lease: a third of it. */
  beatMs: number;
};
export const usualPace: Pace = { idleMs: 500, beatMs: 10_000 };

/** Resolves after `stop` is aborted: the job under way is aborted and given back without counting its attempt. */
export const work = async (tools: Tools, pace: Pace, stop: AbortSignal): Promise<void> => {
  while (!stop.aborted) {
    const worked = await takeOne(tools, pace, stop);
    if (!worked && !stop.aborted) await sleep(pace.idleMs, undefined, { signal: stop }).catch(() => {});
  }
};

/** False when there was nothing to do. An error of the queue itself is logged like the others: the disk may be full. */
const takeOne = async (tools: Tools, pace: Pace, stop: AbortSignal): Promise<boolean> => {
  try {
    bury(tools);
    const claim = tools.queue.claim();
    if (claim === null) return false;
    await run(tools, claim, pace, stop);
    return true;
  } catch (error) {
    tools.log('work.failed', { error: String(error) });
    return false;
  }
};

const run = async (tools: Tools, claim: Claim, pace: Pace, stop: AbortSignal): Promise<void> => {
  const lost = new AbortController();
  const beat = setInterval(() => {
    if (!stillOurs(tools, claim)) lost.abort();
  }, pace.beatMs);
  const began = performance.now();
  try {
    const outcome = await attempt(tools, claim, AbortSignal.any([stop, lost.signal]));
    const ms = Math.round(performance.now() - began);
    tools.log('job.done', { job: claim.id, subject: claim.subject, attempt: claim.attempts, outcome, ms });
  } finally {
    // A lease that went on being renewed would keep the job from everyone.
    clearInterval(beat);
  }
};

/** An error in a timer would end the process: a full disk then only means that the lease may run out. */
const stillOurs = ({ queue, log }: Tools, claim: Claim): boolean => {
  try {
    return queue.heartbeat(claim);
  } catch (error) {
    log('heartbeat.failed', { job: claim.id, error: String(error) });
    return true;
  }
};

const attempt = async (tools: Tools, claim: Claim, signal: AbortSignal): Promise<Inspected> => {
  try {
    return await (claim.kind === secondLookJob ? lookAgain : inspect)(tools, claim, signal);
  } catch (error) {
    if (signal.aborted) return handBack(tools, claim);
    tools.log('job.failed', { job: claim.id, error: String(error) });
    return failAttempt(tools, claim, String(error));
  }
};

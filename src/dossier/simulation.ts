/** The simulation of the candidate rulebook over the whole archive: one at a time, remembered until it is asked again. */
import type { Log } from '../log.ts';
import type { ToolImpact } from './replay.ts';
import { type ReplayOrder, replayAll } from './replay-all.ts';

export type SimulationState =
  | { kind: 'none' }
  | { kind: 'running'; judged: number }
  | { kind: 'done'; digest: string; at: string; impacts: ToolImpact[] }
  | { kind: 'failed'; at: string };

export type Simulation = {
  state(): SimulationState;
  /** Starts it, unless one is running. `digest` names the candidate that it tries. */
  start(digest: string, order: ReplayOrder): void;
};

/** One thread only: the others are for the people whom the service answers. */
export const openSimulation = ({ now, log }: { now: () => Date; log: Log }): Simulation => {
  let state: SimulationState = { kind: 'none' };
  const run = async (digest: string, order: ReplayOrder) => {
    try {
      const tell = (judged: number) => {
        state = { kind: 'running', judged };
      };
      const impacts = await replayAll(order, { tell, threads: 1 });
      state = { kind: 'done', digest, at: now().toISOString(), impacts };
    } catch (error) {
      log('simulation.failed', { error: String(error) });
      state = { kind: 'failed', at: now().toISOString() };
    }
  };
  return {
    state: () => state,
    start: (digest, order) => {
      if (state.kind === 'running') return;
      state = { kind: 'running', judged: 0 };
      void run(digest, order);
    },
  };
};

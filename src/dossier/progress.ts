/** Live steps of the checks under way, kept in memory only: what matters is in the archive. */
import type { DossierState } from '../model/dossier.ts';

export type ProgressEvent =
  | { kind: 'step'; text: string; at: string }
  | { kind: 'state'; state: DossierState; at: string };
type Listener = (event: ProgressEvent) => void;

/** Calls `listener` at once with the steps already told of the check under way, then with each new one. */
export type Listen = (number: string, listener: Listener) => () => void;
export type Progress = { tell(number: string, event: ProgressEvent): void; listen: Listen };

/** A talkative visit must not fill the memory. */
const keptSteps = 50;

export const openProgress = (): Progress => {
  const told = new Map<string, ProgressEvent[]>();
  const listeners = new Map<string, Set<Listener>>();
  return {
    tell: (number, event) => {
      // A new state ends the story of the steps before it.
      const story = event.kind === 'state' ? [event] : [...(told.get(number) ?? []), event].slice(-keptSteps);
      if (event.kind === 'state' && event.state !== 'checking') told.delete(number);
      else told.set(number, story);
      for (const listener of listeners.get(number) ?? []) listener(event);
    },
    listen: (number, listener) => {
      for (const event of told.get(number) ?? []) listener(event);
      const present = listeners.get(number) ?? new Set();
      listeners.set(number, present.add(listener));
      return () => {
        present.delete(listener);
        if (present.size === 0) listeners.delete(number);
      };
    },
  };
};

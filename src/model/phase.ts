/** The phases of a visit, and what each came to: observed, or inconclusive with its reason. */
import * as v from 'valibot';

export const phases = ['before-choice', 'after-refusal', 'after-acceptance', 'after-withdrawal', 'journey'] as const;
export const Phase = v.picklist(phases);
export type Phase = v.InferOutput<typeof Phase>;

export const phaseWords = {
  'before-choice': 'avant tout choix',
  'after-refusal': 'après refus',
  'after-acceptance': 'après acceptation',
  'after-withdrawal': 'après retrait du consentement',
  journey: 'dans le parcours fourni',
} as const satisfies Record<Phase, string>;

export const inconclusiveReasons = [
  'refused', // the guard refused the address of the page itself
  'unreachable', // no connection, TLS failure, name that does not resolve
  'http-error', // the page answered with a status of 400 or more
  'browser-error-page', // Chromium showed its own error page
  'bot-wall', // a robot check instead of the page
  'blank-page', // nothing to read and nothing to see
  'timeout', // the page never finished loading within the budget
  'crashed', // the page or the browser crashed
  'no-control-found', // no visible control for this choice: nothing may be concluded
  'control-without-effect', // the control was clicked and the banner stayed
  'not-visited', // the phase before it was itself inconclusive
  'not-asked', // nobody asked for this phase: no journey was supplied
  'step-failed', // a step of the journey could not be done: the rest was not seen
  'secrets-locked', // the journey was not played: the key that opens its secrets is missing or another
  'seal-broken', // the journey was not played: a sealed secret was altered or moved
  'secret-shown', // a secret of the journey is read in the tool without being typed: nothing of it is judged
  'technical', // our own failure
] as const;
export const InconclusiveReason = v.picklist(inconclusiveReasons);
export type InconclusiveReason = v.InferOutput<typeof InconclusiveReason>;

export const PhaseState = v.variant('kind', [
  v.strictObject({ kind: v.literal('observed') }),
  v.strictObject({ kind: v.literal('inconclusive'), reason: InconclusiveReason, detail: v.string() }),
]);
export type PhaseState = v.InferOutput<typeof PhaseState>;

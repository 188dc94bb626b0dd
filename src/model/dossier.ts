/** The file that follows a tool through the process: its states, its events, one pure transition. */
import * as v from 'valibot';

export const dossierStates = [
  'submitted',
  'checking',
  'check-inconclusive',
  'to-review',
  'decided',
  'published',
] as const;
export const DossierState = v.picklist(dossierStates);
export type DossierState = v.InferOutput<typeof DossierState>;

export const dossierWords = {
  submitted: 'déposé, contrôle en attente',
  checking: 'contrôle en cours',
  'check-inconclusive': 'contrôle non concluant',
  'to-review': 'en attente de la commission',
  decided: 'décision prise',
  published: 'publié',
} as const satisfies Record<DossierState, string>;

export const dossierEvents = [
  'submit',
  'start-check',
  'finish-check',
  'fail-check',
  'recheck',
  'decide',
  'publish',
] as const;
export const DossierEvent = v.picklist(dossierEvents);
export type DossierEvent = v.InferOutput<typeof DossierEvent>;

/** The table is the law: what is not listed is refused. */
const moves: Record<DossierState, Partial<Record<DossierEvent, DossierState>>> = {
  submitted: { 'start-check': 'checking' },
  checking: {
    'finish-check': 'to-review',
    'fail-check': 'check-inconclusive',
    'start-check': 'checking',
    recheck: 'submitted',
  },
  'check-inconclusive': { recheck: 'submitted' },
  'to-review': { decide: 'decided', recheck: 'submitted' },
  decided: { publish: 'published', recheck: 'submitted' },
  published: { recheck: 'submitted' },
};

export type Transition =
  | { kind: 'moved'; to: DossierState }
  | { kind: 'forbidden'; from: DossierState; event: DossierEvent };

/** The state after `event`, or why it may not happen. */
export const transition = (from: DossierState, event: DossierEvent): Transition => {
  const to = moves[from][event];
  return to ? { kind: 'moved', to } : { kind: 'forbidden', from, event };
};

/** One line of the append-only history. */
export const DossierLine = v.strictObject({
  event: DossierEvent,
  actor: v.string(),
  reason: v.string(),
  at: v.string(),
  from: v.nullable(DossierState),
  to: DossierState,
});
export type DossierLine = v.InferOutput<typeof DossierLine>;

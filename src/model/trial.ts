/** A trial in a class as an academy reports it, and the ladder of pedagogical evidence that trials climb. */
import * as v from 'valibot';

const sentence = v.pipe(v.string(), v.trim(), v.minLength(5));
const word = v.pipe(v.string(), v.trim(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const trialKinds = ['trial-report', 'analysis', 'testimony', 'study', 'expert-review'] as const;
export const trialKindWords = {
  'trial-report': 'compte rendu d’expérimentation',
  analysis: 'analyse',
  testimony: 'témoignage',
  study: 'étude comparée par un tiers',
  'expert-review': 'relecture au regard des programmes',
} as const satisfies Record<(typeof trialKinds)[number], string>;

export const methods = ['observation', 'questionnaire', 'before-after', 'compared-group'] as const;
export const directions = ['benefit', 'harm', 'unclear'] as const;

export const pedagogyLevels = ['P0', 'P1', 'P2', 'P3', 'P4'] as const;
export const PedagogyLevel = v.picklist(pedagogyLevels);
export type PedagogyLevel = v.InferOutput<typeof PedagogyLevel>;

/** Never a class name nor a pupil: a range of sizes, a level, an academy. */
export const Trial = v.strictObject({
  id: v.string(),
  kind: v.picklist(trialKinds),
  academy: word,
  level: word,
  subject: word,
  classes: count,
  weeks: count,
  /** Code of catalog/contexts. */
  context: word,
  method: v.picklist(methods),
  aim: sentence,
  results: sentence,
  difficulties: v.string(),
  /** Impacts observed, by code of the ladder's list. */
  impacts: v.array(v.strictObject({ impact: word, direction: v.picklist(directions) })),
  reuse: v.boolean(),
  /** A link of interest with the vendor: told to readers, and never counted as evidence. */
  interest: v.nullable(sentence),
  /** Date of the validation by an inspector, ISO; null while it waits. */
  validatedOn: v.nullable(v.pipe(v.string(), v.isoDate())),
});
export type Trial = v.InferOutput<typeof Trial>;

/** The file catalog/pedagogy.yml. */
export const Ladder = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+$/)),
  source: sentence,
  licence: word,
  levels: v.pipe(
    v.array(v.strictObject({ level: PedagogyLevel, title: sentence, meaning: sentence })),
    v.check(
      (levels) => pedagogyLevels.every((level, index) => levels[index]?.level === level),
      'P0 à P4 attendus, dans l’ordre.',
    ),
  ),
  thresholds: v.strictObject({
    classes: v.pipe(count, v.minValue(1)),
    academies: v.pipe(count, v.minValue(1)),
    /** Share of the reports that must point the same way, from 0.5 to 1. */
    agreement: v.pipe(v.number(), v.minValue(0.5), v.maxValue(1)),
  }),
  impacts: v.pipe(
    v.array(v.strictObject({ id: v.pipe(v.string(), v.regex(/^[a-z-]+$/)), title: word })),
    v.minLength(1),
  ),
});
export type Ladder = v.InferOutput<typeof Ladder>;

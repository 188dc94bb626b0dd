/** What teachers see: four axes never merged into a score, points d'attention, and one directive per context. */
import * as v from 'valibot';
import { Verdict } from './decision.ts';

export const axes = ['data', 'access', 'freedom', 'pedagogy'] as const;
export const Axis = v.picklist(axes);
export type Axis = v.InferOutput<typeof Axis>;

/** `to-confirm` is the highest state that the robot alone may reach. */
export const labelStates = ['favourable', 'with-reservations', 'unfavourable', 'to-confirm', 'not-assessed'] as const;
export const LabelState = v.picklist(labelStates);
export type LabelState = v.InferOutput<typeof LabelState>;

const sentence = v.pipe(v.string(), v.trim(), v.minLength(5));

/** A file of catalog/labels. `reads` holds rule identifiers or `theme/*`. */
export const LabelDefinition = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z-]+$/)),
  axis: Axis,
  title: sentence,
  meaning: sentence,
  doesNotMean: sentence,
  reads: v.array(v.string()),
  validMonths: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The French words of each state of this axis. */
  words: v.strictObject({
    favourable: sentence,
    'with-reservations': sentence,
    unfavourable: sentence,
    'to-confirm': sentence,
    'not-assessed': sentence,
  }),
});
export type LabelDefinition = v.InferOutput<typeof LabelDefinition>;

/** A file of catalog/contexts. */
export const UseContext = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z-]+$/)),
  /** Used after « Vous pouvez utiliser X … », such as « seul, pour préparer la classe ». */
  phrase: sentence,
  title: sentence,
  order: v.pipe(v.number(), v.integer()),
  pupils: v.boolean(),
  /** Rules whose failure bars a plain « vous pouvez utiliser » in this context. */
  reads: v.array(v.string()),
  whoDecides: sentence,
  duties: v.array(sentence),
});
export type UseContext = v.InferOutput<typeof UseContext>;

/** A line of catalog/vocabularies/attention.yml: shown when one of its rules failed. */
export const AttentionPoint = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z-]+$/)),
  title: sentence,
  meaning: sentence,
  avoid: sentence,
  rules: v.pipe(v.array(v.string()), v.minLength(1)),
});
export type AttentionPoint = v.InferOutput<typeof AttentionPoint>;

const RulebookRef = v.strictObject({ version: v.string(), digest: v.string() });

export const Label = v.strictObject({
  id: v.string(),
  axis: Axis,
  title: v.string(),
  state: LabelState,
  words: v.string(),
  /** Rules that explain the state: failed, or undecided. */
  because: v.array(v.strictObject({ rule: v.string(), outcome: v.string() })),
  date: v.string(),
  rulebook: RulebookRef,
  evidenceDate: v.string(),
  expires: v.string(),
});
export type Label = v.InferOutput<typeof Label>;

export const Directive = v.strictObject({
  context: v.string(),
  verdict: Verdict,
  /** The sentence shown, word for word: it is archived because it engages responsibility. */
  text: v.string(),
  conditions: v.array(v.string()),
  whoDecides: v.string(),
  duties: v.array(v.string()),
  because: v.array(v.strictObject({ rule: v.string(), outcome: v.string() })),
  date: v.string(),
});
export type Directive = v.InferOutput<typeof Directive>;

export const Attention = v.strictObject({
  id: v.string(),
  title: v.string(),
  meaning: v.string(),
  avoid: v.string(),
  because: v.array(v.string()),
});
export type Attention = v.InferOutput<typeof Attention>;

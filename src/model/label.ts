/** What teachers see: four axes never merged into a score, points d'attention, and one directive per context. */
import * as v from 'valibot';
import { Verdict } from './decision.ts';
import { Severity } from './outcome.ts';

export const axes = ['data', 'access', 'freedom', 'pedagogy'] as const;
export const Axis = v.picklist(axes);
export type Axis = v.InferOutput<typeof Axis>;

/** `to-confirm` is the highest state that the robot alone may reach. */
export const labelStates = ['favourable', 'with-reservations', 'unfavourable', 'to-confirm', 'not-assessed'] as const;
export const LabelState = v.picklist(labelStates);
export type LabelState = v.InferOutput<typeof LabelState>;

const sentence = v.pipe(v.string(), v.trim(), v.minLength(5));

/** Some of the rules that a label reads: all of them unless named, from one severity upwards. */
const Clause = v.strictObject({ rules: v.optional(v.array(v.string())), from: Severity });
export type Clause = v.InferOutput<typeof Clause>;

/**
 * Whose word gives the state: `opinion`, that of the commission on the whole file; `required`, the findings, once the
 * commission has decided; `trials`, people who tried the tool in a class, never a rule.
 */
const DecisionWish = v.picklist(
  ['opinion', 'required', 'trials'],
  'Un label attend « opinion », « required » ou « trials » : le robot seul n’en donne aucun.',
);

type Clauses = Record<'needs' | 'forbids' | 'reserves', Clause[]>;
const byFindings: Clauses = {
  needs: [{ from: 'major' }],
  forbids: [{ from: 'major' }],
  reserves: [{ from: 'information' }],
};

/** What a definition meant before these fields existed: adopted copies of the catalogue are read for ever. */
const unsaid: Record<Axis, Clauses & { decision: v.InferOutput<typeof DecisionWish> }> = {
  data: { decision: 'opinion', needs: [], forbids: [{ from: 'blocking' }], reserves: [] },
  access: { decision: 'required', ...byFindings },
  freedom: { decision: 'required', ...byFindings },
  pedagogy: { decision: 'trials', needs: [], forbids: [], reserves: [] },
};

/** A file of catalog/labels. `reads` holds rule identifiers or `theme/*`. */
const WrittenLabel = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z-]+$/)),
  axis: Axis,
  title: sentence,
  meaning: sentence,
  doesNotMean: sentence,
  reads: v.array(v.string()),
  decision: v.optional(DecisionWish),
  /** Rules that must not stay open: a doubt on one of them keeps the label « à confirmer ». */
  needs: v.optional(v.array(Clause)),
  /** Rules of which one failure, that the commission did not set aside, refuses the label. */
  forbids: v.optional(v.array(Clause)),
  /** Rules of which one such failure leaves a reservation; meaningless where the opinion decides. */
  reserves: v.optional(v.array(Clause)),
  /** What keeps the label true until it expires, told to those who hold it. */
  conditions: v.optional(v.array(sentence), []),
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
export const LabelDefinition = v.pipe(
  WrittenLabel,
  v.transform(({ decision, needs, forbids, reserves, ...written }) => ({
    ...written,
    decision: decision ?? unsaid[written.axis].decision,
    needs: needs ?? unsaid[written.axis].needs,
    forbids: forbids ?? unsaid[written.axis].forbids,
    reserves: reserves ?? unsaid[written.axis].reserves,
  })),
);
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

export const directiveTexts = [
  'allowed',
  'allowed-if',
  'allowed-if-unlisted',
  'to-confirm',
  'not-with-pupils',
  'forbidden',
] as const;
export type DirectiveText = (typeof directiveTexts)[number];

/** Places of a directive text; `{conditions}` only where there are some. */
const places = { '{outil}': true, '{contexte}': true, '{conditions}': false } as const;
const directiveText = (withConditions: boolean) =>
  v.pipe(
    sentence,
    v.check(
      (text) => (text.match(/\{[^}]*\}/g) ?? []).every((place) => Object.hasOwn(places, place)),
      'Places admises : {outil}, {contexte} et {conditions}.',
    ),
    v.check(
      (text) => text.includes('{outil}') && text.includes('{contexte}'),
      'Le texte doit citer {outil} et {contexte}.',
    ),
    v.check(
      (text) => text.includes('{conditions}') === withConditions,
      withConditions ? 'Le texte doit citer {conditions}.' : 'Ce texte n’a pas de {conditions}.',
    ),
  );

/** The file catalog/directives/textes.yml: the words of each verdict, with the version that each sheet keeps. */
export const DirectiveTexts = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+$/, 'Une version s’écrit en deux nombres, comme "1.0".')),
  date: v.pipe(v.string(), v.isoDate()),
  texts: v.strictObject({
    allowed: directiveText(false),
    'allowed-if': directiveText(true),
    'allowed-if-unlisted': directiveText(false),
    'to-confirm': directiveText(false),
    'not-with-pupils': directiveText(false),
    forbidden: directiveText(false),
  }),
});
export type DirectiveTexts = v.InferOutput<typeof DirectiveTexts>;

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
  /** Which text was filled, and its version. */
  template: v.strictObject({ id: v.picklist(directiveTexts), version: v.string() }),
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

/** The pupil's journey that a vendor supplies: steps a person would take inside the tool, with secrets kept apart. */
import * as v from 'valibot';

const words = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
/** How a field or a control is named on the screen: its label, its hint, or its name in the form. */
const target = words(200);

export const secretName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'Un secret a un nom en minuscules, chiffres et tirets, comme mot-de-passe.'),
);

/** The acts, in the order in which they are taught, and what each asks. */
export const actAsks = {
  open: 'une adresse du même site',
  fill: 'field, avec value ou secret',
  choose: 'field et option',
  click: 'le texte de ce qui est cliqué',
  press: 'une touche : Enter, Tab, Escape, Space, ArrowDown ou ArrowUp',
  wait: 'text',
  frame: 'le nom d’un cadre, ou main',
  check: 'text, et present: false pour une absence',
} as const;

const isAct = (word: string | undefined): word is keyof typeof actAsks =>
  word !== undefined && Object.hasOwn(actAsks, word);

/** What the one act of the step asks; else what a step is. */
const stepWords = ({ input }: v.BaseIssue<unknown>): string => {
  const [act, ...others] = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  return others.length === 0 && isAct(act)
    ? `« ${act} » demande ${actAsks[act]}.`
    : 'Une étape porte un seul acte : open, fill, choose, click, press, wait, frame ou check, avec ce qu’il demande.';
};

export const Step = v.union(
  [
    v.strictObject({ open: words(2048) }),
    v.strictObject({ fill: v.strictObject({ field: target, value: words(500) }) }),
    v.strictObject({ fill: v.strictObject({ field: target, secret: secretName }) }),
    v.strictObject({ choose: v.strictObject({ field: target, option: target }) }),
    v.strictObject({ click: target }),
    v.strictObject({ press: v.picklist(['Enter', 'Tab', 'Escape', 'Space', 'ArrowDown', 'ArrowUp']) }),
    v.strictObject({ wait: v.strictObject({ text: target }) }),
    /** Enters a frame by its name or a part of its address; `main` leaves it. */
    v.strictObject({ frame: target }),
    v.strictObject({ check: v.strictObject({ text: target, present: v.optional(v.boolean(), true) }) }),
  ],
  stepWords,
);
export type Step = v.InferOutput<typeof Step>;

export const Journey = v.strictObject({
  name: words(200),
  steps: v.pipe(v.array(Step), v.minLength(1), v.maxLength(40, 'Un parcours a quarante étapes au plus.')),
});
export type Journey = v.InferOutput<typeof Journey>;

/** Short values would be found everywhere, and hiding them would blacken the evidence. */
export const secretValue = v.pipe(
  v.string(),
  v.minLength(6, 'Un secret a six caractères au moins.'),
  v.maxLength(500, 'Un secret a cinq cents caractères au plus.'),
);

export const Secrets = v.record(secretName, secretValue);
export const mostSecrets = 5;
export type Secrets = v.InferOutput<typeof Secrets>;

/** What the scanner is given; it lives in memory and on the standard input of one process, nowhere else. */
export const JourneyOrder = v.strictObject({ journey: Journey, secrets: Secrets });
export type JourneyOrder = v.InferOutput<typeof JourneyOrder>;

/** Why the secrets that were kept cannot be given to the scanner; the words are those of its phase. */
export const journeyLocks = ['secrets-locked', 'seal-broken'] as const;
export const JourneyLock = v.picklist(journeyLocks);
export type JourneyLock = v.InferOutput<typeof JourneyLock>;

export const secretsIn = ({ steps }: Journey): string[] => [
  ...new Set(steps.flatMap((step) => ('fill' in step && 'secret' in step.fill ? [step.fill.secret] : []))),
];

/** The act and the French words of a step; a secret is named, never shown. */
export const wordsOf = (step: Step): { act: string; words: string } => {
  if ('open' in step) return { act: 'open', words: `ouvrir ${step.open}` };
  if ('fill' in step)
    return {
      act: 'fill',
      words: `remplir « ${step.fill.field} »${'secret' in step.fill ? ` avec le secret ${step.fill.secret}` : ''}`,
    };
  if ('choose' in step)
    return { act: 'choose', words: `choisir « ${step.choose.option} » dans « ${step.choose.field} »` };
  if ('click' in step) return { act: 'click', words: `cliquer sur « ${step.click} »` };
  if ('press' in step) return { act: 'press', words: `appuyer sur ${step.press}` };
  if ('wait' in step) return { act: 'wait', words: `attendre « ${step.wait.text} »` };
  if ('frame' in step)
    return {
      act: 'frame',
      words: step.frame === 'main' ? 'quitter le cadre' : `entrer dans le cadre « ${step.frame} »`,
    };
  return {
    act: 'check',
    words: `vérifier ${step.check.present ? 'la présence' : 'l’absence'} de « ${step.check.text} »`,
  };
};

/** What the commission decides: an opinion, one verdict for each context of use, its reasons, its author. */
import * as v from 'valibot';

export const opinions = ['favourable', 'favourable-with-conditions', 'unfavourable', 'adjourned'] as const;
export const Opinion = v.picklist(opinions, 'Choisissez un avis.');
export type Opinion = v.InferOutput<typeof Opinion>;
export const opinionWords = {
  favourable: 'avis favorable',
  'favourable-with-conditions': 'avis favorable sous conditions',
  unfavourable: 'avis défavorable',
  adjourned: 'avis ajourné',
} as const satisfies Record<Opinion, string>;

/** From the most open to the most closed: the order is used to keep the more cautious of two. */
export const verdicts = ['allowed', 'allowed-if', 'to-confirm', 'not-with-pupils', 'forbidden'] as const;
export const Verdict = v.picklist(verdicts, 'Choisissez une consigne.');
export type Verdict = v.InferOutput<typeof Verdict>;
export const verdictWords = {
  allowed: 'Vous pouvez utiliser',
  'allowed-if': 'Vous pouvez utiliser, sous conditions',
  'to-confirm': 'Aucun avis à ce jour',
  'not-with-pupils': 'Déconseillé avec des élèves',
  forbidden: 'N’utilisez pas',
} as const satisfies Record<Verdict, string>;

export const mostCautious = (a: Verdict, b: Verdict): Verdict => (verdicts.indexOf(a) >= verdicts.indexOf(b) ? a : b);

const words = (empty: string) => v.pipe(v.string(empty), v.trim(), v.minLength(1, empty), v.maxLength(5000));

export const ContextVerdict = v.strictObject({ verdict: Verdict, conditions: v.array(words('Écrivez la condition.')) });
export type ContextVerdict = v.InferOutput<typeof ContextVerdict>;

export const Decision = v.strictObject({
  opinion: Opinion,
  reasons: words('Écrivez les motifs de l’avis : une décision non motivée est contestable.'),
  /** By context code. A context that is not listed has no opinion. */
  contexts: v.record(v.string(), ContextVerdict),
  /** Failed findings that the commission sets aside, each with its reason. */
  setAside: v.array(v.strictObject({ rule: v.string(), reason: words('Dites pourquoi ce constat est écarté.') })),
  decidedBy: v.string(),
  decidedAt: v.string(),
  /** True when the decision was made by the demonstration, not by people. */
  demonstration: v.boolean(),
});
export type Decision = v.InferOutput<typeof Decision>;

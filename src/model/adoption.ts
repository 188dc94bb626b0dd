/** The adoption of a rulebook: a decision with a date, an author and a reason; what was judged before stays as judged. */
import * as v from 'valibot';

export const Adoption = v.strictObject({
  /** Digest of the whole reference: rules, lists and catalogue. */
  digest: v.string(),
  version: v.string(),
  /** How many rules it holds, for the public list of versions. */
  rules: v.pipe(v.number(), v.integer(), v.minValue(1)),
  reason: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(10, 'Dites en une phrase pourquoi cette version est adoptée.'),
    v.maxLength(2000, 'Ce texte dépasse 2 000 caractères.'),
  ),
  author: v.string(),
  at: v.string(),
});
export type Adoption = v.InferOutput<typeof Adoption>;

/** What one administrator proposes to adopt; it judges nothing before a second one confirms it. */
export type RulebookProposal = { id: number; digest: string; reason: string; by: string; at: string };

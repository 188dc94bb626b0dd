/** What a vendor signs: commitments that are either observed or proved by a dated document. */
import * as v from 'valibot';

const sentence = v.pipe(v.string(), v.trim(), v.minLength(5));
/** « GAR », « RGAA ». */
const word = v.pipe(v.string(), v.trim(), v.minLength(2));

export const Commitment = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Z]+-\d{2}$/, 'Un engagement s’écrit en lettres et deux chiffres, comme ENG-01.')),
  theme: word,
  text: sentence,
  /** What shows that it is kept. */
  proof: sentence,
  /** Rules that observe it; empty when only a document can prove it. */
  rules: v.array(v.string()),
  origin: word,
});
export type Commitment = v.InferOutput<typeof Commitment>;

/** A file of catalog/commitments. `approved-code` is a code of conduct approved under article 40 of the RGPD. */
export const CodeOfConduct = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  kind: v.picklist(['own', 'approved-code']),
  title: sentence,
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+$/, 'Une version s’écrit en deux nombres, comme "1.0".')),
  date: v.pipe(v.string(), v.isoDate()),
  source: sentence,
  licence: v.pipe(v.string(), v.minLength(2)),
  commitments: v.pipe(v.array(Commitment), v.minLength(1)),
});
export type CodeOfConduct = v.InferOutput<typeof CodeOfConduct>;

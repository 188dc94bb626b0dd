/** French words made findable: accents folded, œ and æ opened, apostrophes split, and stems beside the words. */
import { stemmer } from '@orama/stemmers/french';

/** « L’évaluation » → ['l', 'évaluation']: lower case, ligatures opened, accents kept for the stemmer. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** évaluations → evaluation. */
export const fold = (word: string): string => word.normalize('NFD').replaceAll(/\p{M}/gu, '');

/** évaluer, évaluations → evalu: stemmed before folding, because the stemmer reads accents. */
export const stemOf = (word: string): string => fold(stemmer(word));

/** Words that carry no meaning alone, so that « logiciel de géométrie » does not ask for « de ». */
const small = new Set(
  'a au aux avec ce ces d dans de des du en et l la le les leur leurs ma mes mon n ne nos notre ou par pas pour qu que qui s sa se ses son sur ta tes ton un une vos votre y c j m t'.split(
    ' ',
  ),
);

/** The words worth asking for; all of them when every word is small. */
export const askedWords = (text: string, most: number): string[] => {
  const all = [...new Set(wordsOf(text))];
  const meaningful = all.filter((word) => !small.has(word));
  return (meaningful.length > 0 ? meaningful : all).slice(0, most);
};

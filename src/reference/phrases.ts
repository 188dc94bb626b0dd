/** Compiles the phrases of the legal pages, and gathers the words that they are made of. */
import { type PhraseMention, phraseMentions } from '../model/facts.ts';
import type { Fits, LegalWords, Lists } from '../model/lists.ts';
import type { ListFiles } from './list-files.ts';
import { patternOf, placedPatternOf } from './patterns.ts';
import { wordFinder } from './word-finder.ts';

type PhrasesFile = ListFiles['phrases'];

export const phrasesOf = (file: PhrasesFile): Lists['phrases'] =>
  Object.fromEntries(
    Object.entries(file.mentions).map(([mention, { any, atLeast, except }]) => [
      mention,
      { any: any.map(placedPatternOf), atLeast, except: except === undefined ? null : patternOf(except) },
    ]),
  ) as unknown as Lists['phrases'];

export const legalOf = (file: PhrasesFile): LegalWords => ({
  nearIn: nearFinder(file),
  vague: file.vague.map(patternOf),
  holes: file.holes.map(patternOf),
  hosts: file.hosts.map((each) => ({ ...each, words: patternOf(each.words) })),
  countries: file.countries.map((each) => ({ ...each, words: patternOf(each.words) })),
  keywords: keywordsOf(file),
});

export const bannerOf = ({ banner }: PhrasesFile): Lists['banner'] =>
  banner ? { purposes: anyOf(banner.purposes), links: anyOf(banner.links) } : null;

const anyOf = (sources: readonly string[]): Fits => {
  const shapes = sources.map(patternOf);
  return (text) => shapes.some((fits) => fits(text));
};

/** One pass for the `near` of all mentions; a string may stand for several of them. */
const nearFinder = (file: PhrasesFile): LegalWords['nearIn'] => {
  const mentionsOf = new Map<string, PhraseMention[]>();
  for (const mention of phraseMentions) {
    for (const word of file.mentions[mention].near) mentionsOf.set(word, [...(mentionsOf.get(word) ?? []), mention]);
  }
  const find = wordFinder([...mentionsOf.keys()]);
  const owners = [...mentionsOf.values()];
  return (plain, found) => find(plain, (word, end) => found(owners[word] ?? [], end));
};

/** « heberg(eur|ement) » gives heberg and ement: a page made of such words only is made for the robot. */
const keywordsOf = (file: PhrasesFile): string[] => {
  const words = Object.values(file.mentions).flatMap(({ any }) => any.join(' ').match(/(?<![\\a-z])[a-z]{6,}/g) ?? []);
  return [...new Set(words.map((word) => word.replace(/[sx]$/, '')))].sort();
};

/** One legal page being read: its text, what the phrases found in it, and whether its silence means anything. */
import type { PhraseMention } from '../../../model/facts.ts';
import type { Lists } from '../../../model/lists.ts';
import type { Statement, Statements } from './statements.ts';
import { type LegalText, type Passage, windowAt } from './text.ts';

export type Reading = {
  page: LegalText;
  statements: Statements;
  lists: Lists;
  /** Whole, readable and in French: what is not found there is not said there. */
  complete: boolean;
};

/** What a topic is when nothing states it: known to be nothing, or unknown when the page was not wholly read. */
export const unstated = ({ complete }: Reading): null | undefined => (complete ? null : undefined);

/** Passages that state `mention`, each once, in the order of the page. */
export const passagesOf = ({ statements }: Reading, mention: PhraseMention): Passage[] => [
  ...new Set(statements[mention].map(({ passage }) => passage)),
];

/** Where the words that fit end, counted in the passage. */
export const endOf = ({ lists }: Reading, mention: PhraseMention, { passage, which }: Statement): number =>
  Math.max(0, lists.phrases[mention].any[which]?.endIn(passage.plain) ?? 0);

/** What follows the words that fit, over the next lines too; at most `length` characters. */
export const following = (reading: Reading, mention: PhraseMention, statement: Statement, length: number) =>
  windowAt(reading.page, statement.passage.start + endOf(reading, mention, statement), length);

/** Reads rules/ and catalog/ for a subcommand; a refused file is told with its line, and nothing starts. */
import { type Mismatch, mismatchesOf } from '../assess/examples.ts';
import type { Config } from '../config.ts';
import { outcomeWords } from '../model/outcome.ts';
import { withAddresses } from '../reference/addresses.ts';
import { loadReference, type Reference, type ReferenceProblem } from '../reference/reference.ts';
import { place } from './place.ts';
import type { Terminal } from './terminal.ts';

export type ReferenceFolders = { rules: string; catalog: string };
export const ownFolders: ReferenceFolders = { rules: place.rules, catalog: place.catalog };

/** `file:line : message`, the form that editors turn into a link. */
export const problemLine = (each: ReferenceProblem): string =>
  `  ${each.file}${each.line === null ? '' : `:${each.line}`} : ${each.message}${each.suggestion ? ` ${each.suggestion}` : ''}`;

/**
 * The examples of every rule are played each time: the whole rulebook takes 21 ms, and a rule that does not do what
 * its file says must not judge anybody.
 */
export const openReference = (
  config: Pick<Config, 'countryMmdb' | 'asnMmdb'>,
  terminal: Terminal,
  folders: ReferenceFolders = ownFolders,
): Reference | null => {
  const loaded = loadReference(folders);
  const problems = loaded.kind === 'refused' ? loaded.problems : exampleProblems(loaded.reference);
  if (loaded.kind === 'refused' || problems.length > 0) {
    terminal.tell(['Le recueil de règles ou le catalogue est refusé.', ...problems.map(problemLine)].join('\n'));
    return null;
  }
  const opened = withAddresses(loaded.reference.lists, config);
  if (opened.kind === 'refused') {
    terminal.tell(opened.message);
    return null;
  }
  return { ...loaded.reference, lists: opened.lists };
};

/** Examples that do not come out as told, at the line where they are written. */
export const exampleProblems = ({ written, rulebook }: Reference): ReferenceProblem[] =>
  written.rules.flatMap((rule) =>
    mismatchesOf(rule, rulebook.lists).map((mismatch) => ({
      file: `${rule.id}.yml`,
      line: written.lines.get(rule.id)?.(['examples', mismatch.expected, mismatch.index]) ?? null,
      message: mismatchMessage(mismatch),
      suggestion: null,
    })),
  );

export const mismatchMessage = ({ example, expected, got }: Mismatch): string =>
  `l’exemple « ${example} » est annoncé « ${outcomeWords[expected]} », il donne « ${wordOf(got)} ».`;

/** An outcome, or the messages found when the outcome was right. */
const wordOf = (got: string): string => outcomeWords[got as keyof typeof outcomeWords] ?? got;

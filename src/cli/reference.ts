/** Reads rules/ and catalog/ for a subcommand; a refused file is told with its line, and nothing starts. */
import type { Config } from '../config.ts';
import { withAddresses } from '../reference/addresses.ts';
import { loadReference, type Reference, type ReferenceProblem } from '../reference/reference.ts';
import { place } from './place.ts';
import type { Terminal } from './terminal.ts';

/** `file:line : message`, the form that editors turn into a link. */
export const problemLine = (each: ReferenceProblem): string =>
  `  ${each.file}${each.line === null ? '' : `:${each.line}`} : ${each.message}${each.suggestion ? ` ${each.suggestion}` : ''}`;

export const openReference = (config: Config, terminal: Terminal): Reference | null => {
  const loaded = loadReference({ rules: place.rules, catalog: place.catalog });
  if (loaded.kind === 'refused') {
    terminal.tell(['Le recueil de règles ou le catalogue est refusé.', ...loaded.problems.map(problemLine)].join('\n'));
    return null;
  }
  const opened = withAddresses(loaded.reference.lists, config);
  if (opened.kind === 'refused') {
    terminal.tell(opened.message);
    return null;
  }
  return { ...loaded.reference, lists: opened.lists };
};

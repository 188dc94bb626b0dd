/** The ScoLOMFR terms as a map by address, read from the compact text that goes with lists/scolomfr.yml. */
import type { Scolomfr, ScolomfrTerm, TermStatus } from '../model/lists.ts';
import type { ScolomfrFile } from './list-files.ts';
import type { ReferenceProblem } from './yaml.ts';

const statuses: Readonly<Record<string, TermStatus | null>> = {
  A: 'former',
  D: 'deprecated',
  O: 'obsolete',
  '?': null,
};

type Read = { scolomfr: Scolomfr; problems: ReferenceProblem[] };

/** A line that says nothing readable is a problem with its number; the terms of the other lines are kept. */
export const scolomfrOf = (file: ScolomfrFile, text: string, schema: string): Read => {
  const terms = new Map<string, ScolomfrTerm>();
  const vocabularies = new Set<string>();
  const problems: ReferenceProblem[] = [];
  let vocabulary = '';
  for (const [index, line] of text.split('\n').entries()) {
    const opening = /^\[(\d{3})\]$/.exec(line)?.[1];
    if (opening !== undefined) vocabularies.add(opening);
    vocabulary = opening ?? vocabulary;
    if (opening !== undefined || line === '' || line.startsWith('#')) continue;
    const [name = '', ...rest] = line.split(' ');
    const known = Object.hasOwn(statuses, rest[0] ?? '');
    const status = known ? (statuses[rest.shift() ?? ''] ?? null) : 'current';
    if (vocabulary === '' || !/^\S+$/.test(name)) problems.push(problemAt(index + 1));
    const address = addressIn(file.base, vocabulary);
    terms.set(address(name), { vocabulary, status, broader: status === null ? null : rest.map(address) });
  }
  const { version, base } = file;
  return {
    scolomfr: {
      ...{ version, base, schema, terms, vocabularies },
      publisher: new Set(file.publisher),
      level: new Set(file.level),
      subject: new Set(file.subject),
    },
    problems,
  };
};

const addressIn =
  (base: string, vocabulary: string) =>
  (name: string): string => {
    if (name.includes('://')) return name;
    return /^\d+$/.test(name) ? `${base}scolomfr-voc-${vocabulary}-num-${name}` : `${base}${name}`;
  };

const problemAt = (line: number): ReferenceProblem => ({
  file: 'lists/scolomfr.txt',
  line,
  message: 'Terme attendu après un vocabulaire : [022], puis un terme par ligne.',
  suggestion: null,
});

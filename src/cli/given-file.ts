/** Reads a file that a vendor gives in YAML or in JSON, a declaration or a journey, and says what is wrong with its line. */
import { readFileSync } from 'node:fs';
import type * as v from 'valibot';
import { readYaml } from '../reference/yaml.ts';
import { problemLine } from './reference.ts';

export type GivenFile<T> = { kind: 'read'; value: T } | { kind: 'refused'; message: string };

/** JSON is YAML: one reader serves both. `what` names the file in French, with its article: « la déclaration ». */
export const readGivenFile = <const S extends v.GenericSchema>(
  file: string,
  what: string,
  schema: S,
): GivenFile<v.InferOutput<S>> => {
  const text = textOf(file);
  if (text === null) return { kind: 'refused', message: `Le fichier ${file} (${what}) est introuvable ou illisible.` };
  const read = readYaml(file, text, schema);
  if (read.kind === 'read') return { kind: 'read', value: read.value };
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)} est refusé${/^la |^une /.test(what) ? 'e' : ''}.`;
  return { kind: 'refused', message: [sentence, ...read.problems.map(problemLine)].join('\n') };
};

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

/** Reads a vendor's declaration file, YAML or JSON, for `preau check --declaration`. */
import { readFileSync } from 'node:fs';
import { Declaration } from '../model/declaration.ts';
import { readYaml } from '../reference/yaml.ts';

export type DeclarationFile = { kind: 'read'; declaration: Declaration } | { kind: 'refused'; message: string };

/** JSON is YAML: one reader serves both and gives the line of each problem. */
export const readDeclarationFile = (file: string): DeclarationFile => {
  const text = textOf(file);
  if (text === null)
    return { kind: 'refused', message: `Le fichier de déclaration ${file} est introuvable ou illisible.` };
  const read = readYaml(file, text, Declaration);
  if (read.kind === 'read') return { kind: 'read', declaration: read.value };
  const lines = read.problems.map(
    (each) =>
      `  ${each.file}${each.line ? `:${each.line}` : ''} : ${each.message}${each.suggestion ? ` ${each.suggestion}` : ''}`,
  );
  return { kind: 'refused', message: ['La déclaration est refusée.', ...lines].join('\n') };
};

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

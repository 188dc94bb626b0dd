/** Reads one YAML file against one schema, and says in French what is wrong, on which line, and what was meant. */
import { readdirSync } from 'node:fs';
import * as v from 'valibot';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { operators } from '../model/rule.ts';
import { nearest } from './nearest.ts';
import { choiceKeysAt, choicesOf, frenchOf, keysAt } from './wording.ts';

/** What is wrong in a file of rules/ or catalog/; `line` counts from 1 and is null when the whole file is meant. */
export type ReferenceProblem = { file: string; line: number | null; message: string; suggestion: string | null };
export type Refused = { kind: 'refused'; problems: ReferenceProblem[] };
type Path = readonly (string | number)[];
/** Finds the line of a path, or of its nearest existing parent. */
export type LineOf = (path: Path) => number | null;
export type ReadYaml<T> = { kind: 'read'; value: T; lineOf: LineOf } | Refused;

/** The longest rule here is under 6 kB; ten times that is not a rule any more. */
export const ruleSizeCap = 64 * 1024;

/**
 * Parses `text` (at most `cap` bytes, no alias, no second document) and checks it against `schema`.
 * `file` is only quoted in the problems. Never throws on bad text.
 */
export const readYaml = <const S extends v.GenericSchema>(
  file: string,
  text: string,
  schema: S,
  cap: number = ruleSizeCap,
): ReadYaml<v.InferOutput<S>> => {
  const bytes = Buffer.byteLength(text);
  if (bytes > cap) return refusal(file, null, `Fichier trop gros : ${bytes} octets, pour ${cap} au plus.`);
  const parsed = parse(file, text);
  if (parsed.kind === 'refused') return parsed;
  const result = v.safeParse(schema, parsed.value, { message: frenchOf });
  if (result.success) return { kind: 'read', value: result.output, lineOf: parsed.lineOf };
  const problems = result.issues.map((issue) => problemOf(file, schema, issue, parsed.lineOf));
  return { kind: 'refused', problems };
};

/** Names of the YAML files of a folder, sorted. */
export const ymlIn = (dir: string): string[] =>
  readdirSync(dir)
    .filter((name) => name.endsWith('.yml'))
    .sort();

const refusal = (file: string, line: number | null, message: string): Refused => ({
  kind: 'refused',
  problems: [{ file, line, message, suggestion: null }],
});

const parse = (file: string, text: string): ReadYaml<unknown> => {
  try {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [wrong] = [...document.errors, ...document.warnings];
    if (wrong) return refusal(file, lines.linePos(wrong.pos[0]).line, `YAML mal formé : ${wrong.message}`);
    // No alias at all: « billion laughs » needs them and no rule does.
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return { kind: 'read', value, lineOf: (path) => lineAt(document, lines, path) };
  } catch (error) {
    // 64 kB of « [ » overflow the stack of the parser (RangeError); an alias is a ReferenceError.
    if (error instanceof RangeError) return refusal(file, null, 'YAML trop imbriqué.');
    if (error instanceof ReferenceError)
      return refusal(file, null, 'Les alias YAML (&nom, *nom) ne sont pas admis : recopiez la valeur.');
    throw error;
  }
};

const lineAt = (document: Document, lines: LineCounter, path: Path): number | null => {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(step));
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (item === undefined) break;
      offset = startOf(item) ?? offset;
      node = item;
    } else break;
  }
  return offset === null ? null : lines.linePos(offset).line;
};

const startOf = (node: unknown): number | null => (node as Node | null)?.range?.[0] ?? null;

const problemOf = (
  file: string,
  schema: v.GenericSchema,
  issue: v.BaseIssue<unknown>,
  lineOf: LineOf,
): ReferenceProblem => {
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  const where = path.length === 0 ? '' : `${path.join('.')} : `;
  const suggestion = suggestionFor(schema, issue, path);
  return {
    file,
    line: lineOf(path),
    message: `${where}${issue.message}`,
    suggestion: suggestion === null ? null : `Vouliez-vous dire « ${suggestion} » ?`,
  };
};

/** The key that was meant, or the word of a closed list that was meant. */
const suggestionFor = (schema: v.GenericSchema, issue: v.BaseIssue<unknown>, path: Path): string | null => {
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return nearest(String(path.at(-1)), keysAt(schema, path.slice(0, -1)));
  }
  if (issue.type === 'picklist') return nearest(String(issue.input), choicesOf(issue));
  if (issue.type === 'union' && isBlock(issue.input)) {
    const [written = ''] = Object.keys(issue.input);
    const offered = choiceKeysAt(schema, path);
    const known: readonly string[] = offered.length > 0 ? offered : operators;
    return known.includes(written) ? null : nearest(written, known);
  }
  return null;
};

const isBlock = (value: unknown): value is object => typeof value === 'object' && value !== null;

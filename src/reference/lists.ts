/** Reads rules/lists: every file checked against its shape, then compiled for the assessor; all problems told at once. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as v from 'valibot';
import type { Lists } from '../model/lists.ts';
import type { ListHeader, Scalar } from '../model/rule.ts';
import { openEasyPrivacy } from './easyprivacy.ts';
import { embedsOf } from './embeds.ts';
import { openEntities } from './entities.ts';
import { facadesOf, operatorsOf } from './hosting.ts';
import { licencesOf } from './licences.ts';
import { type LaterFiles, type ListFiles, laterFiles, listFiles, ValuesFile } from './list-files.ts';
import { patternOf } from './patterns.ts';
import { bannerOf, legalOf, phrasesOf } from './phrases.ts';
import { scolomfrOf } from './scolomfr.ts';
import { anyShapeOf, ownersOf, servicesOf, shapesOf } from './services.ts';
import { type ReferenceProblem, readYaml } from './yaml.ts';

/** The longest list is 33 kB; cookies and trackers will grow. */
export const listSizeCap = 512 * 1024;

export type LoadedLists =
  | {
      kind: 'loaded';
      lists: Lists;
      /** The lists that rules quote with `list:NAME`. */
      values: Map<string, Set<Scalar>>;
      /** Name and SHA-256 of each file: what the rulebook's digest must cover. */
      digestInput: unknown;
    }
  | { kind: 'refused'; problems: ReferenceProblem[] };

/**
 * Every list of `dir` (rules/lists). A missing or wrong file is a problem with its line; never throws on one.
 * The databases of addresses are the operator's: see `withAddresses`.
 */
export const loadLists = (dir: string): LoadedLists => {
  const reader = readerOf(dir);
  const files = Object.fromEntries(
    Object.entries(listFiles).map(([name, schema]) => [name, reader.read(name, schema)]),
  ) as ListFiles;
  const later = Object.fromEntries(
    Object.entries(laterFiles).map(([name, schema]) => [name, has(dir, name) ? reader.read(name, schema) : null]),
  ) as LaterFiles;
  const values = readValues(dir, reader);
  const easyprivacy = reader.text('easyprivacy.txt');
  const scolomfr = readScolomfr(later.scolomfr, reader);
  // Without them, what depends on a date is unknown.
  const legalDates = later['legal-dates']?.dates ?? [];
  if (reader.problems.length > 0) return { kind: 'refused', problems: reader.problems };
  const headers = reader.headers.sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    kind: 'loaded',
    lists: build({ ...files, ...later }, headers, { easyprivacy, scolomfr, legalDates }),
    values,
    digestInput: reader.digests,
  };
};

/** The terms and the schema stand beside their list; null where there is none. */
const readScolomfr = (file: LaterFiles['scolomfr'], reader: Reader): Lists['scolomfr'] => {
  if (file === null) return null;
  const terms = reader.text('scolomfr.txt');
  const schema = reader.text('notice.xsd');
  const { scolomfr, problems } = scolomfrOf(file, terms, schema);
  reader.problems.push(...problems);
  return scolomfr;
};

const readValues = (dir: string, reader: Reader): Map<string, Set<Scalar>> => {
  const known = new Set(Object.keys({ ...listFiles, ...laterFiles }));
  const names = existing(dir)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => path.basename(file, '.yml'));
  const values = new Map<string, Set<Scalar>>();
  for (const name of names.filter((each) => !known.has(each)).sort()) {
    const file = reader.read(name, ValuesFile);
    if (file) values.set(name, new Set(file.values));
  }
  return values;
};

const has = (dir: string, name: string): boolean => existing(dir).includes(`${name}.yml`);

const existing = (dir: string): string[] => {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
};

type Reader = {
  read: <S extends v.GenericSchema<unknown, ListHeader>>(name: string, schema: S) => v.InferOutput<S> | null;
  text: (file: string) => string;
  problems: ReferenceProblem[];
  headers: ListHeader[];
  digests: Record<string, string>;
};

const readerOf = (dir: string): Reader => {
  const reader: Reader = { read, text, problems: [], headers: [], digests: {} };
  const problem = (file: string, line: number | null, message: string, suggestion: string | null = null) =>
    reader.problems.push({ file, line, message, suggestion });

  function text(file: string): string {
    try {
      const content = readFileSync(path.join(dir, file), 'utf8');
      reader.digests[file] = createHash('sha256').update(content).digest('hex');
      return content;
    } catch {
      problem(`lists/${file}`, null, 'Ce fichier manque ou ne peut pas être lu.', 'Remettez-le dans rules/lists.');
      return '';
    }
  }

  function read<S extends v.GenericSchema<unknown, ListHeader>>(name: string, schema: S): v.InferOutput<S> | null {
    const content = text(`${name}.yml`);
    if (content === '') return null;
    const file = `lists/${name}.yml`;
    const result = readYaml(file, content, schema, listSizeCap);
    if (result.kind === 'refused') {
      reader.problems.push(...result.problems);
      return null;
    }
    const { title, source, date, licence } = result.value;
    if (result.value.name !== name)
      problem(file, 1, `name : « ${result.value.name} » n’est pas le nom du fichier.`, name);
    reader.headers.push({ name, title, source, date, licence });
    return result.value;
  }

  return reader;
};

const build = (
  files: ListFiles & LaterFiles,
  headers: ListHeader[],
  { easyprivacy, ...later }: { easyprivacy: string } & Pick<Lists, 'scolomfr' | 'legalDates'>,
): Lists => ({
  headers,
  services: servicesOf(files.trackers),
  shapes: shapesOf(files.trackers),
  shaped: anyShapeOf(files.trackers),
  owners: ownersOf(files.owners),
  entityOf: openEntities(files['third-party-web'].categories),
  flagged: openEasyPrivacy(easyprivacy),
  embeds: embedsOf(files.embeds),
  operators: operatorsOf(files.hosting),
  facades: facadesOf(files['cdn-facades']),
  cookies: files.cookies.cookies.map((each) => ({
    ...each,
    name: patternOf(each.name),
    domains: each.domains ?? null,
  })),
  keys: files.storage.keys.map((each) => ({ ...each, key: patternOf(each.key) })),
  links: files.links.roles.map(({ role, text, href }) => ({ role, text: patternOf(text), href: patternOf(href) })),
  phrases: phrasesOf(files.phrases),
  legal: legalOf(files.phrases),
  frenchWords: new Set(files.phrases.french),
  banner: bannerOf(files.phrases),
  accessibility: new Map(files.accessibility?.faults.map(({ rule, title }) => [rule, title])),
  adequacy: new Map(files.adequacy.countries.map((each) => [each.code, each.status])),
  licences: licencesOf(files.licences),
  gar: garOf(files.gar),
  ...later,
  placeOf: () => ({}),
});

const garOf = (file: ListFiles['gar']): Lists['gar'] => ({
  test: file.test,
  production: file.production,
  ark: patternOf(file.ark),
  testNaan: file.testNaan,
  launch: patternOf(file.launch),
  uai: patternOf(file.uai),
  minimalAttributes: new Set(file.minimalAttributes),
});

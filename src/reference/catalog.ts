/** Reads catalog/: labels, contexts of use, points d'attention and school vocabularies. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { CodeOfConduct } from '../model/commitment.ts';
import { AttentionPoint, DirectiveTexts, LabelDefinition, UseContext } from '../model/label.ts';
import { Ladder } from '../model/trial.ts';
import { nearest } from './nearest.ts';
import { type LineOf, type ReferenceProblem, type Refused, readYaml, ymlIn } from './yaml.ts';

const code = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Un code s’écrit en minuscules, chiffres et tirets.'),
);
const word = v.pipe(v.string(), v.trim(), v.minLength(2));
const Level = v.strictObject({ code, label: word, order: v.pipe(v.number(), v.integer()) });
const Subject = v.strictObject({ code, label: word });
const LevelsFile = v.strictObject({ source: word, levels: v.pipe(v.array(Level), v.minLength(1)) });
const SubjectsFile = v.strictObject({ source: word, subjects: v.pipe(v.array(Subject), v.minLength(1)) });
const AttentionFile = v.strictObject({ points: v.pipe(v.array(AttentionPoint), v.minLength(1)) });

export type Vocabularies = {
  levels: v.InferOutput<typeof Level>[];
  subjects: v.InferOutput<typeof Subject>[];
};
export type Catalog = {
  labels: LabelDefinition[];
  contexts: UseContext[];
  attention: AttentionPoint[];
  vocabularies: Vocabularies;
  commitments: CodeOfConduct[];
  directiveTexts: DirectiveTexts;
  ladder: Ladder;
};
export type LoadedCatalog = { kind: 'loaded'; catalog: Catalog } | Refused;

/** Labels in the order of their file names, contexts by `order`. A rule that `ruleIds` does not hold is refused. */
const textsFile = 'directives/textes.yml';

export const loadCatalog = (dir: string, ruleIds: readonly string[]): LoadedCatalog => {
  const problems: ReferenceProblem[] = [];
  const open = <const S extends v.GenericSchema>(file: string, schema: S, check?: Check<S>): v.InferOutput<S>[] => {
    const read = readYaml(file, readFileSync(path.join(dir, file), 'utf8'), schema);
    if (read.kind === 'refused') problems.push(...read.problems);
    else problems.push(...(check?.(file, read.value, read.lineOf) ?? []));
    return read.kind === 'read' ? [read.value] : [];
  };
  const openAll = <const S extends v.GenericSchema>(folder: string, schema: S, check: Check<S>) =>
    ymlIn(path.join(dir, folder)).flatMap((name) => open(`${folder}/${name}`, schema, check));
  const known = knownRules(ruleIds);
  const catalog = {
    labels: openAll(
      'labels',
      LabelDefinition,
      named((label) => [
        ...known(label.reads, ['reads']),
        ...(['needs', 'forbids', 'reserves'] as const).flatMap((field) => clausesOf(label, field, known)),
      ]),
    ),
    contexts: openAll(
      'contexts',
      UseContext,
      named((context) => known(context.reads, ['reads'])),
    ).sort((a, b) => a.order - b.order),
    attention: open('vocabularies/attention.yml', AttentionFile, (file, { points }, lineOf) =>
      points.flatMap((point, index) => located(file, lineOf, known(point.rules, ['points', index, 'rules']))),
    ).flatMap(({ points }) => points),
    commitments: openAll(
      'commitments',
      CodeOfConduct,
      named((code) => code.commitments.flatMap(({ rules }, index) => known(rules, ['commitments', index, 'rules']))),
    ),
    vocabularies: {
      levels: open('vocabularies/levels.yml', LevelsFile).flatMap(({ levels }) => levels),
      subjects: open('vocabularies/subjects.yml', SubjectsFile).flatMap(({ subjects }) => subjects),
    },
  };
  const [directiveTexts] = open(textsFile, DirectiveTexts);
  const [ladder] = open('pedagogy.yml', Ladder);
  if (directiveTexts === undefined || ladder === undefined || problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'loaded', catalog: { ...catalog, directiveTexts, ladder } };
};

type Check<S extends v.GenericSchema> = (file: string, value: v.InferOutput<S>, lineOf: LineOf) => ReferenceProblem[];
type Found = { path: (string | number)[]; message: string; suggestion: string | null };

/** A file of labels/ or contexts/ bears the name of its id. */
const named =
  <T extends { id: string }>(check: (value: T) => Found[]) =>
  (file: string, value: T, lineOf: LineOf): ReferenceProblem[] => {
    const expected = path.basename(file, '.yml');
    const wrongId: Found = { path: ['id'], message: `le nom du fichier est attendu.`, suggestion: expected };
    return located(file, lineOf, [...(value.id === expected ? [] : [wrongId]), ...check(value)]);
  };

const located = (file: string, lineOf: LineOf, found: Found[]): ReferenceProblem[] =>
  found.map(({ path: where, message, suggestion }) => ({
    file,
    line: lineOf(where),
    message: `${where.join('.')} : ${message}`,
    suggestion: suggestion === null ? null : `Vouliez-vous dire « ${suggestion} » ?`,
  }));

/** A clause may only name what the label reads: it would weigh nothing otherwise, and nobody would see why. */
const clausesOf = (label: LabelDefinition, field: 'needs' | 'forbids' | 'reserves', known: Known): Found[] =>
  label[field].flatMap(({ rules = [] }, index) => [
    ...known(rules, [field, index, 'rules']),
    ...rules.flatMap((name, at) =>
      label.reads.includes(name) || label.reads.includes(`${name.split('/')[0]}/*`)
        ? []
        : [
            {
              path: [field, index, 'rules', at],
              message: `le label ne lit pas « ${name} » : ajoutez la règle à reads.`,
              suggestion: nearest(name, label.reads),
            },
          ],
    ),
  ]);

type Known = (read: readonly string[], at: (string | number)[]) => Found[];
const knownRules = (ruleIds: readonly string[]): Known => {
  const themes = [...new Set(ruleIds.map((id) => `${id.split('/')[0]}/*`))];
  const names = [...ruleIds, ...themes];
  return (read, at) =>
    read.flatMap((name, index) =>
      names.includes(name)
        ? []
        : [{ path: [...at, index], message: `aucune règle active « ${name} ».`, suggestion: nearest(name, names) }],
    );
};

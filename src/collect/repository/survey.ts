/** What a tree of files says of its licence: texts, manifests, the README, headers; bounded, and told when cut. */
import path from 'node:path';
import type { RepositoryRecord } from '../../model/records.ts';
import { bounds } from './bounds.ts';
import { annotationsIn, manifestReader, tagsIn } from './manifests.ts';
import type { Tree } from './tree.ts';

type Survey = Extract<RepositoryRecord, { kind: 'survey' }>;
/** Late once the clock says that no more file should be opened for its header. */
export type Looking = { source: string; by: Survey['by']; late: () => boolean };

/** The records of a tree; `opened` of the survey says how many source files were read for their header. */
export const surveyOf = async (tree: Tree, { source, by, late }: Looking): Promise<RepositoryRecord[]> => {
  const texts = await textsOf(tree, source);
  const said = [...(await manifestsOf(tree, source)), ...(await readmeOf(tree, source))];
  const headers = await headersOf(tree, source, late);
  return [
    ...texts.records,
    ...said,
    ...headers.records,
    {
      kind: 'survey',
      source,
      by,
      files: tree.paths.length,
      opened: headers.opened,
      complete: tree.complete && texts.complete,
    },
  ];
};

const depthOf = (file: string): number => file.split('/').length;
const nearestFirst = (one: string, other: string): number => depthOf(one) - depthOf(other);

/** LICENSE, LICENCE.fr.md, COPYING.LESSER, MIT-LICENSE.txt, LICENSES/MIT.txt, COMMONS-CLAUSE, but no code. */
const licenceName =
  /^(?:(?:un)?licen[cs]es?|copying|copyright|eula|ofl|[\w.]+[-_]licen[cs]e|commons[-_ ]clause)(?:[-_ .][\w .+()-]*)?$/i;
const proseName = /\.(txt|md|markdown|rst|adoc|html?|fr|en|lesser|[abl]?gpl\w*|mit|apache|bsd|eupl|cecill\w*|\d+)$/i;
/** Texts of the libraries that a product carries. */
const othersName = /third.?party|3rd.?party|dependenc|notice|vendor/i;

export const isLicenceFile = (file: string): boolean => {
  const name = path.posix.basename(file);
  if (othersName.test(name)) return false;
  if (/(^|\/)LICENSES\/[^/]+$/.test(file)) return true;
  return licenceName.test(name) && (!/\.\w+$/.test(name) || proseName.test(name));
};

const textsOf = async (tree: Tree, source: string): Promise<{ records: RepositoryRecord[]; complete: boolean }> => {
  const found = tree.paths.filter(isLicenceFile).toSorted(nearestFirst);
  const records: RepositoryRecord[] = [];
  let chars = 0;
  for (const file of found.slice(0, bounds.texts)) {
    const text = (await tree.read(file))?.slice(0, bounds.textChars) ?? '';
    chars += text.length;
    if (chars > bounds.textsChars) return { records, complete: false };
    records.push({ kind: 'licence', source, path: file, text });
  }
  return { records, complete: found.length <= bounds.texts };
};

/** Manifests of examples and of tests say nothing of the tool. */
const besideName = /(^|\/)(tests?|__tests__|fixtures?|examples?|samples?|demos?|docs?|templates?)\//i;

const manifestsOf = async (tree: Tree, source: string): Promise<RepositoryRecord[]> => {
  const found = tree.paths.filter((file) => manifestReader(file) !== null && !besideName.test(file));
  const records: RepositoryRecord[] = [];
  for (const file of found.toSorted(nearestFirst).slice(0, bounds.manifests)) {
    const says = manifestReader(file)?.((await tree.read(file)) ?? '') ?? [];
    const kept = says.map((each) => each.slice(0, bounds.saysChars));
    if (kept.length > 0) records.push({ kind: 'manifest', source, path: file, says: [...new Set(kept)] });
  }
  return records;
};

const readmeOf = async (tree: Tree, source: string): Promise<RepositoryRecord[]> => {
  const file = tree.paths.find((each) => /^(readme|lisezmoi|lisez-moi)(\.\w+)*$/i.test(each));
  const section = file === undefined ? '' : licenceSection((await tree.read(file)) ?? '');
  return file === undefined || section === '' ? [] : [{ kind: 'readme', source, path: file, text: section }];
};

/** From the heading about the licence to the next heading; else the lines that speak of it. Addresses of people go. */
const licenceSection = (text: string): string => {
  const lines = text.split(/\r?\n/);
  const isHeading = (line = '', next = ''): boolean =>
    /^\s{0,3}(#|=+ )/.test(line) || /^\s*([=-])\1{2,}\s*$/.test(next);
  const start = lines.findIndex((line, at) => /licen[cs]e/i.test(line) && isHeading(line, lines[at + 1]));
  const end = start === -1 ? -1 : lines.findIndex((line, at) => at > start + 1 && isHeading(line, lines[at + 1]));
  const section =
    start === -1 ? lines.filter((line) => /licen[cs]|©/i.test(line)) : lines.slice(start, end === -1 ? undefined : end);
  return section
    .join('\n')
    .replaceAll(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '…')
    .slice(0, bounds.readmeChars)
    .trim();
};

const sourceName =
  /\.(m?[jt]sx?|c[jt]s|vue|svelte|py|rb|php|java|kt|kts|scala|groovy|c|h|cc|cpp|hpp|cxx|cs|fs|go|rs|swift|dart|lua|pl|pm|r|jl|ex|exs|erl|hs|ml|elm|clj|sh|bash|css|scss|sass|less|html?|sql|tex)$/i;

const headersOf = async (
  tree: Tree,
  source: string,
  late: () => boolean,
): Promise<{ records: RepositoryRecord[]; opened: number }> => {
  const found = new Map<string, { path: string; files: number }>();
  const add = (expression: string, file: string): void => {
    const known = found.get(expression) ?? { path: file, files: 0 };
    if (found.size < bounds.expressions || known.files > 0) found.set(expression, { ...known, files: known.files + 1 });
  };
  for (const file of tree.paths) {
    if (!/REUSE\.toml$|dep5$|debian\/copyright$|\.licen[cs]e$/i.test(file) || late()) continue;
    for (const expression of annotationsIn(file, (await tree.read(file)) ?? '') ?? []) add(expression, file);
  }
  let opened = 0;
  for (const file of tree.paths.filter((each) => sourceName.test(each)).slice(0, bounds.headers)) {
    if (late()) break;
    opened += 1;
    const head = ((await tree.read(file)) ?? '').split('\n', bounds.headerLines).join('\n');
    for (const expression of new Set(tagsIn(head))) add(expression, file);
  }
  const records = [...found].map(([expression, { path: first, files }]) => ({
    kind: 'header' as const,
    source,
    path: first,
    expression: expression.slice(0, bounds.saysChars),
    files,
  }));
  return { records, opened };
};

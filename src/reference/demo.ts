/** The tools of the demonstration: what catalog/demo says of each, and where its real files lie. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { Decision } from '../model/decision.ts';
import { Secrets } from '../model/journey.ts';
import { Submission } from '../model/tool.ts';
import { readYaml } from './yaml.ts';

const folderName = v.pipe(v.string(), v.regex(/^[\w.-]+(\/[\w.-]+)*$/));

export const DemoFile = v.strictObject({
  ...v.omit(Submission, ['email', 'url']).entries,
  /** npm package that holds the program, and the folder of it that is served as the site. */
  package: v.optional(folderName),
  root: v.optional(folderName),
  /** Folder of catalog/demo/pages served as the site, beside the package. */
  page: v.optional(folderName),
  /** Edition that TiddlyWiki builds into one page. */
  edition: v.optional(folderName),
  /** Licence file inside the package. */
  repository: v.optional(folderName),
  /** Nothing listens at its address. */
  unreachable: v.optional(v.boolean(), false),
  /** A pupil's journey in YAML, as a vendor types it, with the secrets of an invented account. */
  journey: v.optional(v.string(), ''),
  secrets: v.optional(Secrets, {}),
  decision: v.optional(v.pick(Decision, ['opinion', 'reasons', 'contexts'])),
});
export type DemoTool = v.InferOutput<typeof DemoFile> & { id: string };

/** Every tool of `catalog/demo`, in the order of the file names; throws on a bad file, which is our own. */
export const loadDemo = (catalog: string): DemoTool[] =>
  readdirSync(path.join(catalog, 'demo'))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => {
      const file = path.join(catalog, 'demo', name);
      const read = readYaml(file, readFileSync(file, 'utf8'), DemoFile);
      if (read.kind === 'refused') throw new Error(`${file}: ${JSON.stringify(read.problems)}`);
      return { ...read.value, id: path.basename(name, '.yml') };
    });

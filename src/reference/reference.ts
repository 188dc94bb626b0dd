/** Everything that is read once at start: the rulebook, the lists and the catalogue, or every reason to refuse them. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CodeOfConduct } from '../model/commitment.ts';
import type { AttentionPoint, DirectiveTexts, LabelDefinition, UseContext } from '../model/label.ts';
import type { Lists } from '../model/lists.ts';
import { type Rule, type Rulebook, rulebookVersion, type Scalar } from '../model/rule.ts';
import type { Ladder } from '../model/trial.ts';
import { loadCatalog, type Vocabularies } from './catalog.ts';
import { loadLists } from './lists.ts';
import { loadRules } from './rules.ts';
import type { LineOf, Refused } from './yaml.ts';

export type { ReferenceProblem } from './yaml.ts';

export type Reference = {
  /** SHA-256 over rules, lists and catalogue: all that a judgement and what is shown of it depend on. */
  digest: string;
  rulebook: Rulebook;
  lists: Lists;
  labels: LabelDefinition[];
  contexts: UseContext[];
  attention: AttentionPoint[];
  vocabularies: Vocabularies;
  commitments: CodeOfConduct[];
  directiveTexts: DirectiveTexts;
  ladder: Ladder;
  /** Every rule of the folder, drafts and retired ones too, with the lines of its file. */
  written: { rules: Rule[]; lines: ReadonlyMap<string, LineOf> };
};
export type LoadedReference = { kind: 'loaded'; reference: Reference } | Refused;

/** Reads `rules` (with its lists/) and `catalog`; never throws on what people wrote there. */
export const loadReference = (folders: { rules: string; catalog: string }): LoadedReference => {
  const lists = loadLists(`${folders.rules}/lists`);
  if (lists.kind === 'refused') return lists;
  const loaded = loadRules(folders.rules, lists.values);
  if (loaded.kind === 'refused') return loaded;
  const active = loaded.rules.filter((rule) => rule.status === 'active');
  const catalog = loadCatalog(
    folders.catalog,
    active.map((rule) => rule.id),
  );
  if (catalog.kind === 'refused') return catalog;
  const rulebook = rulebookOf(active, lists.values, lists.digestInput);
  return {
    kind: 'loaded',
    reference: {
      digest: sha256Of({ rulebook: rulebook.digest, catalog: catalog.catalog }),
      rulebook,
      lists: lists.lists,
      ...catalog.catalog,
      written: { rules: loaded.rules, lines: loaded.lines },
    },
  };
};

/** The digest covers all that a judgement depends on: rules, the lists they quote, and those behind the facts. */
const rulebookOf = (rules: Rule[], lists: Rulebook['lists'], digestInput: unknown): Rulebook => {
  const quoted = [...lists].map(([name, values]): [string, Scalar[]] => [name, [...values].sort()]);
  const digest = sha256Of({ version: rulebookVersion, rules, quoted: Object.fromEntries(quoted), digestInput });
  return { version: rulebookVersion, digest, rules, lists };
};

const sha256Of = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');

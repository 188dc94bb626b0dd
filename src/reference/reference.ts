/** Everything that is read once at start: the rulebook, the lists and the catalogue, or every reason to refuse them. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AttentionPoint, LabelDefinition, UseContext } from '../model/label.ts';
import type { Lists } from '../model/lists.ts';
import { type Rule, type Rulebook, rulebookVersion, type Scalar } from '../model/rule.ts';
import { loadCatalog, type Vocabularies } from './catalog.ts';
import { loadLists } from './lists.ts';
import { loadRules } from './rules.ts';
import type { Refused } from './yaml.ts';

export type { ReferenceProblem } from './yaml.ts';

export type Reference = {
  rulebook: Rulebook;
  lists: Lists;
  labels: LabelDefinition[];
  contexts: UseContext[];
  attention: AttentionPoint[];
  vocabularies: Vocabularies;
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
  return { kind: 'loaded', reference: { rulebook, lists: lists.lists, ...catalog.catalog } };
};

/** The digest covers all that a judgement depends on: rules, the lists they quote, and those behind the facts. */
const rulebookOf = (rules: Rule[], lists: Rulebook['lists'], digestInput: unknown): Rulebook => {
  const quoted = [...lists].map(([name, values]): [string, Scalar[]] => [name, [...values].sort()]);
  const bytes = canonicalize({ version: rulebookVersion, rules, quoted: Object.fromEntries(quoted), digestInput });
  const digest = createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
  return { version: rulebookVersion, digest, rules, lists };
};

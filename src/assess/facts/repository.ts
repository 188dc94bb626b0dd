/** The source of a tool: what each file says of the licence, the terms of the whole, and signs of life. */
import type { Declaration } from '../../model/declaration.ts';
import type { Collected, Evidence } from '../../model/evidence.ts';
import type { RepositoryFact } from '../../model/facts.ts';
import type { Licences } from '../../model/lists.ts';
import type { Facts } from '../../model/record-sets.ts';
import type { RepositoryRecord } from '../../model/records.ts';
import { asksOverNetwork, idsOf, spdxOf } from './licence/names.ts';
import { compared, sameTerms, termsOf } from './licence/project.ts';
import { statementsOf } from './licence/statement.ts';
import { plain } from './plain.ts';
import { sourceLinkOf } from './source-link.ts';

type Means = {
  declaration: Declaration;
  licences: Licences;
  links: Evidence['links'];
  startedAt: string;
};

/** The two record sets that come from the repository: one record for the whole, one for each statement. */
export const readRepository = (
  set: Collected<RepositoryRecord>,
  { declaration, licences, links, startedAt }: Means,
): Pick<Facts, 'repository' | 'licences'> => {
  if (set.kind === 'unavailable') return { repository: set, licences: set };
  const [first] = set.records;
  if (!first) return { repository: { kind: 'collected', records: [] }, licences: { kind: 'collected', records: [] } };
  const statements = set.records.flatMap((record) => statementsOf(record, licences));
  const complete = set.records.every((record) => record.kind !== 'survey' || record.complete);
  const terms = termsOf(statements, licences, complete);
  const repository = {
    source: first.source,
    ...terms,
    agrees: agreement(terms.licence, declaration.licence?.code, licences),
    ...networkOf(terms, licences),
    ...(links.kind === 'collected' ? { offered: sourceLinkOf(links.records, first.source, licences) } : {}),
    ...lifeOf(set.records, startedAt),
  };
  return {
    repository: { kind: 'collected', records: [repository] },
    licences: { kind: 'collected', records: compared(statements, terms) },
  };
};

/** Terms that leave a doubt are not put to the vendor as a duty, unless no reading of them holds one. */
const networkOf = (
  { licence, doubt }: Pick<RepositoryFact, 'licence' | 'doubt'>,
  licences: Licences,
): Pick<RepositoryFact, 'network'> => {
  if (licence === null) return doubt === null ? { network: false } : {};
  const asks = asksOverNetwork(licence, licences);
  return doubt === null || !asks ? { network: asks } : {};
};

/** null when nothing was declared, or when one of the two cannot be read: that is no disagreement. */
const agreement = (licence: string | null, declared: string | undefined, licences: Licences): boolean | null => {
  if (declared === undefined || licence === null || idsOf(licence).length === 0) return null;
  const spdx = spdxOf(declared, licences);
  if (spdx === null) return licences.proprietary(plain(declared)) ? false : null;
  return sameTerms(licence, spdx);
};

type Life = Pick<RepositoryFact, 'lastCommit' | 'idleMonths' | 'releases' | 'lastRelease' | 'commits' | 'busFactor'>;

const lifeOf = (records: readonly RepositoryRecord[], startedAt: string): Life => {
  const history = records.find((record) => record.kind === 'history');
  if (!history) return {};
  const { lastCommit, releases, lastRelease, commits, busFactor } = history;
  return {
    lastCommit,
    ...(lastCommit === null ? {} : { idleMonths: monthsBetween(lastCommit, startedAt) }),
    ...(releases === null ? {} : { releases }),
    lastRelease,
    commits,
    ...(busFactor === null ? {} : { busFactor }),
  };
};

/** Whole months of 30.44 days, 0 for a commit dated in the future. */
const monthsBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / (30.44 * 86_400_000)));

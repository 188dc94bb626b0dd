/** Evidence read with the lists and the declaration: the facts that rules may ask. Pure: same input, same facts. */
import type { Declaration } from '../model/declaration.ts';
import type { Collected, Evidence } from '../model/evidence.ts';
import type { CookieFact, StorageFact } from '../model/facts.ts';
import type { Lists } from '../model/lists.ts';
import type { Phase } from '../model/phase.ts';
import type { FactSet, Facts } from '../model/record-sets.ts';
import { accessOf } from './facts/access.ts';
import { readAccessibility } from './facts/accessibility.ts';
import { readAttributes } from './facts/attributes.ts';
import { readBehaviours, readLeak } from './facts/behaviours.ts';
import { readConnection } from './facts/connections.ts';
import { readConsent } from './facts/consent.ts';
import { readCookie, readStorage } from './facts/cookies.ts';
import { readDeclaration } from './facts/declaration.ts';
import { readDocuments } from './facts/documents.ts';
import { readEmbeds } from './facts/embeds.ts';
import { readForm } from './facts/forms.ts';
import { freeClaimOf } from './facts/free-claim.ts';
import { readGaps } from './facts/gaps.ts';
import { readGarFiles } from './facts/gar-files/read.ts';
import { readHosts } from './facts/hosts.ts';
import { keptDays } from './facts/kept-days.ts';
import { readLink } from './facts/links.ts';
import { mixedContentOf } from './facts/mixed-content.ts';
import { networkOf } from './facts/network.ts';
import { readPage } from './facts/pages.ts';
import { readPapers } from './facts/papers.ts';
import { partiesOf } from './facts/party.ts';
import { readRepository } from './facts/repository.ts';
import { type ReadRequest, readRequest } from './facts/requests.ts';
import { readWeights } from './facts/weights.ts';

/**
 * Every record set of the visit, enriched. A set that the visit could not fill stays unavailable with its reason;
 * so do the documents when the requests are missing, because nobody can say then which services go unnamed.
 */
export const factsOf = (evidence: Evidence, declaration: Declaration, lists: Lists): Facts => {
  const parties = partiesOf(evidence, lists);
  const network = networkOf(evidence.exchanges, lists);
  const read = each(evidence.requests, (record) => readRequest(record, { parties, network, lists }));
  const cookies = each(evidence.cookies, (record) =>
    readCookie(record, entryOf(evidence, record.phase), parties, lists),
  );
  const storage = each(evidence.storage, (record) => readStorage(record, parties, lists));
  const needed = choiceIsNeeded(evidence, read, cookies, storage);
  const requests = each(read, ({ fact }) => fact);
  const links = each(evidence.links, (record) => readLink(record, lists, parties));
  const repositories = readRepository(evidence.repository, {
    declaration,
    licences: lists.licences,
    links: evidence.links,
    startedAt: evidence.startedAt,
  });
  const declared = readDeclaration(declaration, lists, evidence.startedAt);
  const hosts = whole(requests, (records) =>
    readHosts({ requests: records, cookies: recordsOf(cookies), pages: recordsOf(evidence.pages) }, network, lists),
  );
  const attributes = readAttributes(declaration);
  const documents = documentsOf(evidence, requests, cookies, lists);
  return {
    phases: evidence.phases,
    imported: evidence.visitor.identity === 'imported',
    attributes,
    requests,
    embeds: whole(requests, (records) => readEmbeds(records, lists)),
    hosts,
    cookies,
    storage,
    connections: each(evidence.connections, (record) =>
      readConnection(record, { parties, network, visit: evidence.endedAt }),
    ),
    pages: each(evidence.pages, (record) => ({
      ...readPage(record, network),
      ...mixedContentOf(record, recordsOf(requests)),
      ...accessOf(record, evidence, lists.gar),
      ...freeClaimOf(record, { declared, repository: recordsOf(repositories.repository)[0] }),
    })),
    links,
    documents,
    consent: each(evidence.consent, (record) => ({
      ...readConsent(record, evidence, { needed, attributes, lists }),
      ...keptDays(record, cookies),
    })),
    behaviours: whole(evidence.behaviours, (records) => readBehaviours(records, parties)),
    leaks: each(evidence.leaks, (record) => readLeak(record, parties)),
    forms: each(evidence.forms, (record) => readForm(record, { parties, network, pages: recordsOf(evidence.pages) })),
    accessibility: whole(evidence.accessibility, (records) =>
      readAccessibility(records, { documents, links, parties, titles: lists.accessibility }),
    ),
    weights: weightsOf(evidence),
    declaration: { kind: 'collected', records: [declared] },
    papers: { kind: 'collected', records: readPapers(declaration, evidence.endedAt) },
    gaps: {
      kind: 'collected',
      records: readGaps(declaration, { requests, hosts, links, repository: repositories.repository }),
    },
    ...repositories,
    ...readGarFiles(evidence, { declaration, lists }),
  };
};

const each = <From, To>(set: Collected<From>, read: (record: From) => To): FactSet<To> =>
  set.kind === 'collected' ? { kind: 'collected', records: set.records.map(read) } : set;

const whole = <From, To>(set: Collected<From>, read: (records: readonly From[]) => To[]): FactSet<To> =>
  set.kind === 'collected' ? { kind: 'collected', records: read(set.records) } : set;

const recordsOf = <T>(set: FactSet<T>): readonly T[] => (set.kind === 'collected' ? set.records : []);

/** Address of the page that the phase visited; the target when the page set is missing. */
const entryOf = (evidence: Evidence, phase: Phase): string => {
  const pages = evidence.pages.kind === 'collected' ? evidence.pages.records : [];
  return pages.find((page) => page.phase === phase && page.role === 'entry')?.url ?? evidence.target;
};

/**
 * Anything, in any phase, that article 82 asks consent for: then a banner has an object. Nothing seen proves no
 * absence when a set is missing, or when a banner was shown and what it lets in after an agreement was not observed.
 */
const choiceIsNeeded = (
  evidence: Evidence,
  requests: FactSet<ReadRequest>,
  cookies: FactSet<CookieFact>,
  storage: FactSet<StorageFact>,
): boolean | undefined => {
  const seen =
    recordsOf(requests).some(({ needsConsent }) => needsConsent) ||
    recordsOf(cookies).some(({ consent }) => consent === 'required') ||
    recordsOf(storage).some(({ consent }) => consent === 'required');
  if (seen) return true;
  const missing = [requests, cookies, storage].some(({ kind }) => kind === 'unavailable');
  const banner = evidence.consent.kind === 'collected' && evidence.consent.records.some((each) => each.banner);
  const unopened = banner && evidence.phases['after-acceptance'].kind !== 'observed';
  return missing || unopened ? undefined : false;
};

const documentsOf = (
  { pages, startedAt }: Evidence,
  requests: Facts['requests'],
  cookies: Facts['cookies'],
  lists: Lists,
): Facts['documents'] => {
  if (pages.kind === 'unavailable') return pages;
  if (requests.kind === 'unavailable') return requests;
  const kept = cookies.kind === 'collected' ? cookies.records : null;
  const observed = { requests: requests.records, cookies: kept, visit: startedAt };
  return { kind: 'collected', records: readDocuments(pages.records, observed, lists) };
};

const weightsOf = ({ pages, requests }: Evidence): Facts['weights'] => {
  if (pages.kind === 'unavailable') return pages;
  return whole(requests, (records) => readWeights(pages.records, records));
};

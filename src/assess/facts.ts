/** Evidence read with the lists and the declaration: the facts that rules may ask. Pure: same input, same facts. */
import type { Declaration } from '../model/declaration.ts';
import type { Collected, Evidence, PageRecord, Phase } from '../model/evidence.ts';
import type { CookieFact, StorageFact } from '../model/facts.ts';
import type { Lists } from '../model/lists.ts';
import type { FactSet, Facts } from '../model/record-sets.ts';
import { readConsent } from './facts/consent.ts';
import { readCookie, readStorage } from './facts/cookies.ts';
import { readDeclaration } from './facts/declaration.ts';
import { readDocuments } from './facts/documents.ts';
import { readLink } from './facts/links.ts';
import { networkOf } from './facts/network.ts';
import { readPage } from './facts/pages.ts';
import { partiesOf } from './facts/party.ts';
import { readRepositoryFile } from './facts/repository.ts';
import { type ReadRequest, readRequest } from './facts/requests.ts';

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
  return {
    phases: evidence.phases,
    requests,
    cookies,
    storage,
    pages: each(evidence.pages, (record) => readPage(record, network)),
    links: each(evidence.links, (record) => readLink(record, lists, parties)),
    documents: documentsOf(evidence.pages, requests, lists),
    consent: each(evidence.consent, (record) => readConsent(record, needed)),
    behaviours: each(evidence.behaviours, (record) => record),
    declaration: { kind: 'collected', records: [readDeclaration(declaration, lists)] },
    repository: each(evidence.repository, (file) => readRepositoryFile(file, declaration, lists.licences)),
  };
};

const each = <From, To>(set: Collected<From>, read: (record: From) => To): FactSet<To> =>
  set.kind === 'collected' ? { kind: 'collected', records: set.records.map(read) } : set;

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

const documentsOf = (pages: Collected<PageRecord>, requests: Facts['requests'], lists: Lists): Facts['documents'] => {
  if (pages.kind === 'unavailable') return pages;
  if (requests.kind === 'unavailable') return requests;
  return { kind: 'collected', records: readDocuments(pages.records, requests.records, lists) };
};

/** Closes the evidence for ever: sorted, validated, in canonical JSON (RFC 8785), named by its SHA-256. */
import canonicalize from 'canonicalize';
import * as v from 'valibot';
import { type Collected, Evidence } from '../model/evidence.ts';
import { phases } from '../model/phase.ts';
import type { ExchangeRecord } from '../model/records.ts';
import { refusalReasons, refusalWords } from '../model/refusal.ts';
import { sha256 } from './digest.ts';
import type { RawVisit } from './raw-visit.ts';

/** What older callers do not have: a set left out is missing from the evidence, as in what was sealed before it. */
type Beside = Pick<Evidence, 'circumstances' | 'garFiles'>;
export type Sealed = { evidence: Evidence; json: string; digest: string };

/** Throws when the visit does not fit the schema: evidence that cannot be read again is a bug, never a result. */
export const seal = (
  raw: RawVisit,
  exchanges: Collected<ExchangeRecord>,
  repository: Evidence['repository'],
  { circumstances, garFiles }: Beside = { circumstances: null },
): Sealed => {
  const evidence = v.parse(Evidence, {
    ...raw,
    circumstances,
    phases: withGuardReason(raw, exchanges),
    pages: sorted(raw.pages),
    links: sorted(raw.links),
    requests: sorted(raw.requests),
    cookies: sorted(raw.cookies),
    storage: sorted(raw.storage),
    behaviours: sorted(raw.behaviours),
    consent: sorted(raw.consent),
    forms: sorted(raw.forms),
    leaks: sorted(raw.leaks),
    connections: sorted(raw.connections),
    accessibility: sorted(raw.accessibility),
    exchanges: sorted(exchanges),
    repository: sorted(repository),
    ...(garFiles === undefined ? {} : { garFiles: sorted(garFiles) }),
    truncated: [...raw.truncated, ...cutsOf(exchanges)].toSorted((one, other) => compare(one.what, other.what)),
    files: raw.files.toSorted((one, other) => compare(one.sha256, other.sha256)),
  });
  const json = canonicalize(evidence);
  if (json === undefined) throw new Error('The evidence has no JSON form.');
  return { evidence, json, digest: sha256(json) };
};

/** The guard stops a flood and says so in its log: what is missing must be told like any other cut. */
const cutsOf = (exchanges: Collected<ExchangeRecord>): Evidence['truncated'] => {
  if (exchanges.kind === 'unavailable') return [];
  const { records } = exchanges;
  const budgets = records.flatMap(({ reason }) => (reason?.endsWith('-budget') ? [reason] : []));
  return [...new Set(budgets)].map((budget) => ({ what: `guard-${budget}`, at: records.length }));
};

/** By phase, then by content: two runs meet the same requests in another order. */
const sorted = <Rec extends object>(set: Collected<Rec>): Collected<Rec> => {
  if (set.kind === 'unavailable') return set;
  const keyed = set.records.map((record) => ({ record, key: keyOf(record) }));
  return {
    kind: 'collected',
    records: keyed.toSorted((one, other) => compare(one.key, other.key)).map((each) => each.record),
  };
};

const keyOf = (record: object): string => {
  const phase = 'phase' in record ? (phases as readonly unknown[]).indexOf(record.phase) : 0;
  return `${phase} ${canonicalize(record)}`;
};

/** Code units, not a locale: the order must not depend on the machine. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * Over https the browser only says that the tunnel failed; the guard's log says whether it refused the address.
 */
const withGuardReason = (raw: RawVisit, exchanges: Collected<ExchangeRecord>): RawVisit['phases'] => {
  const state = raw.phases['before-choice'];
  const host = URL.parse(raw.target)?.hostname;
  if (state.kind !== 'inconclusive' || state.reason !== 'unreachable' || exchanges.kind !== 'collected')
    return raw.phases;
  const refused = exchanges.records.find((each) => each.host === host && each.verdict === 'refused');
  const reason = refusalReasons.find((each) => each === refused?.reason);
  if (!reason) return raw.phases;
  return { ...raw.phases, 'before-choice': { kind: 'inconclusive', reason: 'refused', detail: refusalWords[reason] } };
};

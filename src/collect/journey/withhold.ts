/** What may be kept of a visit that knew secrets: all of it with the secrets hidden, unless hiding them would hide the tool. */
import type { Secrets } from '../../model/journey.ts';
import { phases } from '../../model/phase.ts';
import type { ExchangeRecord } from '../../model/records.ts';
import type { RawVisit } from '../raw-visit.ts';
import { redactor, withheldDigest } from './redact.ts';

/**
 * A secret that the tool shows or calls without having been given it is none: were « google » a password, every tracker
 * of that name would leave the evidence. Nothing of such a journey is judged, and nothing outside of it is touched.
 */
export const withhold = (raw: RawVisit, secrets: Secrets): RawVisit => {
  if (Object.keys(secrets).length === 0) return raw;
  const before = onlyRecords(raw, (phase) => phase !== 'journey');
  const [name] = Object.keys(secrets).filter((each) => {
    const redact = redactor({ [each]: secrets[each] ?? '' });
    return [setsOf(before), raw.plan, hostsInJourney(raw)].some((seen) => differs(seen, redact(seen)));
  });
  if (name === undefined) return withoutDigests(redactor(secrets)(raw));
  const detail = `Le secret « ${name} » se lit dans l’outil sans y avoir été tapé : rien du parcours n’est jugé. Choisissez un autre secret, ou écrivez-le en clair dans l’étape.`;
  const journey = { kind: 'inconclusive', reason: 'secret-shown', detail } as const;
  return { ...before, steps: redactor(secrets)(raw.steps), phases: { ...raw.phases, journey } };
};

const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

type AnySet = { kind: 'collected'; records: object[] } | { kind: 'unavailable'; reason: string };

const isSet = (value: unknown): value is AnySet =>
  typeof value === 'object' && value !== null && 'kind' in value && ('records' in value || 'reason' in value);

const setsOf = (raw: RawVisit): AnySet[] => Object.values<unknown>(raw).filter(isSet);

/** The visit with only the records of these phases; what has no phase stays. */
const onlyRecords = (raw: RawVisit, kept: (phase: string) => boolean): RawVisit => {
  const of = (record: object): boolean =>
    !('phase' in record) || !phases.some((phase) => phase === record.phase) || kept(String(record.phase));
  const filtered = Object.entries(raw).map(([name, value]: [string, unknown]) => [
    name,
    isSet(value) && value.kind === 'collected' ? { ...value, records: value.records.filter(of) } : value,
  ]);
  return Object.fromEntries(filtered) as RawVisit;
};

const hostsInJourney = ({ requests }: RawVisit): string[] =>
  requests.kind === 'unavailable'
    ? []
    : requests.records.flatMap(({ phase, url }) => (phase === 'journey' ? (URL.parse(url)?.hostname ?? []) : []));

/** The digest of a sign-in would let its password be guessed, word by word: only its length is kept. */
const withoutDigests = (raw: RawVisit): RawVisit => {
  const { requests } = raw;
  if (requests.kind === 'unavailable') return raw;
  const records = requests.records.map((each) =>
    each.phase === 'journey' && each.body ? { ...each, body: { ...each.body, sha256: withheldDigest } } : each,
  );
  return { ...raw, requests: { kind: 'collected', records } };
};

/** The log of the guard without the names that carry a secret, but for those that the visit itself kept. */
export const withholdHosts = (
  exchanges: readonly ExchangeRecord[],
  { requests }: Pick<RawVisit, 'requests'>,
  secrets: Secrets,
): ExchangeRecord[] => {
  const kept = requests.kind === 'collected' ? requests.records.map(({ url }) => URL.parse(url)?.hostname) : [];
  const redact = redactor(secrets);
  return exchanges.filter(({ host }) => kept.includes(host) || redact(host) === host);
};

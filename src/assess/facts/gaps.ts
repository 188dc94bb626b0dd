/** What the vendor declared beside what the visit saw: each contradiction with both quotations; agreement says nothing. */
import type { Declaration } from '../../model/declaration.ts';
import type { GapFact } from '../../model/facts.ts';
import type { FactSet, Facts } from '../../model/record-sets.ts';
import { categoryWords } from '../../model/tracker.ts';
import { plain } from './plain.ts';

type Seen = Pick<Facts, 'requests' | 'hosts' | 'links' | 'repository'>;

/** A set that could not be read gives no gap: nobody is contradicted by what was not seen. Sorted, each once. */
export const readGaps = (declaration: Declaration, seen: Seen): GapFact[] => {
  const found = [
    ...hostingGaps(declaration, seen),
    ...processorGaps(declaration, seen),
    ...trackerGaps(declaration, seen),
    ...advertisingGaps(declaration, seen),
    ...garGaps(declaration, seen),
    ...licenceGaps(seen),
  ];
  const unique = new Map(found.map((gap) => [`${gap.topic} ${gap.observed}`, gap]));
  return [...unique].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, gap]) => gap);
};

const recordsOf = <T>(set: FactSet<T>): readonly T[] => (set.kind === 'collected' ? set.records : []);

const beforeChoice = <T extends { phase: string }>(set: FactSet<T>) =>
  recordsOf(set).filter(({ phase }) => phase === 'before-choice');

/** Behind a façade the address is the façade's: only a machine that is known to be the host contradicts. */
const hostingGaps = ({ hosting }: Declaration, seen: Seen): GapFact[] => {
  if (hosting === undefined) return [];
  return beforeChoice(seen.hosts).flatMap(({ party, host, address, origin }): GapFact[] => {
    const country = address?.country;
    if (origin !== 'known' || party !== 'first' || country === undefined || country === hosting.country) return [];
    return [
      {
        topic: 'hosting-country',
        declared: `Hébergement déclaré : ${hosting.provider}, ${hosting.country}`,
        observed: `${host} répond depuis : ${country}`,
      },
    ];
  });
};

/** An empty name, or a letter or two, is inside any host and would excuse every third party: it must be the whole name. */
const isPart = (part: string, whole: string): boolean => part === whole || (part.length > 2 && whole.includes(part));

/** Only when a list was declared: an empty answer is no list. */
const processorGaps = ({ processors }: Declaration, seen: Seen): GapFact[] => {
  if (processors === undefined) return [];
  const names = processors.flatMap(({ name, domains = [] }) => [name, ...domains]).map(plain);
  return beforeChoice(seen.requests).flatMap(({ party, host, tracker, owner }): GapFact[] => {
    if (party !== 'third') return [];
    const known = [host, tracker?.name, tracker?.owner, owner].flatMap((each) => (each ? [plain(each)] : []));
    if (known.some((each) => names.some((name) => isPart(each, name) || isPart(name, each)))) return [];
    return [
      {
        topic: 'processor',
        declared: `Sous-traitants déclarés : ${processors.map(({ name }) => name).join(', ') || 'aucun'}`,
        observed: `${tracker?.name ?? owner ?? host} reçoit des requêtes`,
      },
    ];
  });
};

const trackerGaps = ({ trackers }: Declaration, seen: Seen): GapFact[] =>
  trackers === false ? categoryGaps(seen, 'trackers', 'L’éditeur déclare n’employer aucun traceur', tracking) : [];

const advertisingGaps = ({ advertising }: Declaration, seen: Seen): GapFact[] =>
  advertising === false
    ? categoryGaps(seen, 'advertising', 'L’éditeur déclare ne faire aucune publicité', ['advertising'])
    : [];

/** What nobody calls necessary: a font or a map is a third party, not a tracker in the vendor's mind. */
const tracking = ['advertising', 'analytics', 'social', 'session-recording'];

const categoryGaps = (seen: Seen, topic: GapFact['topic'], declared: string, categories: string[]): GapFact[] =>
  beforeChoice(seen.requests).flatMap(({ tracker }): GapFact[] =>
    tracker && categories.includes(tracker.category)
      ? [
          {
            topic,
            declared,
            observed: `${tracker.name} (${categoryWords[tracker.category]}) est appelé avant tout choix`,
          },
        ]
      : [],
  );

const garGaps = ({ gar }: Declaration, { links }: Seen): GapFact[] => {
  if (gar?.status !== 'not-compatible' && gar?.status !== 'not-concerned') return [];
  const declared = gar.status === 'not-compatible' ? 'GAR : déclaré non compatible' : 'GAR : déclaré non concerné';
  return recordsOf(links).flatMap((link): GapFact[] =>
    link.gar === 'production' ? [{ topic: 'gar', declared, observed: `Un lien mène au GAR : ${link.host}` }] : [],
  );
};

const licenceGaps = ({ repository }: Seen): GapFact[] =>
  recordsOf(repository).flatMap(({ agrees, licence, source }): GapFact[] =>
    agrees === false
      ? [
          {
            topic: 'licence',
            declared: 'Licence déclarée différente',
            observed: `Le dépôt ${source} porte : ${licence ?? 'une licence non reconnue'}`,
          },
        ]
      : [],
  );

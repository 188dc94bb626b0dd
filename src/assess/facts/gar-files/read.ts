/** The four record sets that come from the files of the GAR: the notice and its terms, the metadata and what they ask. */
import type { Declaration } from '../../../model/declaration.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { type GarFileRecord, type GarFileRole, garFileWords } from '../../../model/gar-file.ts';
import type { Lists, Scolomfr } from '../../../model/lists.ts';
import type { FactSet, Facts } from '../../../model/record-sets.ts';
import { noticePointsOf, noticesIn } from './notice.ts';
import { attributesOf, noProvider, providersIn, samlPointsOf } from './saml.ts';
import { termsOf } from './terms.ts';
import { type Branch, readXml } from './xml.ts';

type Sets = Pick<Facts, 'notices' | 'terms' | 'metadata' | 'requestedAttributes'>;
type Means = { declaration: Declaration; lists: Lists };

export const readGarFiles = (evidence: Evidence, means: Means): Sets => {
  const { scolomfr, gar } = means.lists;
  const notice = pairOf(fileOf(evidence, 'notice', means), (root) => readNotice(root, scolomfr));
  const saml = pairOf(fileOf(evidence, 'saml-metadata', means), (root) => readSaml(root, gar, evidence.endedAt));
  return { notices: notice.points, terms: notice.others, metadata: saml.points, requestedAttributes: saml.others };
};

type Unavailable = { kind: 'unavailable'; reason: string };
type File = { kind: 'file'; file: Extract<GarFileRecord, { kind: 'read' }> } | { kind: 'none' } | Unavailable;

/** Nobody named a file: there is nothing to judge, even in evidence that is too old to hold one. */
const fileOf = ({ garFiles }: Evidence, role: GarFileRole, { declaration }: Means): File => {
  const files = garFiles?.kind === 'collected' ? garFiles.records : [];
  const file = files.find((each) => each.role === role);
  if (file?.kind === 'read') return { kind: 'file', file };
  if (file) return unavailable(file.reason);
  const named = role === 'notice' ? declaration.gar?.notice : declaration.gar?.samlMetadata;
  if (named === undefined) return { kind: 'none' };
  if (garFiles?.kind === 'unavailable') return garFiles;
  return unavailable(`Le relevé ne contient pas ce fichier : ${garFileWords[role]}`);
};

/** What reading a file gave: its points, and its terms or attributes; or why nothing may be said of it. */
type Given<P, O> = { points: P[]; others: O[] } | Unavailable;
type Pair<P, O> = { points: FactSet<P & { url: string }>; others: FactSet<O & { url: string }> };
type Malformed = { point: 'well-formed'; met: false; element: null; line: number | null; detail: string };

/** Of a file that is no XML only that is said; what it should hold stays unknown. */
const pairOf = <P, O>(file: File, read: (root: Branch) => Given<P, O>): Pair<P | Malformed, O> => {
  if (file.kind === 'none') return { points: collected([]), others: collected([]) };
  if (file.kind === 'unavailable') return { points: file, others: file };
  const { source: url, faulty, encoding, text } = file.file;
  const xml = faulty ? wrongBytes(encoding) : readXml(text, read);
  if (xml.kind === 'unread') return bothUnavailable(`Ce fichier n’est pas lu : ${xml.reason}`);
  if (xml.kind === 'malformed') {
    const { detail, line } = xml;
    const point = { point: 'well-formed' as const, met: false as const, element: null, line, detail };
    return { points: collected([{ url, ...point }]), others: unavailable(detail) };
  }
  if ('kind' in xml.value) return { points: xml.value, others: xml.value };
  const { points, others } = xml.value;
  return {
    points: collected(points.map((each) => ({ url, ...each }))),
    others: collected(others.map((each) => ({ url, ...each }))),
  };
};

const wrongBytes = (encoding: string) => ({
  kind: 'malformed' as const,
  line: null,
  detail: `ce n’est pas du XML bien formé : le fichier n’est pas écrit en ${encoding}, qu’il annonce`,
});

const readNotice = (root: Branch, scolomfr: Scolomfr | null) => {
  if (scolomfr === null) return unavailable('Ce recueil ne contient pas les vocabulaires ScoLOMFR');
  const [notice = root, ...others] = noticesIn(root);
  if (others.length > 0) return unavailable('Le fichier contient plusieurs notices : donnez l’adresse d’une seule');
  return { points: noticePointsOf(notice, root, scolomfr), others: termsOf(notice, scolomfr) };
};

const readSaml = (root: Branch, gar: Lists['gar'], visit: string) => {
  const [provider, ...others] = providersIn(root);
  if (others.length > 0)
    return unavailable('Le fichier décrit plusieurs fournisseurs de service : donnez l’adresse d’un seul');
  if (!provider) return { points: noProvider(root), others: [] };
  return { points: samlPointsOf(root, provider, gar, visit), others: attributesOf(provider.service, gar) };
};

const bothUnavailable = (reason: string) => ({ points: unavailable(reason), others: unavailable(reason) });
const unavailable = (reason: string): Unavailable => ({ kind: 'unavailable', reason });
const collected = <T>(records: T[]): FactSet<T> => ({ kind: 'collected', records });

/** A ScoLOMFR notice, point by point: its structure, then what the GAR expects to find in it. */
import type { Scolomfr } from '../../../model/lists.ts';
import { partsOf } from '../site.ts';
import { nowhere, type Point, placeOf, quoted } from './points.ts';
import { publisherPoints } from './publisher.ts';
import { isHeld, versionOf } from './version.ts';
import { at, type Branch, everyNamed, schemaOf } from './xml.ts';

const lomNamespace = 'http://ltsc.ieee.org/xsd/LOM';

/** The notices of a file: one may be wrapped, as an OAI-PMH repository answers. A file without any stands for one. */
export const noticesIn = (root: Branch): Branch[] => {
  const found = everyNamed(root, 'lom').filter(({ namespace }) => namespace === lomNamespace);
  return found.length > 0 ? found : [root];
};

export const noticePointsOf = (notice: Branch, root: Branch, scolomfr: Scolomfr): Point[] => [
  { point: 'well-formed', met: true, ...placeOf(root), detail: 'le fichier est du XML bien formé' },
  ...schemaPoints(notice, root, scolomfr),
  wordsPoint('resource-title', notice, 'title'),
  wordsPoint('resource-description', notice, 'description'),
  ...publisherPoints(notice, scolomfr),
  locationPoint(notice),
  classPoint('resource-level', { notice, purposes: scolomfr.level, what: 'le niveau' }),
  classPoint('resource-subject', { notice, purposes: scolomfr.subject, what: 'le domaine d’enseignement' }),
];

/**
 * An element that our schema does not know is a fault only in a notice that says to follow a version that we hold: a
 * later one may have added it.
 */
const schemaPoints = (notice: Branch, root: Branch, scolomfr: Scolomfr): Point[] => {
  const problems = schemaOf(scolomfr.schema).validate(notice, root);
  if (problems.length === 0)
    return [{ point: 'structure', met: true, ...placeOf(notice), detail: 'la structure suit le schéma LOM' }];
  const held = isHeld(versionOf(notice), scolomfr);
  return problems.map(({ detail, element, line, unexpected }) => ({
    point: 'structure',
    ...(unexpected && !held ? {} : { met: false }),
    element,
    line,
    detail: line === null ? detail : `${detail} (ligne ${line})`,
  }));
};

const generalWords = { title: 'le titre', description: 'la description' } as const;

const wordsPoint = (point: Point['point'], notice: Branch, name: keyof typeof generalWords): Point => {
  const what = generalWords[name];
  const [first] = at(notice, 'general', name, 'string').filter(({ text }) => text !== '');
  if (!first) return { point, met: false, ...nowhere, detail: `${what} manque (general/${name})` };
  return { point, met: true, ...placeOf(first), detail: `${what} est ${quoted(first.text)}` };
};

/** Also where the tool opens through the GAR. What is no web address is left to a person. */
const locationPoint = (notice: Branch): Point => {
  const found = [
    ...at(notice, 'technical', 'location'),
    ...at(notice, 'technical', 'extendedLocation', 'location'),
  ].filter(({ text }) => text !== '');
  const [first] = found;
  const point = 'resource-address';
  if (!first) return { point, met: false, ...nowhere, detail: 'l’adresse de l’outil manque (technical/location)' };
  const named = (scheme: string) => found.find(({ text }) => partsOf(text).scheme === scheme);
  const plain = named('http');
  if (plain)
    return {
      ...{ point, met: false, ...placeOf(plain) },
      detail: `l’adresse ${quoted(plain.text)} n’est pas en https (ligne ${plain.line})`,
    };
  const secure = named('https');
  if (secure) return { point, met: true, ...placeOf(secure), detail: `l’adresse est ${quoted(secure.text)}` };
  return { point, ...placeOf(first), detail: `${quoted(first.text)} n’est pas une adresse web (ligne ${first.line})` };
};

type Class = { notice: Branch; purposes: ReadonlySet<string>; what: string };

const classPoint = (point: Point['point'], { notice, purposes, what }: Class): Point => {
  const found = at(notice, 'classification').find(
    (each) =>
      at(each, 'purpose', 'value').some(({ text }) => purposes.has(text)) &&
      at(each, 'taxonPath', 'taxon').some((taxon) =>
        [...at(taxon, 'id'), ...at(taxon, 'entry', 'string')].some(({ text }) => text !== ''),
      ),
  );
  if (found) return { point, met: true, ...placeOf(found), detail: `${what} est classé` };
  return { point, met: false, ...nowhere, detail: `${what} n’est pas classé (classification)` };
};

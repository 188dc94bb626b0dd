/** The ScoLOMFR terms that a notice uses, confronted with the vocabularies that we hold: known, current, linked. */
import type { TermFact } from '../../../model/gar-facts.ts';
import type { Scolomfr, ScolomfrTerm, TermStatus } from '../../../model/lists.ts';
import { placeOf, quoted } from './points.ts';
import { isHeld, versionOf } from './version.ts';
import { at, type Branch } from './xml.ts';

type Term = Omit<TermFact, 'url'>;
/** `version`: what the notice announces; `held`: our table covers it. */
type Means = { scolomfr: Scolomfr; version: string | null; held: boolean };
/** A term where it is used, with the taxon before it in its path. */
type Use = { place: Branch; label: string | null; before: string | null };

/**
 * In the order of the file. What our table cannot place is left out: terms of other bodies (dcmitype, labels of a
 * catalogue), and those of the ScoLOMFR vocabularies that we do not hold, such as the roles.
 */
export const termsOf = (notice: Branch, scolomfr: Scolomfr): Term[] => {
  const version = versionOf(notice);
  const means = { scolomfr, version, held: isHeld(version, scolomfr) };
  return usesIn(notice)
    .filter(({ place }) => scolomfr.terms.has(place.text) || isOfOurs(place.text, scolomfr))
    .map((use) => termOf(use, means));
};

const isOfOurs = (uri: string, { base, vocabularies }: Scolomfr): boolean =>
  uri.startsWith(base) && vocabularies.has(numberIn(uri) ?? '');
const numberIn = (uri: string): string | null => /scolomfr-voc-(\d{3})-num-/.exec(uri)?.[1] ?? null;

const usesIn = (branch: Branch): Use[] => {
  if (branch.name === 'taxonPath') return taxaIn(branch);
  const values = at(branch, 'value').map((place) => ({ place, label: wordsAt(branch, 'label'), before: null }));
  return [...values, ...branch.children.flatMap(usesIn)];
};

const taxaIn = (path: Branch): Use[] => {
  let before: string | null = null;
  return at(path, 'taxon').flatMap((taxon) => {
    const [place] = at(taxon, 'id');
    const use = place ? [{ place, label: wordsAt(taxon, 'entry', 'string'), before }] : [];
    before = place?.text ?? null;
    return use;
  });
};

const wordsAt = (branch: Branch, ...names: string[]): string | null => at(branch, ...names)[0]?.text || null;

const termOf = ({ place, label, before }: Use, means: Means): Term => {
  const { terms } = means.scolomfr;
  const uri = place.text;
  const term = terms.get(uri);
  const vocabulary = term?.vocabulary ?? numberIn(uri);
  // Absent from a vocabulary that is held whole: in a later version it may have come.
  const known = term ? true : means.held ? false : undefined;
  const outdated = term?.status ? term.status === 'deprecated' || term.status === 'obsolete' : undefined;
  const linked = before === null ? null : isLinked({ term, above: terms.get(before), before }, means);
  const words = label === null ? uri : `${quoted(label)} (${uri})`;
  return {
    ...{ uri, label, vocabulary },
    ...(known === undefined ? {} : { known }),
    ...(outdated === undefined ? {} : { outdated }),
    ...(linked === undefined ? {} : { linked }),
    ...placeOf(place),
    detail: `${words} ${said({ known, linked, status: term?.status ?? null, vocabulary }, means)} (ligne ${place.line})`,
  };
};

type Pair = { term: ScolomfrTerm | undefined; above: ScolomfrTerm | undefined; before: string };

/** A later version may link what ours does not; and nothing is known of a term that we do not hold. */
const isLinked = ({ term, above, before }: Pair, { held, scolomfr }: Means): boolean | null | undefined => {
  if (!before.startsWith(scolomfr.base) && !above) return null;
  if (!above || !term?.broader) return undefined;
  if (term.broader.includes(before)) return true;
  return held ? false : undefined;
};

const statusWords: Readonly<Record<TermStatus, string>> = {
  current: 'est un terme actuel',
  former: 'est un terme ancien',
  deprecated: 'est un terme déprécié',
  obsolete: 'est un terme obsolète',
};

type Said = { known: boolean | undefined; linked: unknown; status: TermStatus | null; vocabulary: string | null };

const said = ({ known, linked, status, vocabulary }: Said, { scolomfr, version }: Means): string => {
  const table = `ScoLOMFR ${scolomfr.version}`;
  if (known === false)
    return `n’existe pas dans le vocabulaire ${vocabulary} de ${table}, alors que la notice annonce la version ${version}`;
  if (known === undefined) return `n’est pas dans notre table, ${table} : une version plus récente peut l’avoir ajouté`;
  if (linked === false) return `n’est pas rangé sous le terme qui le précède, dans ${table}`;
  return status === null ? `est dans ${table}` : `${statusWords[status]} de ${table}`;
};

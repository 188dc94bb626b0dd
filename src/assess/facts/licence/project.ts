/** All that a repository says of its licence, weighed together: which terms, how free, and what must be asked. */
import type { LicenceFact, RepositoryFact } from '../../../model/facts.ts';
import type { Licences } from '../../../model/lists.ts';
import { contentFreedomOf, freedomOf, idsOf } from './names.ts';
import type { Statement } from './statement.ts';

export type Terms = Pick<
  RepositoryFact,
  'licence' | 'basis' | 'likeness' | 'freedom' | 'contentFreedom' | 'free' | 'doubt' | 'contradictions'
>;

/**
 * Free needs a text (or a tag in its place) at the top that is free, and nothing anywhere that says otherwise.
 * Whatever is left open is a doubt with its name: a person reads it. `complete`: was every file seen?
 */
export const termsOf = (statements: readonly Statement[], licences: Licences, complete: boolean): Terms => {
  const texts = statements.filter(({ kind, place }) => place === 'root' && (kind === 'text' || kind === 'tag'));
  const sure = texts.length > 0 ? texts : statements.filter(({ place }) => place === 'root');
  const licence = expressionOf(sure, statements, licences);
  const freedom = licence === null ? worstOf(sure) : weighed(licence, sure, licences);
  const open = doubtOf(statements, texts, licence, freedom);
  const doubt = open === null && freedom === 'free' && !complete ? 'incomplete' : open;
  const basis = texts[0]?.kind ?? sure.find((each) => each.licence !== null)?.kind ?? sure[0]?.kind ?? 'none';
  return {
    licence,
    basis,
    likeness: texts.length === 0 ? null : texts.reduce((least, each) => Math.min(least, each.likeness ?? 1), 1),
    freedom: doubt === null ? freedom : 'unrecognised',
    contentFreedom: licence === null ? 'unrecognised' : contentFreedomOf(licence, licences),
    ...(doubt === null ? { free: freedom === 'free' } : {}),
    doubt,
    contradictions: contradictionsOf(statements, licence),
  };
};

/** Statements with the terms of the whole beside them. Headers and parts may be somebody else's files. */
export const compared = (statements: readonly Statement[], { licence }: Terms): LicenceFact[] =>
  statements.map((each) => ({ ...each, terms: licence, agrees: agreement(each, licence) }));

const agreement = ({ kind, place, licence, freedom }: Statement, terms: string | null): boolean | null => {
  if (place === 'part' || kind === 'header' || terms === null) return null;
  if (licence === null) return freedom === 'proprietary' ? false : null;
  return sameTerms(licence, terms);
};

/** A LICENSE file cannot tell -only from -or-later. */
const family = (id: string): string => id.replace(/-(only|or-later)$/, '');
const familiesOf = (expression: string): string[] => [...new Set(idsOf(expression).map(family))].sort();

/** Does one expression name no other licence than the other? A manifest may name one branch of a choice. */
export const sameTerms = (one: string, other: string): boolean => {
  const named = familiesOf(other);
  const asked = familiesOf(one);
  return asked.length > 0 && asked.every((id) => named.includes(id));
};

/** One text is the licence; several are joined as the manifest joins them, with AND when nobody says. */
const expressionOf = (sure: readonly Statement[], all: readonly Statement[], licences: Licences): string | null => {
  const named = [...new Set(sure.flatMap(({ licence }) => licence ?? []))].sort();
  const ids = withoutBase(named);
  if (ids.length < 2) return ids[0] ?? null;
  const joined = all.find(
    ({ kind, place, licence }) =>
      kind === 'manifest' && place === 'root' && licence !== null && isSameSet(familiesOf(licence), ids.map(family)),
  );
  const software = ids.filter((id) => freedomOf(id, licences) !== 'unrecognised');
  return joined?.licence ?? (software.length > 0 ? software : ids).join(' AND ');
};

/** LGPL-3.0 refers to GPL-3.0, whose text then lies beside it (COPYING and COPYING.LESSER). */
const withoutBase = (ids: readonly string[]): string[] =>
  ids.filter((id) => !(/^GPL-3\.0/.test(id) && ids.some((other) => /^LGPL-3\.0/.test(other))));

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === new Set(other).size && one.every((each) => other.includes(each));

type Freedom = RepositoryFact['freedom'];

const weighed = (expression: string, sure: readonly Statement[], licences: Licences): Freedom => {
  const own = sure.filter(({ licence }) => licence === expression);
  return own[0]?.freedom ?? freedomOf(expression, licences);
};

/** Without any licence named: proprietary when that is all that is said. */
const worstOf = (sure: readonly Statement[]): Freedom =>
  sure.length > 0 && sure.every(({ freedom }) => freedom === 'proprietary') ? 'proprietary' : 'unrecognised';

const isClosed = ({ freedom }: Statement): boolean => freedom === 'source-available' || freedom === 'proprietary';

/** Folders where a product keeps what it does not give away; elsewhere an unknown text is somebody else's library. */
const paidFolder = /(^|\/)(ee|enterprise|premium|pro|commercial|paid|cloud|x-pack)\//i;

const doubtOf = (
  statements: readonly Statement[],
  texts: readonly Statement[],
  licence: string | null,
  freedom: Freedom,
): RepositoryFact['doubt'] => {
  const closed = statements.filter(isClosed);
  const root = statements.filter(({ place }) => place === 'root');
  if (root.length > 0 && root.every(isClosed)) return null;
  if (statements.length === 0) return 'none';
  if (closed.length > 0) return 'mixed';
  if (texts.some(({ near }) => near !== null)) return 'altered';
  if (root.some(({ kind }) => kind === 'title')) return 'title';
  if (texts.length === 0) return 'stated-only';
  if (texts.some((each) => each.licence === null) || licence === null) return 'unrecognised';
  if (root.some(isUnclear)) return 'unclear';
  if (root.some(({ kind, contentFreedom }) => kind === 'text' && contentFreedom === 'restricted')) return 'mixed';
  if (statements.some(({ path, licence: own }) => paidFolder.test(path) && own === null)) return 'mixed';
  return freedom === 'unrecognised' ? 'unrecognised' : null;
};

/** « Custom » in a manifest is a doubt; « BSD », « SEE LICENSE IN LICENSE » are no more than imprecise. */
const isUnclear = ({ kind, licence, written }: Statement): boolean => {
  if (licence !== null || kind === 'header') return false;
  if (kind === 'readme') return true;
  return (
    kind === 'manifest' &&
    !/^(see licen[cs]e in\b.*|(gnu )?[al]?gpl|bsd|apache|mpl|cecill|eupl|cc[- ]by|creative commons|public domain)$/i.test(
      written,
    )
  );
};

const contradictionsOf = (statements: readonly Statement[], terms: string | null): string[] =>
  statements
    .filter((each) => agreement(each, terms) === false)
    .map(({ path, licence, written }) => `${path} : ${licence ?? written}`)
    .sort();

/** What people write for a licence, read as SPDX, and whether it is free: for the code, for the content. */
import spdxCorrect from 'spdx-correct';
import parseExpression from 'spdx-expression-parse';
import type { KnownLicence, Licences } from '../../../model/lists.ts';
import type { Facts } from '../../../model/record-sets.ts';
import { plain } from '../plain.ts';

type DeclarationFact = (Facts['declaration'] & { kind: 'collected' })['records'][number];
type Freedom = NonNullable<DeclarationFact['licence.freedom']>;
type ContentFreedom = NonNullable<DeclarationFact['licence.contentFreedom']>;

/** The SPDX expression meant by `written` (« Licence CeCILL 2.1 » → CECILL-2.1), or null when it cannot be told. */
export const spdxOf = (written: string, licences: Licences): string | null => {
  const text = written.trim();
  if (licences.texts.has(text)) return current(text);
  const words = plain(text);
  if (addsLimits.test(words) && !expressionOf(text)) return null;
  const alias = licences.aliases.find(({ fits }) => fits(words));
  if (alias) return alias.spdx;
  if (licences.proprietary(words)) return null;
  if (expressionOf(text)) return text;
  return corrected(text);
};

/** « MIT sauf images », « Apache 2.0 with Commons Clause » are no longer the licence that they begin with. */
const addsLimits =
  /commons clause|\b(sauf|hors|except\w*|seulement|uniquement|only for|non.?commercial\w*|with|avec|modifie\w* par|modified|restrict\w*)\b/;

/**
 * spdx-correct guesses: « GPL » becomes GPL-3.0-or-later, « BSL 1.1 » becomes Boost's BSL-1.0. Only a text that
 * names a version is read, and only as a licence of that version.
 */
const corrected = (text: string): string | null => {
  const version = /\d+(\.\d+)*/.exec(text)?.[0];
  const id = version === undefined ? null : spdxCorrect(text);
  return id?.includes(`-${version}`) ? id : null;
};

/** Of an expression: with OR one free branch is enough, with AND all must be. */
export const freedomOf = (written: string, licences: Licences): Freedom => {
  const expression = expressionOf(spdxOf(written, licences) ?? '');
  if (expression) {
    return weigh(expression, freedoms, (id) => licences.known.get(id)?.software ?? 'unrecognised');
  }
  return licences.proprietary(plain(written)) ? 'proprietary' : 'unrecognised';
};

export const contentFreedomOf = (written: string, licences: Licences): ContentFreedom => {
  const expression = expressionOf(spdxOf(written, licences) ?? '');
  if (expression) {
    return weigh(expression, contentFreedoms, (id) => contentOf(licences.known.get(id)));
  }
  return licences.proprietary(plain(written)) ? 'restricted' : 'unrecognised';
};

/** Does the licence ask to offer the source over a network? With OR, one branch that does not is enough not to. */
export const asksOverNetwork = (written: string, licences: Licences): boolean => {
  const expression = expressionOf(written);
  const asks = (id: string) => (licences.known.get(id)?.network === true ? 'source' : 'nothing');
  return expression !== null && weigh(expression, ['nothing', 'source'], asks) === 'source';
};

/** The licences named in an expression. */
export const idsOf = (expression: string): string[] => {
  const parsed = expressionOf(expression);
  return parsed ? leaves(parsed) : [];
};

/** A software licence that is free leaves the content under it free too. */
const contentOf = (licence: KnownLicence | undefined): ContentFreedom =>
  licence?.content ?? (licence?.software === 'free' ? 'free' : 'unrecognised');

/** From the most to the least free: OR takes the first of the two, AND the last. */
const freedoms = ['free', 'source-available', 'proprietary', 'unrecognised'] as const;
const contentFreedoms = ['free', 'restricted', 'unrecognised'] as const;

const weigh = <T extends string>(node: parseExpression.Info, order: readonly T[], freedom: (id: string) => T): T => {
  if ('license' in node) return freedom(current(node.license));
  const left = weigh(node.left, order, freedom);
  const right = weigh(node.right, order, freedom);
  const leftIsFreer = order.indexOf(left) <= order.indexOf(right);
  return (node.conjunction === 'or') === leftIsFreer ? left : right;
};

const leaves = (node: parseExpression.Info): string[] =>
  'license' in node ? [current(node.license)] : [...leaves(node.left), ...leaves(node.right)];

const expressionOf = (text: string): parseExpression.Info | null => {
  try {
    return parseExpression(text);
  } catch {
    return null;
  }
};

/** SPDX deprecated GPL-3.0 and GPL-3.0+ in 2018 for names that say which they mean. */
const current = (id: string): string =>
  /^(A|L)?GPL-\d\.\d\+$|^GFDL-\d\.\d\+$/.test(id)
    ? id.replace('+', '-or-later')
    : /^((A|L)?GPL|GFDL)-\d\.\d$/.test(id)
      ? `${id}-only`
      : id;

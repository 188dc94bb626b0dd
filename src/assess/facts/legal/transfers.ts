/** Do the data leave the European Union, where to and under which safeguard (RGPD, articles 13.1.f and 44 to 49). */
import type { LegalFact } from '../../../model/legal.ts';
import { quotationFrom } from './quotation.ts';
import { passagesOf, type Reading, unstated } from './reading.ts';
import type { Passage } from './text.ts';

export const readTransfers = (reading: Reading): LegalFact['transfers'] => {
  const leaving = leavingIn(reading);
  const staying = passagesOf(reading, 'no-transfer');
  const spoken = passagesOf(reading, 'transfers');
  const safeguards = (['clauses', 'framework', 'adequacy'] as const).map(
    (each) => passagesOf(reading, each).length > 0,
  );
  const best = leaving[0] ?? staying[0] ?? spoken.find(({ title }) => !title) ?? spoken[0];
  if (!best) return unstated(reading);
  const [clauses = false, framework = false, adequacy = false] = safeguards;
  return {
    ...(leaving.length > 0 ? { outside: true } : staying.length > 0 ? { outside: false } : {}),
    countries: countriesIn(reading, leaving),
    clauses,
    framework,
    adequacy,
    quote: quotationFrom(reading.page, best),
  };
};

/** Passages that say that data leave, or may leave; a question, a condition or a denial says neither. */
export const leavingIn = (reading: Reading): Passage[] => {
  const denied = new Set(passagesOf(reading, 'no-transfer'));
  return passagesOf(reading, 'transfers').filter((each) => !denied.has(each) && leaves(reading, each));
};

const leaves = ({ lists }: Reading, { plain, text }: Passage): boolean => {
  if (/\?$/.test(text) || hypothetical.test(plain) || negative.test(plain)) return false;
  if (!/\b(?:transf|transm|heberg|stock|conserv|localis|trait|situ|etabli|communiqu|serveurs?)/.test(plain))
    return false;
  if (/\b(?:hors|en dehors|exterieur)\b.{0,30}(?:union|\bue\b|\beee\b|espace)|pays tiers/.test(plain)) return true;
  return lists.legal.countries.some(({ code, words }) => lists.adequacy.get(code) !== 'eu' && located(plain, words));
};

const hypothetical =
  /^(?:[-•*\d.) ]{0,6})(?:si|en cas|lorsqu|dans (?:l'hypothese|le cas)|au cas|quand|afin|tout transfert)\b|\bsi (?:un|des|de tels|le|les) (?:transferts?|donnees)/;
const negative =
  /\b(?:aucun|pas de|sans|ni)e? transf|\b(?:ne|n'\w+)\b.{0,25}\b(?:transf|transm|communiqu|quitt|sort|heberg|stock)/;

/** « hébergées aux États-Unis » and not « le droit des États-Unis ». */
const located = (plain: string, words: (text: string) => boolean): boolean =>
  [...plain.matchAll(/\b(?:heberg|stock|conserv|localis|trait|situ|etabli|transf|serveurs?)\w*/g)].some(({ index }) =>
    words(plain.slice(index, index + 140)),
  );

const countriesIn = ({ lists }: Reading, leaving: readonly Passage[]): string[] =>
  lists.legal.countries
    .filter(({ code, words }) => lists.adequacy.get(code) !== 'eu' && leaving.some(({ plain }) => words(plain)))
    .map(({ code }) => code)
    .sort();

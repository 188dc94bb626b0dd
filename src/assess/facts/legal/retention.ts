/** How long data are kept: every duration in figures with what it is for, and the passages that promise nothing. */
import type { LegalFact, Period } from '../../../model/legal.ts';
import { quotationFrom, quotationOf } from './quotation.ts';
import { passagesOf, type Reading, unstated } from './reading.ts';
import { isStated } from './statements.ts';
import type { Passage } from './text.ts';
import { type Duration, durationsIn } from './values.ts';

/** More rows than any real table of durations has. */
const periodCap = 200;

export const readRetention = (reading: Reading): LegalFact['retention'] => {
  const periods = periodsIn(reading);
  const passages = passagesOf(reading, 'retention');
  const [firstPeriod] = periods;
  const first = passages.find(({ title }) => !title) ?? passages[0];
  const quote = firstPeriod?.quote ?? (first ? quotationFrom(reading.page, first) : undefined);
  if (quote === undefined || !(firstPeriod || isStated(reading.statements, 'retention', reading.lists))) {
    return unstated(reading);
  }
  const days = periods.map((each) => each.days);
  return {
    count: periods.length,
    shortestDays: days.length === 0 ? null : Math.min(...days),
    longestDays: days.length === 0 ? null : Math.max(...days),
    vague: passages.some(({ plain }) => reading.lists.legal.vague.some((fits) => fits(plain))),
    periods: periods
      .slice(0, periodCap)
      .map(({ days: each, about, quote: words }) => ({ days: each, about, quote: words })),
    quote,
  };
};

/** `alone`: the one duration of a sentence that says that something is kept. */
export type FoundPeriod = Period & { passage: Passage; alone: boolean };

/** Durations of the passages that keep or erase, and of the lines under a title about keeping. */
export const periodsIn = (reading: Reading): FoundPeriod[] => {
  const stated = new Set(passagesOf(reading, 'retention'));
  return reading.page.passages
    .filter((each) => stated.has(each) || /conserv|archivage|retention/.test(each.heading) || keeping.test(each.plain))
    .flatMap((passage) => {
      const durations = durationsIn(passage.plain).filter((each) => isKept(passage.plain, each));
      return durations.map((each) => ({
        days: each.days,
        about: aboutOf(passage, each, reading.lists.frenchWords),
        quote: quotationOf(passage),
        passage,
        alone: durations.length === 1 && keeping.test(passage.plain),
      }));
    });
};

/** An age, the time to answer, or how old a law is: no duration of keeping. */
const isKept = (plain: string, { start, end }: Duration): boolean =>
  !/(?:moins de|plus de|ages? de|mineurs? de|depuis|il y a|chaque|tous les) ?\(?$/.test(
    plain.slice(Math.max(0, start - 20), start),
  ) &&
  !/^ (?:d'existence|d'experience|et (?:plus|moins)|avant)/.test(plain.slice(end, end + 20)) &&
  !/\b(?:repond|reponse (?:a|dans|sous|vous)|delais? d'un mois|traiter votre demande|notifi)/.test(plain);

const keeping =
  /\b(?:(?:sont|est|seront|sera|etre|ne sont|ne seront|nous) )?(?:conserv|supprim|effac|archiv|stock|detrui|gard|sauvegard)\w*/;
const commonplace = new Set([
  ...['donnees', 'donnee', 'personnelles', 'personnelle', 'personnel', 'caractere', 'informations', 'information'],
  ...['duree', 'durees', 'conservation', 'periode', 'maximale', 'maximum', 'pendant', 'compter', 'concernant', 'ainsi'],
  ...[
    'collectees',
    'recueillies',
    'traitees',
    'toutes',
    'ces',
    'etre',
    'peuvent',
    'seront',
    'sera',
    'limitee',
    'limite',
  ],
]);

/** What is kept, in its own words: before the verb, else around the duration, else those of the title above. */
const aboutOf = ({ plain, heading }: Passage, { start, end }: Duration, grammar: ReadonlySet<string>): string => {
  const before = plain.slice(0, start);
  const verb = before.match(keeping)?.index;
  const subject = wordsOf(verb ? before.slice(0, verb) : before.replace(keeping, ' '), grammar);
  if (subject !== '') return subject;
  return wordsOf(verb === undefined ? plain.slice(end) : '', grammar) || wordsOf(heading, grammar);
};

const wordsOf = (plain: string, grammar: ReadonlySet<string>): string =>
  (plain.match(/[a-z_]{3,}/g) ?? [])
    .filter((word) => !grammar.has(word) && !commonplace.has(word))
    .slice(0, 8)
    .join(' ');

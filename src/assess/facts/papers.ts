/** One fact for each kind of document that may be asked: handed over or not, how old at the visit, still valid or not. */
import type { Declaration } from '../../model/declaration.ts';
import type { PaperFact } from '../../model/facts.ts';
import { type PaperKind, paperKinds, paperWords } from '../../model/paper.ts';

const dayMs = 86_400_000;

/**
 * `visit` is the date of the evidence, ISO: the same evidence judged later gives the same ages. A document that the list
 * leaves out is missing only when the vendor said that the list is complete, or empty; else nobody knows.
 */
export const readPapers = (declaration: Declaration, visit: string): PaperFact[] => {
  const { papers, papersComplete, breachHours, purgeMonths } = declaration;
  const whole = papers !== undefined && (papersComplete === true || papers.length === 0);
  return paperKinds.map((kind) => {
    const given = papers?.filter((paper) => paper.kind === kind) ?? [];
    const newest = given.toSorted((one, other) => (one.date < other.date ? 1 : -1))[0];
    return {
      kind,
      title: paperWords[kind],
      ...(newest !== undefined || whole ? { provided: newest !== undefined } : {}),
      ...(newest === undefined
        ? {}
        : { ageDays: daysBetween(newest.date, visit), expired: isExpired(newest.expires, visit) }),
      public: newest?.url !== undefined,
      ...delayOf(kind, { breachHours, purgeMonths }),
    };
  });
};

const daysBetween = (date: string, visit: string): number =>
  Math.floor((Date.parse(visit.slice(0, 10)) - Date.parse(date)) / dayMs);

const isExpired = (expires: string | undefined, visit: string): boolean =>
  expires !== undefined && expires < visit.slice(0, 10);

type Delays = { breachHours: number | undefined; purgeMonths: number | undefined };

/** The delay that the document promises, in its own unit; unknown when the vendor did not declare it. */
const delayOf = (kind: PaperKind, { breachHours, purgeMonths }: Delays): { delay?: number } => {
  const delay = kind === 'breach-procedure' ? breachHours : kind === 'purge-procedure' ? purgeMonths : undefined;
  return delay === undefined ? {} : { delay };
};

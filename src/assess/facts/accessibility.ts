/** What axe-core found on the pages of the tool, in French, beside the level that the tool announces. */
import type { AccessibilityFact, DocumentFact, LinkFact } from '../../model/facts.ts';
import type { AccessibilityLevel } from '../../model/legal.ts';
import type { Lists } from '../../model/lists.ts';
import type { FactSet } from '../../model/record-sets.ts';
import type { AccessibilityRecord } from '../../model/records.ts';
import type { Parties } from './party.ts';
import { plain } from './plain.ts';

type Told = {
  documents: FactSet<DocumentFact>;
  links: FactSet<LinkFact>;
  parties: Parties;
  titles: Lists['accessibility'];
};

/** Faults of a page that belongs to somebody else (a portal, a shop) are told, and never counted as the tool's. */
export const readAccessibility = (
  records: readonly AccessibilityRecord[],
  { documents, links, parties, titles }: Told,
): AccessibilityFact[] => {
  const claimed = claimedLevel(documents, links, parties);
  const ours = violationsOf(records).filter(({ page }) => parties.of(page) !== 'third');
  const countOf = (impact: string) => ours.filter((each) => each.impact === impact).length;
  return records.map((record) => {
    const party = parties.of(record.page);
    const counted = (impact: string) =>
      record.kind === 'violation' && record.impact === impact && party !== 'third' ? countOf(impact) : 0;
    return {
      phase: record.phase,
      page: record.page,
      party,
      ...(record.kind === 'violation' ? violationOf(record, titles) : noViolation),
      ...(record.kind === 'unexamined'
        ? {}
        : {
            impact: record.kind === 'violation' ? record.impact : null,
            critical: counted('critical'),
            serious: counted('serious'),
          }),
      ...(claimed === undefined ? {} : { claimed }),
    };
  });
};

type Violation = Extract<AccessibilityRecord, { kind: 'violation' }>;
const violationsOf = (records: readonly AccessibilityRecord[]): Violation[] =>
  records.flatMap((each) => (each.kind === 'violation' ? [each] : []));

const noViolation = { rule: null, title: null, criteria: [], elements: 0, selectors: [], html: null };

const violationOf = ({ rule, criteria, nodes, targets }: Violation, titles: Lists['accessibility']) => ({
  rule,
  title: titles.get(rule) ?? `Critère ${criteria.join(', ')} du RGAA non respecté (règle ${rule})`,
  criteria,
  elements: nodes,
  selectors: targets.map(({ selector }) => selector),
  html: targets[0]?.html ?? null,
});

const shapes: readonly (readonly [AccessibilityLevel, RegExp])[] = [
  ['none', /accessibilite\s*:\s*non[ -]conforme/],
  ['partial', /accessibilite\s*:\s*partiellement[ -]conforme/],
  ['total', /accessibilite\s*:\s*totalement[ -]conforme/],
];

/** By the statement, and by the words that the law wants on the home page; undefined when they differ. */
const claimedLevel = (
  documents: FactSet<DocumentFact>,
  links: FactSet<LinkFact>,
  parties: Parties,
): AccessibilityLevel | null | undefined => {
  if (documents.kind === 'unavailable' || links.kind === 'unavailable') return undefined;
  const own = documents.records.filter(({ url }) => parties.of(url) !== 'third');
  const stated = own.map(({ accessibility }) => (accessibility === undefined ? undefined : accessibility?.level));
  const shown = links.records.map(({ text }) => shapes.find(([, shape]) => shape.test(plain(text)))?.[0]);
  const levels = new Set([...stated, ...shown].filter((level) => level !== undefined));
  const unread = own.some(({ role, accessibility }) => role === 'accessibility' && accessibility === undefined);
  if (levels.size > 1 || (levels.size === 0 && unread)) return undefined;
  return [...levels][0] ?? null;
};

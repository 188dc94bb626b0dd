/** What each axis of a tool may show: people decide, and the robot alone never says more than « à confirmer ». */
import type { Decision, Opinion } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';
import type { Clause, Label, LabelDefinition, LabelState } from '../model/label.ts';
import { atLeast } from '../model/outcome.ts';
import { because, readBy, standing, undecided } from './reads.ts';

/**
 * One label for each definition. `date` and `evidenceDate` are ISO dates; a label expires `validMonths` after
 * `date`. Labels of different axes are never merged.
 */
export const labelsOf = (given: {
  definitions: readonly LabelDefinition[];
  findings: readonly Finding[];
  decision: Decision | null;
  rulebook: { version: string; digest: string };
  evidenceDate: string;
  date: string;
}): Label[] =>
  given.definitions.map((definition) => {
    const read = readBy(definition.reads, given.findings);
    const state = stateOf(definition, read, given.decision);
    return {
      id: definition.id,
      axis: definition.axis,
      title: definition.title,
      state,
      words: definition.words[state],
      because: because([...read.filter(({ outcome }) => outcome === 'failed'), ...undecided(read)]),
      date: given.date,
      rulebook: { version: given.rulebook.version, digest: given.rulebook.digest },
      evidenceDate: given.evidenceDate,
      expires: addMonths(given.date, definition.validMonths),
    };
  });

const stateOf = (definition: LabelDefinition, read: Finding[], decision: Decision | null): LabelState => {
  // Pedagogical interest is a statement of people who tried the tool in a class: no rule can give it.
  if (definition.decision === 'trials') return 'not-assessed';
  const evaluated = read.some(({ outcome }) => outcome === 'passed' || outcome === 'failed');
  if (decision === null) return evaluated ? 'to-confirm' : 'not-assessed';
  if (decision.opinion === 'adjourned') return 'to-confirm';
  const failed = standing(read, decision);
  const forbidden = failed.some(meets(definition.forbids));
  if (definition.decision === 'opinion') return opinionState(decision.opinion, forbidden);
  if (!evaluated) return 'not-assessed';
  if (forbidden) return 'unfavourable';
  if (failed.some(meets(definition.reserves))) return 'with-reservations';
  return undecided(read).some(meets(definition.needs)) ? 'to-confirm' : 'favourable';
};

/** The opinion decides; a failure that the label forbids, and that nobody set aside, still shows as a reservation. */
const opinionState = (opinion: Exclude<Opinion, 'adjourned'>, forbidden: boolean): LabelState => {
  if (opinion === 'unfavourable') return 'unfavourable';
  return opinion === 'favourable' && !forbidden ? 'favourable' : 'with-reservations';
};

/** Is this finding among those that a clause names? */
const meets =
  (clauses: readonly Clause[]) =>
  (finding: Finding): boolean =>
    clauses.some(
      ({ rules, from }) =>
        atLeast(finding.severity, from) && (rules === undefined || readBy(rules, [finding]).length > 0),
    );

/** 2026-08-31 and 6 months → 2027-02-28: the last day of a month that has no such day. */
export const addMonths = (date: string, months: number): string => {
  const start = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  const monthStart = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months + 1, 0)).getUTCDate();
  const day = Math.min(start.getUTCDate(), lastDay);
  return new Date(monthStart + (day - 1) * 86_400_000).toISOString().slice(0, 10);
};

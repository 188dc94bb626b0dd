/** What each axis of a tool may show: people decide, and the robot alone never says more than « à confirmer ». */
import type { Decision, Opinion } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';
import type { Label, LabelDefinition, LabelState } from '../model/label.ts';
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
  if (definition.axis === 'pedagogy') return 'not-assessed';
  const evaluated = read.some(({ outcome }) => outcome === 'passed' || outcome === 'failed');
  if (decision === null) return evaluated ? 'to-confirm' : 'not-assessed';
  if (decision.opinion === 'adjourned') return 'to-confirm';
  if (definition.axis === 'data') return opinionState(decision.opinion, standing(read, decision));
  return evaluated ? findingsState(read, standing(read, decision)) : 'not-assessed';
};

/** The opinion decides; a blocking failure that nobody set aside still shows as a reservation. */
const opinionState = (opinion: Exclude<Opinion, 'adjourned'>, failed: readonly Finding[]): LabelState => {
  if (opinion === 'unfavourable') return 'unfavourable';
  const blocked = failed.some(({ severity }) => severity === 'blocking');
  return opinion === 'favourable' && !blocked ? 'favourable' : 'with-reservations';
};

/** Access and freedom follow the findings, once people have decided. */
const findingsState = (read: readonly Finding[], failed: readonly Finding[]): LabelState => {
  if (failed.some(({ severity }) => atLeast(severity, 'major'))) return 'unfavourable';
  if (failed.length > 0) return 'with-reservations';
  return undecided(read).some(({ severity }) => atLeast(severity, 'major')) ? 'to-confirm' : 'favourable';
};

/** 2026-08-31 and 6 months → 2027-02-28: the last day of a month that has no such day. */
export const addMonths = (date: string, months: number): string => {
  const start = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  const monthStart = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months + 1, 0)).getUTCDate();
  const day = Math.min(start.getUTCDate(), lastDay);
  return new Date(monthStart + (day - 1) * 86_400_000).toISOString().slice(0, 10);
};

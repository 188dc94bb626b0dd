/** Precision and recall of each kind of fact, then of each set, then of all. */
import type { Verdict } from './compare.ts';

export const tableOf = (verdicts: Verdict[]): string => {
  const kinds = [...new Set(verdicts.map(({ kind }) => kind))].toSorted();
  const sets = [...new Set(kinds.map(setOf))];
  const lines = sets.flatMap((set) => [
    ...kinds
      .filter((kind) => setOf(kind) === set)
      .map((kind) =>
        line(
          `  ${kind}`,
          verdicts.filter((each) => each.kind === kind),
        ),
      ),
    line(
      set,
      verdicts.filter(({ kind }) => setOf(kind) === set),
    ),
  ]);
  return [`${'fact'.padEnd(40)} precision      recall`, ...lines, line('all', verdicts)].join('\n');
};

const setOf = (kind: string): string => kind.split(' ')[0] ?? '';

const line = (name: string, verdicts: Verdict[]): string => {
  const of = (wanted: Verdict['verdict']) => verdicts.filter(({ verdict }) => verdict === wanted).length;
  const [found, missed, alarms] = [of('found'), of('missed'), of('false-alarm')];
  return `${name.padEnd(40)} ${share(found, found + alarms)} ${share(found, found + missed)}`;
};

const share = (part: number, whole: number): string =>
  (whole === 0 ? 'none' : `${part}/${whole} ${(part / whole).toFixed(2)}`).padEnd(14);

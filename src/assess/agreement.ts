/** Several visits of one page told as one report: the worst outcome of each rule, and in how many loads it was seen. */
import canonicalize from 'canonicalize';
import type { Finding, FindingRecord } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';

/**
 * The worst load counts, as a site that leaks one time in five leaks: but the report says « one time in five ».
 * One load that could not be judged leaves the rule undetermined, because nobody knows what it would have shown.
 */
const worstFirst: readonly Outcome[] = ['failed', 'cannot-tell', 'untested', 'passed', 'inapplicable'];

/**
 * One report for all loads, in their order: what was seen is that of the first complete load, each finding is the
 * worst of its rule and carries its frequency. Loads that saw nothing are told in the reasons and count in no rule.
 */
export const agree = (reports: readonly [Report, ...Report[]]): Report => {
  const [first] = reports;
  if (reports.length === 1) return first;
  const complete = reports.filter(({ outcome }) => outcome === 'complete');
  const base = complete[0] ?? first;
  return {
    ...base,
    reasons: uniqueBy(
      reports.flatMap(({ reasons }) => reasons),
      ({ phase, code }) => `${phase} ${code}`,
    ),
    loads: reports.flatMap(({ loads }) => loads),
    findings: complete.length === 0 ? base.findings : base.findings.map(({ rule }) => worstOf(rule, complete)),
  };
};

const worstOf = (rule: string, reports: readonly Report[]): Finding => {
  const own = reports.flatMap(({ findings }) => findings.filter((each) => each.rule === rule));
  const [first, ...others] = own;
  if (!first) throw new Error(`No load was judged by ${rule}.`);
  const worst = others.reduce((kept, each) => (rank(each) < rank(kept) ? each : kept), first);
  const same = own.filter(({ outcome }) => outcome === worst.outcome);
  const records = recordsOf(same);
  return {
    ...worst,
    records: records.slice(0, Math.max(...same.map((each) => each.records.length))),
    omitted: Math.max(...same.map(({ omitted }) => omitted)),
    frequency: { loads: own.length, same: same.length },
  };
};

const rank = ({ outcome }: Finding): number => worstFirst.indexOf(outcome);

/** Records of all loads, those seen most often first, each with the number of loads that showed it. */
const recordsOf = (findings: readonly Finding[]): FindingRecord[] => {
  const seen = new Map<string, FindingRecord & { loads: number }>();
  for (const record of findings.flatMap(({ records }) => records)) {
    const key = canonicalize(record) ?? '';
    seen.set(key, { ...record, loads: (seen.get(key)?.loads ?? 0) + 1 });
  }
  return [...seen]
    .sort(([one, a], [other, b]) => b.loads - a.loads || (one < other ? -1 : 1))
    .map(([, record]) => record);
};

const uniqueBy = <T>(all: readonly T[], keyOf: (each: T) => string): T[] => [
  ...new Map(all.map((each) => [keyOf(each), each])).values(),
];

/** Applies the rulebook to the facts of one visit: the same facts and the same rulebook give the same bytes. */
import canonicalize from 'canonicalize';
import type { Phase } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { type Facts, recordSets } from '../model/record-sets.ts';
import { concernsAll, type Rule, type Rulebook } from '../model/rule.ts';
import { type Answer, holds, type Means, meansOf, unknownPaths } from './conditions.ts';
import { type Doubt, doubtMessage, fill, inapplicableMessage, summary, unknownMessage } from './message.ts';
import { quoteOf } from './quote.ts';

/** A finding shows at most this many records: one page can send thousands of requests to one tracker. */
export const recordCap = 100;

type Quoted = Finding['records'][number];
type Verdict =
  | { outcome: 'failed' | 'passed' | 'inapplicable'; records: unknown[] }
  | { outcome: 'cannot-tell'; records: unknown[]; doubt: Doubt };

/** One finding for each active rule, sorted by rule. Pure: no clock, no disk, no network. */
export const findingsOf = (facts: Facts, rulebook: Pick<Rulebook, 'rules' | 'lists'>): Finding[] => {
  const means = meansOf(rulebook.lists);
  return rulebook.rules
    .filter((rule) => rule.status === 'active')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((rule) => findingOf(facts, rule, means));
};

const findingOf = (facts: Facts, rule: Rule, means: Means): Finding => {
  const verdict = judge(facts, rule, means);
  const quoted = quotedOf(rule, verdict);
  return {
    rule: rule.id,
    outcome: verdict.outcome,
    severity: rule.severity,
    message: messageOf(rule, verdict, quoted),
    provenance: recordSets[rule.given].provenance,
    records: quoted.slice(0, recordCap),
    omitted: Math.max(0, quoted.length - recordCap),
  };
};

const judge = (facts: Facts, rule: Rule, means: Means): Verdict => {
  const set = facts[rule.given];
  if (set.kind === 'unavailable') return cannotTell([], set);
  const missing = (rule.phases ?? []).filter((phase) => facts.phases[phase].kind !== 'observed');
  const answers = inObservedPhases(set.records, rule, missing).map((record) => ({
    record,
    scope: holds(record, rule.when, means),
    match: holds(record, rule.match, means),
  }));
  return conclude(rule, answers, missing);
};

/** A record of a phase that went wrong proves nothing: it is left out, and the phase counts as missing. */
const inObservedPhases = (records: readonly unknown[], rule: Rule, missing: readonly Phase[]): unknown[] => {
  const { phases } = rule;
  if (phases === undefined) return [...records];
  return records.filter((record) => {
    const { phase } = record as { phase: Phase };
    return phases.includes(phase) && !missing.includes(phase);
  });
};

type Answered = { record: unknown; scope: Answer; match: Answer };

const conclude = (rule: Rule, answers: Answered[], missing: readonly Phase[]): Verdict => {
  const wanted = rule.expect !== 'none';
  const inScope = answers.filter(({ scope }) => scope === true);
  const failing = rule.expect === 'some' ? [] : inScope.filter(({ match }) => match === !wanted);
  if (failing.length > 0) return { outcome: 'failed', records: failing.map(({ record }) => record) };
  const settled = rule.expect === 'some' && inScope.some(({ match }) => match === true);
  const open = settled ? [] : answers.filter((each) => isOpen(rule, each));
  if (open.length > 0) return openVerdict(rule, open);
  if (missing.length > 0) return cannotTell([], { kind: 'phases', missing });
  if (inScope.length === 0 && !concernsAll(rule)) return nothingInScope(rule, answers);
  if (rule.expect !== 'some' || settled) return { outcome: 'passed', records: [] };
  if (rule.unmatched === 'cannot-tell') return cannotTell([], { kind: 'not-found' });
  // What was looked through without success: the vendor must know which pages were read.
  return { outcome: 'failed', records: inScope.map(({ record }) => record) };
};

/** Could this record turn the conclusion, if what it leaves unknown were known? */
const isOpen = (rule: Rule, { scope, match }: Answered): boolean => {
  if (scope === false || (scope === true && match !== 'unknown')) return false;
  const harmless = rule.expect === 'all';
  return match !== harmless;
};

/** Nobody is concerned, unless it is unknown whom the rule concerns. */
const nothingInScope = (rule: Rule, answers: Answered[]): Verdict => {
  const unsure = answers.filter(({ scope }) => scope === 'unknown');
  return unsure.length > 0 ? openVerdict(rule, unsure) : { outcome: 'inapplicable', records: [] };
};

const openVerdict = (rule: Rule, open: Answered[]): Verdict => {
  const paths = open.flatMap(({ record }) => pathsOf(rule, record));
  return cannotTell(
    open.map(({ record }) => record),
    { kind: 'unknown', paths: [...new Set(paths)].sort() },
  );
};

const pathsOf = (rule: Rule, record: unknown): string[] => unknownPaths(record, { ...rule.when, ...rule.match });

const cannotTell = (records: unknown[], doubt: Doubt): Verdict => ({ outcome: 'cannot-tell', records, doubt });

const quotedOf = (rule: Rule, verdict: Verdict): Quoted[] => {
  const byBytes = new Map<string, Quoted>();
  for (const record of verdict.records) {
    const subject = rule.expect === 'some' ? rule : record;
    const message = verdict.outcome === 'failed' ? fill(rule.message, subject) : unknownMessage(pathsOf(rule, record));
    const quoted = { set: rule.given, message, quote: quoteOf(rule.given, record) };
    byBytes.set(canonicalize(quoted) ?? '', quoted);
  }
  return [...byBytes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, quoted]) => quoted);
};

const messageOf = (rule: Rule, verdict: Verdict, quoted: readonly Quoted[]): string => {
  if (verdict.outcome === 'cannot-tell') return doubtMessage(rule, verdict.doubt);
  if (verdict.outcome === 'inapplicable') return inapplicableMessage(rule);
  if (verdict.outcome === 'passed') return rule.concludes.passed;
  return quoted.length === 0 ? fill(rule.message, rule) : summary(quoted.map(({ message }) => message));
};

/** Applies the rulebook to the facts of one visit: the same facts and the same rulebook give the same bytes. */
import canonicalize from 'canonicalize';
import type { Finding } from '../model/finding.ts';
import type { Phase } from '../model/phase.ts';
import { isShownWhenPassed } from '../model/quotes.ts';
import { type Facts, recordSets } from '../model/record-sets.ts';
import { concernsAll, type Rule, type Rulebook } from '../model/rule.ts';
import { type Answer, holds, type Means, meansOf, unknownPaths } from './conditions.ts';
import {
  contradictionMessage,
  type Doubt,
  doubtMessage,
  fill,
  inapplicableMessage,
  otherToolsMessage,
  summary,
  unknownMessage,
} from './message.ts';
import { quoteOf } from './quote.ts';

/** A finding shows at most this many records: one page can send thousands of requests to one tracker. */
export const recordCap = 100;

type Quoted = Finding['records'][number];
type Verdict =
  | { outcome: 'failed' | 'passed'; records: unknown[] }
  /** `other`: the rule concerns other tools than this one. */
  | { outcome: 'inapplicable'; records: unknown[]; other?: boolean }
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
  const verdict = judgeFor(facts, rule, means);
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

/** Whom does the rule concern? Nobody is accused under a rule that may not be theirs. */
const judgeFor = (facts: Facts, rule: Rule, means: Means): Verdict => {
  const applies = holds(facts.attributes, rule.applies, means);
  if (applies === false) return { outcome: 'inapplicable', records: [], other: true };
  const judged = judge(facts, rule, means);
  const verdict = facts.imported ? fromFile(rule, judged) : judged;
  if (applies === true || verdict.outcome !== 'failed') return verdict;
  const paths = unknownPaths(facts.attributes, rule.applies);
  return cannotTell(verdict.records, { kind: 'applies', paths });
};

/** A file is what its author kept of a visit: what it does not show may have been there. */
const fromFile = (rule: Rule, verdict: Verdict): Verdict => {
  const fromAbsence = verdict.outcome !== 'failed' || rule.expect === 'some';
  const observed = recordSets[rule.given].provenance === 'observed';
  if (!observed || !fromAbsence || verdict.outcome === 'cannot-tell') return verdict;
  return cannotTell([], { kind: 'imported' });
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
  if (rule.expect !== 'some' || settled) return { outcome: 'passed', records: settled ? wordsOf(rule, answers) : [] };
  if (rule.unmatched === 'cannot-tell') return cannotTell([], { kind: 'not-found' });
  // What was looked through without success: the vendor must know which pages were read.
  return { outcome: 'failed', records: inScope.map(({ record }) => record) };
};

/** What a legal page says, or a link shows, is quoted even when all is well: a person confirms it by reading it. */
const wordsOf = (rule: Rule, answers: readonly Answered[]): unknown[] =>
  isShownWhenPassed(rule.given, readsOf(rule))
    ? answers.filter(({ scope, match }) => scope === true && match === true).map(({ record }) => record)
    : [];

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

const readsOf = ({ when, match }: Rule): string[] => Object.keys({ ...when, ...match });

const quotedOf = (rule: Rule, verdict: Verdict): Quoted[] => {
  const byBytes = new Map<string, Quoted>();
  for (const record of verdict.records) {
    const quote = quoteOf(rule.given, record, readsOf(rule));
    const quoted = { set: rule.given, message: recordMessage(rule, verdict, record, quote), quote };
    byBytes.set(canonicalize(quoted) ?? '', quoted);
  }
  return [...byBytes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, quoted]) => quoted);
};

const recordMessage = (rule: Rule, verdict: Verdict, record: unknown, quote: Quoted['quote']): string => {
  if (verdict.outcome === 'passed') return rule.concludes.passed;
  if (told(verdict)) return fill(rule.message, rule.expect === 'some' ? rule : record);
  const twice = Object.entries(quote).find(([field]) => field.startsWith('contradictions.'));
  return twice ? contradictionMessage(String(twice[1])) : unknownMessage(pathsOf(rule, record));
};

/** Was what the record shows established, whoever it concerns? */
const told = (verdict: Verdict): boolean =>
  verdict.outcome === 'failed' || (verdict.outcome === 'cannot-tell' && verdict.doubt.kind === 'applies');

const messageOf = (rule: Rule, verdict: Verdict, quoted: readonly Quoted[]): string => {
  if (verdict.outcome === 'cannot-tell') return doubtMessage(rule, verdict.doubt);
  if (verdict.outcome === 'inapplicable') return verdict.other ? otherToolsMessage(rule) : inapplicableMessage(rule);
  if (verdict.outcome === 'passed') return rule.concludes.passed;
  return quoted.length === 0 ? fill(rule.message, rule) : summary(quoted.map(({ message }) => message));
};

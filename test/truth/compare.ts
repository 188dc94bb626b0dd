/** Facts beside their truth: what was found, what was missed, what was made up, by kind of fact. */

import type { Evidence } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Facts } from '../../src/model/record-sets.ts';
import type { HostFact } from '../../src/model/third-parties.ts';
import { type ComparedSet, comparedSets, type Match, type PageTruth } from './truth-file.ts';

export type Seen = { phases: Evidence['phases']; facts: Facts; findings: Finding[] };
type Row = Record<string, unknown>;
/** `set kind`, such as `requests beacon`; `what` tells it to a person. */
export type Verdict = { kind: string; verdict: 'found' | 'missed' | 'false-alarm'; what: string };

/** Address and ports differ from one serving to the next: the page is `site`, its loopback third party `tiers`. */
export const settle = <T>(facts: T, url: string): T => {
  const { host, hostname, port } = new URL(url);
  const text = JSON.stringify(facts)
    .replaceAll(host, 'site')
    .replaceAll(`localhost:${port}`, 'tiers')
    .replaceAll(`"${hostname}"`, '"site"')
    .replaceAll('"localhost"', '"tiers"');
  return JSON.parse(text);
};

export const compare = (truth: PageTruth, seen: Seen, judged = judgedOnPages): Verdict[] => [
  ...comparePhases(truth, seen.phases),
  ...comparedSets.flatMap((set) => compareSet(set, truth, rowsOf(set, seen.facts))),
  ...compareFindings(truth, seen.findings, judged),
];

const comparePhases = (truth: PageTruth, states: Evidence['phases']): Verdict[] =>
  Object.entries(truth.phases).flatMap(([phase, wanted = 'observed']): Verdict[] => {
    const state = states[phase as keyof typeof states];
    const got = state.kind === 'observed' ? 'observed' : state.reason;
    const kind = (word: string) => `phases ${word === 'observed' ? 'observed' : 'inconclusive'}`;
    if (got === wanted) return [{ kind: kind(wanted), verdict: 'found', what: `${phase} ${wanted}` }];
    return [
      { kind: kind(wanted), verdict: 'missed', what: `${phase} ${wanted}` },
      { kind: kind(got), verdict: 'false-alarm', what: `${phase} ${got}` },
    ];
  });

const compareSet = (set: ComparedSet, truth: PageTruth, rows: Row[] | string): Verdict[] => {
  const wanted = truth[set];
  const told = (row: Row) => JSON.stringify(Object.fromEntries(shown[set].map((key) => [key, row[key]])));
  if (typeof rows === 'string')
    return wanted.map((match) => ({ kind: kindOf(set, match), verdict: 'missed', what: `unavailable: ${rows}` }));
  const missed = wanted.filter((match) => !rows.some((row) => fits(match, row)));
  const alarms = rows.filter((row) => counts[set](row) && !wanted.some((match) => fits(match, row)));
  const forbidden = rows.filter((row) => truth.never[set]?.some((match) => fits(match, row)));
  return [
    ...wanted
      .filter((match) => !missed.includes(match))
      .map((match) => ({ kind: kindOf(set, match, rows), verdict: 'found' as const, what: JSON.stringify(match) })),
    ...missed.map((match) => ({ kind: kindOf(set, match), verdict: 'missed' as const, what: JSON.stringify(match) })),
    ...[...new Set([...alarms, ...forbidden])].map((row) => ({
      kind: `${set} ${row[kindField[set]]}`,
      verdict: 'false-alarm' as const,
      what: told(row),
    })),
  ];
};

/** Rules that judge what a page does by itself; those that ask for texts, papers or a careful page would fail everywhere. */
const judgedOnPages = /^(?:traceurs|contenus-tiers|consentement|securite\/(?:permissions|cookies))/;

type Expected = Pick<PageTruth, 'fails' | 'passes' | 'inapplicable' | 'unknown'>;

/** `judged`: the rules whose failure is a false alarm when no line expects it. */
export const compareFindings = (truth: Expected, findings: Finding[], judged: RegExp): Verdict[] => {
  const outcomeOf = (rule: string) => findings.find((each) => each.rule === rule)?.outcome ?? 'no such rule';
  const wanted = (rules: readonly string[], outcome: Outcome): Verdict[] =>
    rules.map((rule) => ({
      kind: `rules ${outcome}`,
      verdict: outcomeOf(rule) === outcome ? 'found' : 'missed',
      what: `${rule} is ${outcomeOf(rule)}`,
    }));
  return [
    ...wanted(truth.fails, 'failed'),
    ...findings
      .filter(({ rule, outcome }) => outcome === 'failed' && judged.test(rule) && !truth.fails.includes(rule))
      .map(({ rule }) => ({ kind: 'rules failed', verdict: 'false-alarm' as const, what: rule })),
    ...wanted(truth.passes, 'passed'),
    ...wanted(truth.inapplicable, 'inapplicable'),
    ...wanted(truth.unknown, 'cannot-tell'),
  ];
};

/** What must be expected by some line: third-party requests, refused cookies too, banners seen, values that left. */
const counts: Record<ComparedSet, (row: Row) => boolean> = {
  requests: (row) => row['party'] === 'third',
  cookies: () => true,
  storage: () => true,
  documents: () => false,
  forms: () => false,
  embeds: () => true,
  behaviours: () => true,
  leaks: (row) => row['to'] !== null,
  consent: (row) => row['banner'] === true,
  accessibility: () => false,
  weights: () => false,
  hosts: () => true,
};

const kindField: Record<ComparedSet, string> = {
  requests: 'channel',
  cookies: 'party',
  storage: 'area',
  documents: 'role',
  forms: 'method',
  embeds: 'kind',
  behaviours: 'kind',
  leaks: 'encoding',
  consent: 'phase',
  accessibility: 'impact',
  weights: 'entry',
  hosts: 'fact',
};

const shown: Record<ComparedSet, string[]> = {
  requests: ['phase', 'channel', 'host', 'path'],
  cookies: ['phase', 'name', 'domain', 'stored'],
  storage: ['phase', 'origin', 'area', 'key'],
  documents: ['role', 'url', 'readable', 'french'],
  forms: ['page', 'method', 'asks', 'demands'],
  embeds: ['phase', 'service', 'variant', 'host'],
  behaviours: ['phase', 'kind', 'script', 'to'],
  leaks: ['phase', 'field', 'encoding', 'place', 'to'],
  consent: ['phase', 'cmp', 'controls', 'action', 'gone', 'kept', 'clicks'],
  accessibility: ['page', 'rule', 'impact', 'elements'],
  weights: ['page', 'requests', 'elements', 'kilobytes'],
  hosts: ['phase', 'host', 'fact', 'value', 'country'],
};

const kindOf = (set: ComparedSet, match: Match, rows: Row[] = []): string => {
  const field = kindField[set];
  return `${set} ${match[field] ?? rows.find((row) => fits(match, row))?.[field] ?? 'any'}`;
};

const rowsOf = (set: ComparedSet, facts: Facts): Row[] | string => {
  if (set === 'hosts')
    return facts.hosts.kind === 'collected' ? facts.hosts.records.flatMap(hostRows) : facts.hosts.reason;
  const read = facts[set];
  return read.kind === 'collected' ? read.records.map((record) => ({ ...record })) : read.reason;
};

/** One row for each thing known of a host, so that each is counted by itself. */
const hostRows = ({ phase, host, address, holder, facade, disguise }: HostFact): Row[] => {
  const known: Row[] = [
    { fact: 'country', value: address?.country },
    { fact: 'holder', value: holder?.group, country: holder?.country },
    { fact: 'facade', value: facade },
    { fact: 'disguise', value: disguise },
  ];
  return known.flatMap((each) => (each['value'] ? [{ phase, host, ...each }] : []));
};

const fits = (match: Match, row: Row): boolean =>
  Object.entries(match).every(([name, wanted]) => {
    const value = name.split('.').reduce<unknown>(fieldOf, row);
    if (typeof wanted !== 'string' || !/^\/.+\/$/.test(wanted) || typeof value !== 'string') return value === wanted;
    // Paths begin with a slash too: only a text that ends with one as well, and is no path itself, is an expression.
    return value === wanted || new RegExp(wanted.slice(1, -1)).test(value);
  });

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

/** Which outcomes each rule was seen to give on the real visits of the corpus, beside several declarations. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { factsOf } from '../../src/assess/facts.ts';
import { findingsOf } from '../../src/assess/findings.ts';
import { Declaration } from '../../src/model/declaration.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { type Outcome, outcomes } from '../../src/model/outcome.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { Reference } from '../../src/reference/reference.ts';
import { type NeverSeen, reasonOf, wantedOutcomes } from './never-seen.ts';

/** For each rule and each outcome, the first visit that gave it: « page + declaration ». */
export type RulesSeen = Map<string, Partial<Record<Outcome, string>>>;

export const readDeclarations = (): [string, Declaration][] => {
  const file = path.join(import.meta.dirname, 'declarations.yml');
  return Object.entries(v.parse(v.record(v.string(), Declaration), parse(readFileSync(file, 'utf8'))));
};

/** `own`: what was declared of this very visit, beside what is declared of all. */
export type NamedVisit = { name: string; evidence: Evidence; own?: Declaration };

export const rulesSeen = (visits: readonly NamedVisit[], reference: Reference): RulesSeen => {
  const seen: RulesSeen = new Map(reference.rulebook.rules.map(({ id }) => [id, {}]));
  const declarations = readDeclarations();
  for (const { name, evidence, own } of visits.toSorted((one, other) => (one.name < other.name ? -1 : 1)))
    for (const [words, declaration] of [...declarations, ...(own ? [['sienne', own] as const] : [])])
      for (const { rule, outcome } of findingsOf(factsOf(evidence, declaration, reference.lists), reference.rulebook)) {
        const known = seen.get(rule) ?? {};
        known[outcome] ??= `${name} + ${words}`;
      }
  return seen;
};

/** How many rules gave each outcome; those that never did, by reason; then what nothing explains, or is belied. */
export const seenText = (seen: RulesSeen, rules: readonly Rule[], written: NeverSeen): string => {
  const judging = rules.filter(({ status }) => status === 'active');
  const lacking = (outcome: Outcome) => judging.filter(({ id }) => seen.get(id)?.[outcome] === undefined);
  const counts = outcomes.map((outcome) => `${outcome} ${judging.length - lacking(outcome).length}`);
  const never = wantedOutcomes.flatMap((outcome) => {
    const byReason = Map.groupBy(lacking(outcome), (rule) => reasonOf(rule, outcome, written));
    return [...byReason].map(
      ([reason, those]) =>
        `never ${outcome}, ${reason === null ? 'unexplained' : `because ${reason}`}: ${those.map(({ id }) => id).join(', ')}`,
    );
  });
  const belied = Object.entries(written).flatMap(([id, reasons]) =>
    wantedOutcomes.flatMap((outcome) => {
      const where = reasons[outcome] === undefined ? undefined : seen.get(id)?.[outcome];
      return where === undefined ? [] : [`written as never ${outcome}, yet seen on ${where}: ${id}`];
    }),
  );
  return [`rules seen, of ${judging.length}: ${counts.join(', ')}`, ...never, ...belied].join('\n');
};

/** The table: for each rule, where each outcome was seen, or why it never was. */
export const seenTable = (seen: RulesSeen, rules: readonly Rule[], written: NeverSeen) =>
  Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      Object.fromEntries(
        outcomes.flatMap((outcome) => {
          const where = seen.get(rule.id)?.[outcome];
          if (where !== undefined) return [[outcome, where]];
          const wanted = wantedOutcomes.find((each) => each === outcome);
          return wanted ? [[outcome, `never: ${reasonOf(rule, wanted, written) ?? 'unexplained'}`]] : [];
        }),
      ),
    ]),
  );

/** Why a rule was never seen to give an outcome: what its form forbids, else the reason written in never-seen.yml. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { concernsAll, type Rule } from '../../src/model/rule.ts';

export const wantedOutcomes = ['passed', 'failed', 'inapplicable'] as const;
export type WantedOutcome = (typeof wantedOutcomes)[number];

const NeverSeen = v.nullable(
  v.record(v.string(), v.partial(v.strictObject(v.entriesFromList(wantedOutcomes, v.string())))),
);
export type NeverSeen = NonNullable<v.InferOutput<typeof NeverSeen>>;

export const readNeverSeen = (file = path.join(import.meta.dirname, 'never-seen.yml')): NeverSeen =>
  v.parse(NeverSeen, parse(readFileSync(file, 'utf8'))) ?? {};

/** Null when nothing explains it: a page is missing, or a reason. */
export const reasonOf = (rule: Rule, outcome: WantedOutcome, written: NeverSeen): string | null =>
  byForm(rule, outcome) ?? written[rule.id]?.[outcome] ?? null;

const byForm = (rule: Rule, outcome: WantedOutcome): string | null => {
  if (rule.status === 'draft') return 'a draft judges nobody';
  if (outcome === 'failed' && rule.expect === 'some' && rule.unmatched === 'cannot-tell')
    return 'what a machine did not find may be there';
  if (outcome !== 'inapplicable' || Object.keys(rule.applies).length > 0) return null;
  if (concernsAll(rule)) return 'every page owes it';
  return neverEmpty(rule) ? 'every visit has such a record' : null;
};

/** The page itself is a page and a request, its phase has a record of consent, and each kind of document has its fact. */
const neverEmpty = ({ given, when }: Rule): boolean => {
  const asked = Object.keys(when);
  if (given === 'papers') return asked.every((field) => field === 'kind');
  return asked.length === 0 && ['requests', 'pages', 'consent', 'declaration'].includes(given);
};

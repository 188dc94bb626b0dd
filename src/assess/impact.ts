/** What another rulebook would change for one tool: findings, labels, points d'attention and directives, side by side. */
import type { Finding } from '../model/finding.ts';
import type { Attention, Directive, Label } from '../model/label.ts';
import { type Outcome, outcomeWords, type Severity, severityWords } from '../model/outcome.ts';

/** One judgement of a tool with all that is shown of it. */
export type Standing = {
  findings: readonly Finding[];
  labels: readonly Label[];
  directives: readonly Directive[];
  attention: readonly Attention[];
};

export type Side<T> = { before: T | null; after: T | null };
export type Impact = {
  findings: ({ rule: string } & Side<{ outcome: Outcome; severity: Severity; message: string }>)[];
  labels: ({ id: string; title: string } & Side<{ state: string; words: string }>)[];
  directives: ({ context: string } & Side<{ verdict: string; text: string }>)[];
  attention: ({ id: string; title: string } & Side<true>)[];
};

/**
 * Only what differs, in the order of names. A finding differs by its outcome, or by the severity of what failed or
 * is undetermined; words alone do not change what anybody may do. `null` on one side: the rule, label or context exists in the other rulebook only.
 */
export const impactOf = (old: Standing, fresh: Standing): Impact => ({
  findings: differing(old.findings, fresh.findings, {
    name: ({ rule }) => rule,
    show: ({ outcome, severity, message }) => ({ outcome, severity, message }),
    same: sameWeight,
  }).map(({ name, before, after }) => ({ rule: name, before, after })),
  labels: differing(old.labels, fresh.labels, {
    name: ({ id }) => id,
    show: ({ state, words }) => ({ state, words }),
    same: (one, other) => one.state === other.state,
  }).map(({ name, either, before, after }) => ({ id: name, title: either.title, before, after })),
  directives: differing(old.directives, fresh.directives, {
    name: ({ context }) => context,
    show: ({ verdict, text }) => ({ verdict, text }),
    same: (one, other) => one.verdict === other.verdict && one.text === other.text,
  }).map(({ name, before, after }) => ({ context: name, before, after })),
  attention: differing(old.attention, fresh.attention, {
    name: ({ id }) => id,
    show: () => true as const,
    same: () => true,
  }).map(({ name, either, before, after }) => ({ id: name, title: either.title, before, after })),
});

/** The severity of what passed, or has no object, weighs on nobody. */
const sameWeight = (one: Finding, other: Finding): boolean =>
  one.outcome === other.outcome &&
  (one.severity === other.severity || one.outcome === 'passed' || one.outcome === 'inapplicable');

/** Both sides in French; the severity is said where it is what changes. */
export const findingWords = ({ before, after }: Impact['findings'][number]): Side<string> => {
  const heavier = before !== null && after !== null && before.severity !== after.severity;
  const words = ({ outcome, severity }: { outcome: Outcome; severity: Severity }) =>
    heavier ? `${outcomeWords[outcome]} (${severityWords[severity]})` : outcomeWords[outcome];
  return { before: before && words(before), after: after && words(after) };
};

/** True when nothing that anybody may do or read would change. */
export const isNoImpact = ({ findings, labels, directives, attention }: Impact): boolean =>
  findings.length + labels.length + directives.length + attention.length === 0;

type Reading<Item, Shown> = {
  name: (item: Item) => string;
  show: (item: Item) => Shown;
  same: (one: Item, other: Item) => boolean;
};

const differing = <Item, Shown>(
  before: readonly Item[],
  after: readonly Item[],
  { name, show, same }: Reading<Item, Shown>,
): ({ name: string; either: Item } & Side<Shown>)[] => {
  const old = new Map(before.map((item) => [name(item), item]));
  const fresh = new Map(after.map((item) => [name(item), item]));
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return names.flatMap((each) => {
    const [one, other] = [old.get(each), fresh.get(each)];
    const either = other ?? one;
    if (either === undefined || (one !== undefined && other !== undefined && same(one, other))) return [];
    return [
      {
        name: each,
        either,
        before: one === undefined ? null : show(one),
        after: other === undefined ? null : show(other),
      },
    ];
  });
};

/** Which findings a label, a context or a point d'attention looks at, and what the commission set aside of them. */
import type { Decision } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';

export type Because = { rule: string; outcome: string };

/** `reads` holds rule identifiers, or `theme/*` for a whole theme. */
export const readBy = (reads: readonly string[], findings: readonly Finding[]): Finding[] =>
  findings.filter(({ rule }) => reads.includes(rule) || reads.includes(`${rule.split('/')[0]}/*`));

/** A failure that the commission set aside, with its reason, no longer weighs. */
export const standing = (findings: readonly Finding[], decision: Decision | null): Finding[] => {
  const aside = new Set((decision?.setAside ?? []).map(({ rule }) => rule));
  return findings.filter(({ rule, outcome }) => outcome === 'failed' && !aside.has(rule));
};

export const undecided = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ outcome }) => outcome === 'cannot-tell' || outcome === 'untested');

export const because = (findings: readonly Finding[]): Because[] =>
  findings.map(({ rule, outcome }) => ({ rule, outcome }));

/** Between the decision form and the draft that the desk judges, in both directions. */

import { proposeContexts } from '../../assess/directives.ts';
import type { UseContext } from '../../model/label.ts';
import type { DossierSheet } from '../../store/archive.ts';
import { firstOf, type Typed } from '../form.ts';

/** What the robot proposes, as if it had been typed: the commission changes it, and nothing is signed by itself. */
export const proposalOf = (dossier: DossierSheet, contexts: UseContext[]): Typed => {
  const proposed = proposeContexts(contexts, dossier.visits[0]?.report.findings ?? []);
  return new Map(
    Object.entries(proposed).flatMap(([id, { verdict, conditions }]): [string, string[]][] => [
      [`contexts.${id}.verdict`, [verdict]],
      [`contexts.${id}.conditions`, [conditions.join('\n')]],
    ]),
  );
};

export type Draft = { draft: unknown /** Rules set aside, in the order of the draft. */; asideRules: string[] };

/** One condition a line; a context left on « Aucun avis » is not listed; a reason left empty sets nothing aside. */
export const draftOf = (typed: Typed, contexts: readonly UseContext[]): Draft => {
  const asideRules = [...typed.keys()]
    .filter((name) => name.startsWith('setAside.') && firstOf(typed, name).trim() !== '')
    .map((name) => name.slice('setAside.'.length));
  return {
    asideRules,
    draft: {
      opinion: firstOf(typed, 'opinion'),
      reasons: firstOf(typed, 'reasons'),
      contexts: Object.fromEntries(
        contexts
          .filter((context) => firstOf(typed, `contexts.${context.id}.verdict`) !== '')
          .map((context) => [
            context.id,
            {
              verdict: firstOf(typed, `contexts.${context.id}.verdict`),
              conditions: linesOf(firstOf(typed, `contexts.${context.id}.conditions`)),
            },
          ]),
      ),
      setAside: asideRules.map((rule) => ({ rule, reason: firstOf(typed, `setAside.${rule}`) })),
    },
  };
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

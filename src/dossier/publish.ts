/** Publishes a decided dossier: labels, directives and points of attention computed, the entry put in the catalogue. */
import { attentionOf } from '../assess/attention.ts';
import { directivesOf } from '../assess/directives.ts';
import { labelsOf } from '../assess/labels.ts';
import type { Decision } from '../model/decision.ts';
import type { Entry } from '../model/entry.ts';
import type { Reference } from '../reference/reference.ts';
import type { DossierSheet, Pen } from '../store/archive.ts';
import type { Tools } from './tools.ts';

type Decided = DossierSheet & { decision: Decision };

/** Inside the caller's transaction: entry, search row, outbox and audit row, move of the dossier. Answers the slug. */
export const publish = ({ reference }: Pick<Tools, 'reference'>, pen: Pen, dossier: Decided): string => {
  const entry = entryOf(reference, dossier);
  pen.publish(entry);
  const actor = dossier.decision.decidedBy;
  pen.move(dossier.number, { event: 'publish', actor, reason: '', at: entry.publishedAt });
  return entry.tool.slug;
};

/**
 * Pure: the same dossier and the same reference give the same entry, so the catalogue can be rebuilt.
 * Throws when nothing was seen: there is then nothing to publish, and `decide` never comes here.
 */
export const entryOf = (reference: Reference, dossier: Decided): Entry => {
  const [visit] = dossier.visits;
  if (!visit || visit.evidence === null || visit.evidenceDate === null) throw new Error('No evidence to publish on.');
  const { tool, declaration, decision } = dossier;
  const { findings } = visit.report;
  const date = decision.decidedAt;
  const labels = labelsOf({
    definitions: reference.labels,
    findings,
    decision,
    rulebook: visit.rulebook,
    evidenceDate: visit.evidenceDate,
    date,
  });
  return {
    tool,
    declaration,
    decision,
    labels,
    directives: directivesOf({
      contexts: reference.contexts,
      findings,
      decision,
      toolName: tool.name,
      texts: reference.directiveTexts,
      date,
    }),
    attention: attentionOf(reference.attention, findings),
    findings,
    rulebook: visit.rulebook,
    evidence: { digest: visit.evidence, date: visit.evidenceDate, browser: visit.browser ?? '' },
    dossier: dossier.number,
    publishedAt: date,
    // The sheet must be looked at again when its first label is.
    expires: labels.map((label) => label.expires).sort()[0] ?? date,
  };
};

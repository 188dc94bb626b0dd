/** The commission decides: its draft checked, its verdicts held against the findings, the decision recorded. */

import * as v from 'valibot';
import { readBy } from '../assess/reads.ts';
import { Decision, opinionWords } from '../model/decision.ts';
import { transition } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
import type { UseContext } from '../model/label.ts';
import { may } from '../model/person.ts';
import type { DossierSheet } from '../store/archive.ts';
import type { Decided, DecisionRequest, FieldProblem, Forbidden, Invalid } from './desk.ts';
import { decisionLetter, post } from './letters.ts';
import { invalid, parseForm } from './problems.ts';
import { publish } from './publish.ts';
import type { Tools } from './tools.ts';

const Draft = v.omit(Decision, ['decidedBy', 'decidedAt', 'demonstration']);
type Draft = v.InferOutput<typeof Draft>;

/** Decision and publication are one transaction; an adjourned opinion is recorded and publishes nothing. */
export const decide = (tools: Tools, request: DecisionRequest): Decided | Invalid | Forbidden => {
  const { archive, reference, now, progress } = tools;
  if (!may(request.by, 'sign'))
    return {
      kind: 'forbidden',
      message: 'Seule la commission décide. Connectez-vous avec une adresse de la commission.',
    };
  const parsed = parseForm(Draft, request.draft);
  if (parsed.kind === 'invalid') return parsed;
  const draft = parsed.value;
  const dossier = archive.dossiers.byNumber(request.number);
  const [visit] = dossier?.visits ?? [];
  if (!dossier || !visit || transition(dossier.state, 'decide').kind === 'forbidden')
    return { kind: 'forbidden', message: 'Ce dossier n’attend pas de décision. Revenez à la liste des dossiers.' };
  const problems = problemsOf(draft, visit.report.findings, reference.contexts);
  if (problems.length > 0) return invalid(...problems);
  const decision = sign(draft, request.demonstration, now());
  const slug = record(tools, dossier, decision, request.by.email);
  const state = slug === null ? 'decided' : 'published';
  progress.tell(dossier.number, { kind: 'state', state, at: decision.decidedAt });
  post(tools, decisionLetter(dossier, opinionWords[decision.opinion], tools.publicUrl));
  return { kind: 'decided', slug };
};

/** The member signs in the archive; readers see the body that decided, not a person. */
const sign = (draft: Draft, demonstration: boolean, now: Date): Decision => ({
  ...draft,
  decidedBy: demonstration ? 'démonstration' : 'commission',
  decidedAt: now.toISOString(),
  demonstration,
});

const record = (tools: Tools, dossier: DossierSheet, decision: Decision, author: string): string | null =>
  tools.archive.write((pen) => {
    pen.addDecision(dossier.number, decision, author);
    const line = {
      event: 'decide',
      actor: decision.decidedBy,
      reason: decision.reasons,
      at: decision.decidedAt,
    } as const;
    pen.move(dossier.number, line);
    return decision.opinion === 'adjourned' ? null : publish(tools, pen, { ...dossier, decision });
  });

const problemsOf = (draft: Draft, findings: Finding[], contexts: UseContext[]): FieldProblem[] => {
  const failed = findings.filter((finding) => finding.outcome === 'failed');
  const aside = new Set(draft.setAside.map((each) => each.rule));
  const bars = failed.filter((finding) => finding.severity === 'blocking' && !aside.has(finding.rule));
  return [
    ...draft.setAside.flatMap((each, index) =>
      failed.some((finding) => finding.rule === each.rule)
        ? []
        : [{ field: `setAside.${index}.rule`, message: `La règle ${each.rule} n’est pas en échec : rien à écarter.` }],
    ),
    ...Object.keys(draft.contexts).flatMap((id) => {
      const context = contexts.find((each) => each.id === id);
      const message = context ? verdictProblem(draft, context, bars) : 'Ce contexte d’usage n’existe pas.';
      return message === null ? [] : [{ field: `contexts.${id}.verdict`, message }];
    }),
  ];
};

const verdictProblem = (draft: Draft, context: UseContext, bars: Finding[]): string | null => {
  const given = draft.contexts[context.id];
  if (given?.verdict === 'allowed-if' && given.conditions.length === 0)
    return 'Écrivez au moins une condition, ou choisissez une autre consigne.';
  if (given?.verdict === 'allowed' && draft.opinion === 'unfavourable')
    return 'Un avis défavorable ne peut pas dire « Vous pouvez utiliser » sans condition.';
  if (given?.verdict === 'not-with-pupils' && !context.pupils)
    return 'Ce contexte se passe sans élèves. Choisissez « N’utilisez pas » ou une consigne sous conditions.';
  const [bar] = readBy(context.reads, bars);
  if (given?.verdict === 'allowed' && bar)
    return `La règle bloquante ${bar.rule} n’est pas respectée. Choisissez une consigne plus prudente, ou écartez ce constat avec un motif.`;
  return null;
};

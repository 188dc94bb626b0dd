/** From what was seen to what may be said: facts, findings and report of one visit, or the report of none. */
import { factsOf } from '../assess/facts.ts';
import { findingsOf } from '../assess/findings.ts';
import { emptyReport, reportOf } from '../assess/report.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Refusal } from '../model/refusal.ts';
import type { Report } from '../model/report.ts';
import type { Bundle, Tools, Unseen } from './tools.ts';

type Judge = Pick<Tools, 'reference' | 'preau'>;

/** Pure: the same bundle, declaration and rulebook give the same report, byte for byte. */
export const judge = (
  { reference, preau }: Judge,
  bundle: Pick<Bundle, 'evidence' | 'digest'>,
  declaration: Declaration,
): Report => {
  const { rulebook, lists } = reference;
  const facts = factsOf(bundle.evidence, declaration, lists);
  const findings = findingsOf(facts, rulebook);
  return reportOf({ preau, evidence: bundle.evidence, digest: bundle.digest, facts, findings, rulebook });
};

/** The guard refused the address, or the visit left nothing: no rule is then said to be respected. */
export const reportOfNothing = ({ reference, preau }: Judge, target: string, why: Refusal | Unseen): Report =>
  emptyReport({ preau, rulebook: reference.rulebook, target, why });

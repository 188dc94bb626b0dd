/** The words of judgement: W3C EARL outcomes, severities, force of the norm, provenance, and their French. */
import * as v from 'valibot';

export const outcomes = ['passed', 'failed', 'inapplicable', 'cannot-tell', 'untested'] as const;
export const Outcome = v.picklist(outcomes);
export type Outcome = v.InferOutput<typeof Outcome>;

/** From the gravest to the lightest: the order is used to compare. */
export const severities = ['blocking', 'major', 'minor', 'information'] as const;
export const Severity = v.picklist(severities);
export type Severity = v.InferOutput<typeof Severity>;

/** Only `obligation` may produce the word « manquement ». */
export const forces = ['obligation', 'recommendation', 'commitment', 'good-practice'] as const;
export const Force = v.picklist(forces);
export type Force = v.InferOutput<typeof Force>;

export const provenances = ['observed', 'declared', 'decided'] as const;
export const Provenance = v.picklist(provenances);
export type Provenance = v.InferOutput<typeof Provenance>;

export const outcomeWords = {
  passed: 'respecté',
  failed: 'non respecté',
  inapplicable: 'sans objet',
  'cannot-tell': 'indéterminé',
  untested: 'non évalué',
} as const satisfies Record<Outcome, string>;

export const severityWords = {
  blocking: 'bloquante',
  major: 'majeure',
  minor: 'mineure',
  information: 'information',
} as const satisfies Record<Severity, string>;

export const forceWords = {
  obligation: 'obligation légale',
  recommendation: 'recommandation d’une autorité',
  commitment: 'engagement du secteur',
  'good-practice': 'bonne pratique',
} as const satisfies Record<Force, string>;

export const provenanceWords = {
  observed: 'constaté',
  declared: 'déclaré',
  decided: 'décidé',
} as const satisfies Record<Provenance, string>;

/** True when `severity` is at least as grave as `threshold`. */
export const atLeast = (severity: Severity, threshold: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(threshold);

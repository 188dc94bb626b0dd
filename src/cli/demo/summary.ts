/** The summary that ends the demonstration: for each tool, what was found and what was decided. */
import { opinionWords } from '../../model/decision.ts';
import { dossierWords } from '../../model/dossier.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { DemoDossier } from './story.ts';

/** One paragraph per tool. */
export const summaryOf = (dossiers: DemoDossier[]): string =>
  ['', 'Bilan de la démonstration (décisions fictives)', '', ...dossiers.flatMap(paragraph), ''].join('\n');

const paragraph = ({ name, dossier, slug }: DemoDossier): string[] => {
  const findings = dossier.visits[0]?.report.findings ?? [];
  const count = (outcome: Outcome) => findings.filter((each) => each.outcome === outcome).length;
  const failed = findings.filter((each) => each.outcome === 'failed').map((each) => each.rule);
  const fate = dossier.decision ? opinionWords[dossier.decision.opinion] : dossierWords[dossier.state];
  return [
    `${name} — ${fate}${slug ? `  /outils/${slug}` : ''}`,
    `  ${count('failed')} non respectées, ${count('cannot-tell')} indéterminées, ${count('passed')} respectées, ${count('inapplicable')} sans objet`,
    ...(failed.length > 0 ? [`  non respectées : ${failed.join(', ')}`] : []),
    ...(findings.length === 0 ? [`  ${dossier.visits[0]?.report.reasons[0]?.message ?? 'aucune visite'}`] : []),
  ];
};

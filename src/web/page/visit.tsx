/** One visit: its outcome, and the reasons when it concluded nothing. */
import type { Reason, Report } from '../../model/report.ts';
import type { VisitRecord } from '../../store/archive.ts';
import { frenchMoment } from './words.ts';

const outcomeWords = {
  complete: 'Contrôle complet',
  inconclusive: 'Contrôle non concluant',
  refused: 'Adresse refusée',
} as const satisfies Record<VisitRecord['outcome'], string>;

export const VisitSummary = ({ visit }: { visit: VisitRecord }) => (
  <>
    <p>
      <strong>{outcomeWords[visit.outcome]}</strong>, le {frenchMoment(visit.at)}. Règles {visit.rulebook.version}
      {visit.browser === null ? '' : `, navigateur ${visit.browser}`}.
    </p>
    <Reasons reasons={visit.report.reasons} />
    <Measures weights={visit.report.weights} />
    {visit.evidence === null ? null : (
      <p class="hint">
        Empreinte du relevé : <code>{visit.evidence}</code>
      </p>
    )}
  </>
);

const Reasons = ({ reasons }: { reasons: readonly Reason[] }) =>
  reasons.length === 0 ? null : (
    <ul class="reasons">
      {reasons.map((reason) => (
        <li>{reason.message}</li>
      ))}
    </ul>
  );

/** Our own figures of the first page; a visit made before they were counted has none. */
const Measures = ({ weights }: Pick<Report, 'weights'>) => {
  const entry = weights.find((each) => each.entry);
  return entry ? <p>Accueil, à la première visite : {entry.about}.</p> : null;
};

/** One visit: its outcome, and the reasons when it concluded nothing. */
import type { Reason } from '../../model/report.ts';
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

/** The history of a dossier, one dated line an event. */
import { type DossierEvent, type DossierLine, type DossierState, dossierWords } from '../../model/dossier.ts';
import { capital, frenchMoment } from './words.ts';

const eventWords = {
  submit: 'Dépôt',
  'start-check': 'Début du contrôle',
  'finish-check': 'Contrôle terminé',
  'fail-check': 'Contrôle non concluant',
  recheck: 'Nouveau contrôle demandé',
  decide: 'Décision de la commission',
  publish: 'Publication',
} as const satisfies Record<DossierEvent, string>;

/** Actors are left out: a vendor need not know who in the commission did what. */
export const History = ({ lines }: { lines: readonly DossierLine[] }) => (
  <ol class="history">
    {lines.map((line) => (
      <li>
        <span class="history-date">{frenchMoment(line.at)}</span>
        <span>
          {eventWords[line.event]}
          {line.event === 'fail-check' && line.reason !== '' ? ` : ${line.reason}` : ''}
        </span>
      </li>
    ))}
  </ol>
);

export const StateBadge = ({ state }: { state: DossierState }) => (
  <span class={`badge dossier-${state}`}>{capital(dossierWords[state])}</span>
);

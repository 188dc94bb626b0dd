/** What was measured on the pages themselves: faults of accessibility that a machine sees, and what each page weighs. */
import type { Evidence } from '../../model/evidence.ts';
import type { AccessibilityRecord } from '../../model/records.ts';
import type { Report } from '../../model/report.ts';
import { Seen, shown, Table } from './shown.tsx';
import { noneOf, recordsOf } from './visited.tsx';

type Props = { evidence: Evidence; report: Report };

export const Examined = ({ evidence, report }: Props) => (
  <section aria-labelledby="examen">
    <h2 id="examen">Ce qui a été mesuré dans les pages</h2>
    <p>
      Un examen automatique ne couvre qu’une petite part des 106 critères du RGAA : ne rien trouver n’est jamais une
      conformité.
    </p>
    <Runs evidence={evidence} />
    <Faults evidence={evidence} report={report} />
    <Weights evidence={evidence} report={report} />
  </section>
);

type Kind<Name extends AccessibilityRecord['kind']> = Extract<AccessibilityRecord, { kind: Name }>;
const runsOf = (records: readonly AccessibilityRecord[]): (Kind<'examined'> | Kind<'unexamined'>)[] =>
  records.flatMap((each) => (each.kind === 'violation' ? [] : [each]));
const faultsOf = (records: readonly AccessibilityRecord[]): Kind<'violation'>[] =>
  records.flatMap((each) => (each.kind === 'violation' ? [each] : []));

const gapWords = {
  'too-many-nodes': 'non : trop d’éléments',
  'too-long': 'non : la page a été trop longue à examiner',
  failed: 'non : la page n’a pas pu être examinée',
} as const satisfies Record<Kind<'unexamined'>['reason'], string>;

const Runs = ({ evidence }: { evidence: Evidence }) => (
  <Table
    caption="Pages examinées par axe-core"
    rows={runsOf(recordsOf(evidence.accessibility))}
    columns={[
      { title: 'Page', cell: (run) => <Seen text={run.page} /> },
      {
        title: 'Examinée',
        cell: (run) => (run.kind === 'examined' ? `oui, axe-core ${run.axe}` : gapWords[run.reason]),
      },
      { title: 'Règles sans erreur', cell: (run) => (run.kind === 'examined' ? run.passed : '') },
      { title: 'Règles à vérifier par une personne', cell: (run) => (run.kind === 'examined' ? run.incomplete : '') },
    ]}
    none={noneOf(evidence.accessibility, 'Aucune page n’a été examinée.')}
  />
);

const impactWords = {
  minor: 'légère',
  moderate: 'modérée',
  serious: 'grave',
  critical: 'critique',
} as const satisfies Record<Kind<'violation'>['impact'], string>;

const Faults = ({ evidence, report }: Props) => (
  <Table
    caption="Erreurs d’accessibilité vues automatiquement"
    rows={faultsOf(recordsOf(evidence.accessibility))}
    columns={[
      { title: 'Erreur', cell: (fault) => shown(titleOf(fault, report)) },
      { title: 'Gêne', cell: (fault) => impactWords[fault.impact] },
      { title: 'Critères du RGAA', cell: (fault) => fault.criteria.join(', ') },
      { title: 'Page', cell: (fault) => <Seen text={fault.page} /> },
      { title: 'Éléments', cell: (fault) => fault.nodes },
      {
        title: 'Premiers éléments',
        cell: (fault) =>
          fault.targets.map(({ selector, html }) => (
            <div>
              <Seen text={`${selector} ${html}`} />
            </div>
          )),
      },
    ]}
    none={noneOf(evidence.accessibility, 'Aucune erreur n’a été vue automatiquement.')}
    most={100}
  />
);

const titleOf = ({ rule, page }: Kind<'violation'>, { accessibility }: Report): string =>
  accessibility.find((each) => each.rule === rule && each.page === page)?.title ?? rule;

const Weights = ({ evidence, report }: Props) => (
  <Table
    caption="Ce que chaque page fait charger, avant tout choix (l’accueil avec un cache vide)"
    rows={report.weights}
    columns={[
      { title: 'Page', cell: (each) => <Seen text={each.page} /> },
      {
        title: 'Poids décompressé',
        cell: (each) => `${each.kilobytes === undefined ? 'au moins ' : ''}${each.knownKilobytes} ko`,
      },
      { title: 'Requêtes', cell: (each) => each.requests },
      { title: 'Serveurs', cell: (each) => each.hosts },
      { title: 'Éléments', cell: (each) => each.elements ?? 'non comptés' },
    ]}
    none={noneOf(evidence.requests, 'Aucune page n’a été mesurée.')}
  />
);

/** What was sent and kept: servers by phase, cookies, storage, behaviours, and the journal of the guard. */
import type { Evidence } from '../../model/evidence.ts';
import { phases, phaseWords } from '../../model/phase.ts';
import type { Report } from '../../model/report.ts';
import { Seen, shown, Table, yes } from './shown.tsx';
import { noneOf, recordsOf } from './visited.tsx';

type Props = { evidence: Evidence; report: Report };

const partyWords: Record<Report['requests'][number]['party'], string> = {
  first: 'l’outil lui-même',
  'same-owner': 'même propriétaire',
  third: 'tiers',
};

export const Traffic = ({ evidence, report }: Props) => (
  <section aria-labelledby="echanges">
    <h2 id="echanges">Ce qui a été échangé et gardé</h2>
    <Hosts evidence={evidence} report={report} />
    <Cookies evidence={evidence} report={report} />
    <Storage evidence={evidence} />
    <Behaviours evidence={evidence} />
    <Exchanges evidence={evidence} />
  </section>
);

type HostRow = { host: string; first: Report['requests'][number]; counts: Map<string, number> };

/** One line for each server: a page makes hundreds of requests, and they are all in the HAR file. */
const hostsOf = (requests: Report['requests']): HostRow[] => {
  const rows = new Map<string, HostRow>();
  for (const request of requests) {
    const row = rows.get(request.host) ?? { host: request.host, first: request, counts: new Map() };
    row.counts.set(request.phase, (row.counts.get(request.phase) ?? 0) + 1);
    rows.set(request.host, row);
  }
  return [...rows.values()].toSorted((one, other) => (one.host < other.host ? -1 : 1));
};

const Hosts = ({ evidence, report }: Props) => (
  <Table
    caption="Requêtes du navigateur, par serveur"
    rows={hostsOf(report.requests)}
    columns={[
      { title: 'Serveur', cell: (row) => <Seen text={row.host} /> },
      { title: 'Partie', cell: (row) => partyWords[row.first.party] },
      { title: 'Service reconnu', cell: (row) => row.first.tracker?.name ?? '' },
      { title: 'Propriétaire', cell: (row) => row.first.tracker?.owner ?? '' },
      {
        title: 'Requêtes',
        cell: (row) =>
          phases
            .filter((phase) => row.counts.has(phase))
            .map((phase) => `${phaseWords[phase]} : ${row.counts.get(phase)}`)
            .join(', '),
      },
    ]}
    none={noneOf(evidence.requests, 'Aucune requête.')}
    most={200}
  />
);

const Cookies = ({ evidence, report }: Props) => (
  <Table
    caption="Cookies (les valeurs ne sont pas conservées)"
    rows={report.cookies}
    columns={[
      { title: 'Nom', cell: (cookie) => <Seen text={cookie.name} /> },
      { title: 'Domaine', cell: (cookie) => <Seen text={cookie.domain} /> },
      { title: 'Phase', cell: (cookie) => phaseWords[cookie.phase] },
      { title: 'Partie', cell: (cookie) => partyWords[cookie.party] },
      { title: 'Durée demandée', cell: (cookie) => lifetime(cookie.lifetimeDays) },
      { title: 'HttpOnly', cell: (cookie) => yes(cookie.httpOnly) },
      { title: 'Déposé par', cell: (cookie) => <Seen text={cookie.setBy ?? 'inconnu'} /> },
      { title: 'Finalité', cell: (cookie) => cookie.purpose ?? '' },
    ]}
    none={noneOf(evidence.cookies, 'Aucun cookie.')}
  />
);

const lifetime = (days: number | null): string =>
  days === null ? 'session' : `${days.toLocaleString('fr-FR', { maximumFractionDigits: 1 })} j`;

const Storage = ({ evidence }: { evidence: Evidence }) => (
  <Table
    caption="Espaces de stockage (les valeurs ne sont pas conservées)"
    rows={recordsOf(evidence.storage)}
    columns={[
      { title: 'Clé', cell: (each) => <Seen text={each.key} /> },
      { title: 'Origine', cell: (each) => <Seen text={each.origin} /> },
      { title: 'Espace', cell: (each) => each.area },
      { title: 'Phase', cell: (each) => phaseWords[each.phase] },
      { title: 'Longueur', cell: (each) => each.valueLength },
    ]}
    none={noneOf(evidence.storage, 'Aucun espace de stockage employé.')}
    most={100}
  />
);

const Behaviours = ({ evidence }: { evidence: Evidence }) => (
  <Table
    caption="Comportements de la page"
    rows={recordsOf(evidence.behaviours)}
    columns={[
      { title: 'Nature', cell: (each) => each.kind },
      { title: 'Phase', cell: (each) => phaseWords[each.phase] },
      { title: 'Détail', cell: (each) => shown(each.detail) },
      { title: 'Script', cell: (each) => <Seen text={each.script ?? ''} /> },
    ]}
    none={noneOf(evidence.behaviours, 'Aucun comportement relevé.')}
    most={100}
  />
);

const verdictWords = { allowed: 'joint', refused: 'refusé', failed: 'sans réponse' } as const;

const Exchanges = ({ evidence }: { evidence: Evidence }) => (
  <Table
    caption="Serveurs joints, d’après le journal du mandataire"
    rows={recordsOf(evidence.exchanges)}
    columns={[
      { title: 'Nom', cell: (each) => <Seen text={`${each.host}:${each.port}`} /> },
      { title: 'Adresse jointe', cell: (each) => each.address ?? '' },
      { title: 'Noms réels (CNAME)', cell: (each) => shown(each.cnames.join(' → ')) },
      { title: 'Décision', cell: (each) => verdictWords[each.verdict] },
      { title: 'Raison', cell: (each) => each.reason ?? '' },
    ]}
    none={noneOf(evidence.exchanges, 'Aucune connexion.')}
    most={200}
  />
);

/** Where the visit went: phases and their state, pages, redirects of the pages, and the choice that was made. */
import type { Collected, Evidence } from '../../model/evidence.ts';
import { garFileWords } from '../../model/gar-file.ts';
import { phases, phaseWords } from '../../model/phase.ts';
import type { ConsentRecord, PageRecord, RequestRecord, StepRecord } from '../../model/records.ts';
import { Seen, shown, Table, yes } from './shown.tsx';

export const recordsOf = <Rec,>(set: Collected<Rec>): Rec[] => (set.kind === 'collected' ? set.records : []);

/** An empty table must not read as « nothing there » when nobody could look. */
export const noneOf = (set: Collected<unknown>, none: string): string =>
  set.kind === 'collected' ? none : `Non relevé : ${set.reason}.`;

export const Visited = ({ evidence }: { evidence: Evidence }) => (
  <section aria-labelledby="visite">
    <h2 id="visite">Ce qui a été visité</h2>
    <Phases evidence={evidence} />
    <Pages evidence={evidence} />
    <Redirects evidence={evidence} />
    <Consent evidence={evidence} />
    <GarFiles evidence={evidence} />
    <Journey steps={recordsOf(evidence.steps)} />
  </section>
);

const Phases = ({ evidence }: { evidence: Evidence }) => (
  <Table
    caption="Phases"
    rows={phases.map((phase) => ({ phase, state: evidence.phases[phase] }))}
    columns={[
      { title: 'Phase', cell: ({ phase }) => phaseWords[phase] },
      { title: 'État', cell: ({ state }) => (state.kind === 'observed' ? 'observée' : 'non concluante') },
      { title: 'Raison', cell: ({ state }) => (state.kind === 'observed' ? '' : shown(state.detail)) },
    ]}
    none=""
  />
);

const roleWords: Partial<Record<PageRecord['role'], string>> = {
  entry: 'accueil',
  'sign-in': 'connexion',
  'sign-up': 'inscription',
  content: 'contenu',
  'legal-notice': 'mentions légales',
  privacy: 'confidentialité',
  accessibility: 'accessibilité',
  terms: 'conditions d’utilisation',
  cookies: 'cookies',
  next: 'page suivante',
  step: 'étape du parcours',
};

const Pages = ({ evidence }: { evidence: Evidence }) => (
  <Table
    caption="Pages ouvertes"
    rows={recordsOf(evidence.pages)}
    columns={[
      { title: 'Page', cell: (page) => roleWords[page.role] ?? page.role },
      { title: 'Phase', cell: (page) => phaseWords[page.phase] },
      { title: 'Adresse demandée', cell: (page) => <Seen text={page.requestedUrl} /> },
      { title: 'Adresse obtenue', cell: (page) => <Seen text={page.url} /> },
      { title: 'Code HTTP', cell: (page) => page.status ?? 'aucun' },
      { title: 'Titre', cell: (page) => shown(page.title, 120) },
      { title: 'Chargée', cell: (page) => yes(page.loaded) },
    ]}
    none={noneOf(evidence.pages, 'Aucune page n’a été ouverte.')}
  />
);

/** Hops of the pages themselves; those of images and scripts are in the HAR file. */
const Redirects = ({ evidence }: { evidence: Evidence }) => (
  <Table
    caption="Redirections des pages"
    rows={recordsOf(evidence.requests).filter(isHop)}
    columns={[
      { title: 'De', cell: (hop) => <Seen text={hop.redirectedFrom ?? ''} /> },
      { title: 'Vers', cell: (hop) => <Seen text={hop.url} /> },
      { title: 'Code HTTP ensuite', cell: (hop) => hop.status ?? 'aucun' },
      { title: 'Phase', cell: (hop) => phaseWords[hop.phase] },
    ]}
    none={noneOf(evidence.requests, 'Aucune page n’a redirigé.')}
    most={60}
  />
);

const isHop = (request: RequestRecord): boolean =>
  request.type === 'document' && request.frame === null && request.redirectedFrom !== null;

const actionWords: Record<ConsentRecord['action'], string> = {
  none: 'aucun geste',
  refuse: 'refus',
  accept: 'acceptation',
  withdraw: 'retrait',
};

const Consent = ({ evidence }: { evidence: Evidence }) => (
  <Table
    caption="Consentement"
    rows={recordsOf(evidence.consent)}
    columns={[
      { title: 'Phase', cell: (each) => phaseWords[each.phase] },
      { title: 'Bandeau vu', cell: (each) => (each.banner ? `oui${each.cmp ? ` (${shown(each.cmp)})` : ''}` : 'non') },
      { title: 'Texte', cell: (each) => shown(each.text ?? '', 200) },
      { title: 'Boutons', cell: (each) => each.controls.map(({ text }) => `« ${shown(text, 80)} »`).join(', ') },
      { title: 'Geste', cell: (each) => actionWords[each.action] },
      { title: 'Cliqué', cell: (each) => (each.clicked === null ? '' : `« ${shown(each.clicked, 80)} »`) },
      { title: 'Bandeau parti', cell: (each) => (each.gone === null ? '' : yes(each.gone)) },
    ]}
    none={noneOf(evidence.consent, 'Le consentement n’a pas été cherché.')}
  />
);

/** Nothing is shown where no file was named: most tools have none. */
const GarFiles = ({ evidence: { garFiles } }: { evidence: Evidence }) =>
  garFiles === undefined || (garFiles.kind === 'collected' && garFiles.records.length === 0) ? null : (
    <Table
      caption="Fichiers du raccordement au GAR"
      rows={recordsOf(garFiles)}
      columns={[
        { title: 'Fichier', cell: ({ role }) => garFileWords[role] },
        { title: 'Adresse déclarée', cell: ({ source }) => <Seen text={source} /> },
        { title: 'Lu', cell: (file) => (file.kind === 'read' ? 'oui' : `non : ${shown(file.reason)}`) },
        { title: 'Octets', cell: (file) => (file.kind === 'read' ? file.bytes : '') },
        {
          title: 'Empreinte SHA-256',
          cell: (file) => (file.kind === 'read' ? <code>{file.sha256}</code> : ''),
        },
      ]}
      none={noneOf(garFiles, '')}
    />
  );

const stepWords: Record<StepRecord['state'], string> = {
  done: 'faite',
  failed: 'arrêt ici',
  'not-reached': 'non jouée',
};

/** Nothing where no journey was supplied, which the phases say. Secrets are in no record. */
const Journey = ({ steps }: { steps: readonly StepRecord[] }) =>
  steps.length === 0 ? null : (
    <Table
      caption="Parcours fourni par l’éditeur"
      rows={steps.toSorted((one, other) => one.number - other.number)}
      columns={[
        { title: 'Étape', cell: (step) => step.number },
        { title: 'Acte', cell: (step) => shown(step.words) },
        {
          title: 'Résultat',
          cell: (step) => `${stepWords[step.state]}${step.detail ? `. ${shown(step.detail)}` : ''}`,
        },
        { title: 'Page', cell: (step) => <Seen text={step.page} /> },
        { title: 'Capture', cell: (step) => (step.screenshot ? <code>{step.screenshot}</code> : 'aucune') },
      ]}
      none=""
    />
  );

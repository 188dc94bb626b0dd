/** The vendor's page on one dossier: where it stands, what was found, how to correct, and a new check. */
import type { Child } from 'hono/jsx';
import type { DossierState } from '../../model/dossier.ts';
import type { Rule } from '../../model/rule.ts';
import type { DossierSheet, VisitRecord } from '../../store/archive.ts';
import { type Door, param } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { FindingsByTheme } from '../page/finding.tsx';
import { sendPage } from '../page/frame.tsx';
import { History, StateBadge } from '../page/history.tsx';
import { VisitSummary } from '../page/visit.tsx';
import { counted } from '../page/words.ts';
import { playedSteps } from '../played-steps.ts';
import { JourneyCard } from './journey-card.tsx';
import { unknownDossier } from './unknown-dossier.ts';

export const showSubmission: Door = (house) => (c) => {
  const dossier = house.archive.dossiers.byKey(param(c, 'key'));
  if (!dossier) return sendProblem(c, 404, unknownDossier);
  const [visit] = dossier.visits;
  const waiting = dossier.state === 'submitted' || dossier.state === 'checking';
  // The address of this page is the vendor's secret: no cache may keep it.
  c.header('Cache-Control', 'no-store');
  return sendPage(c, {
    title: `Dossier : ${dossier.tool.name}`,
    live: waiting,
    trail: [{ label: 'Déposer', href: '/deposer' }],
    body: (
      <>
        <p class="over">Dossier {dossier.number}</p>
        <h1>{dossier.tool.name}</h1>
        <p class="badges">
          <StateBadge state={dossier.state} />
        </p>
        <p class="lead">{nextWords[dossier.state]}</p>
        <p class="notice">
          <strong>Gardez l’adresse de cette page.</strong> Elle donne accès à votre dossier, sans mot de passe. Ne la
          publiez pas.
        </p>
        {waiting ? <Progress dossier={dossier} /> : null}
        {dossier.publishedSlug === null ? null : (
          <p>
            <a class="button" href={`/outils/${dossier.publishedSlug}`}>
              Voir la fiche publiée
            </a>
          </p>
        )}
        {visit === undefined ? null : <Result visit={visit} rules={house.reference.rulebook.rules} />}
        <JourneyCard dossier={dossier} played={playedSteps(house.evidence, visit?.evidence ?? null)} />
        {waiting ? null : <Recheck dossier={dossier} />}
        <section aria-labelledby="historique">
          <h2 id="historique">Historique</h2>
          <History lines={dossier.lines} />
        </section>
      </>
    ),
  });
};

export const recheck: Door = (house) => (c) => {
  const key = param(c, 'key');
  if (!house.archive.dossiers.byKey(key)) return sendProblem(c, 404, unknownDossier);
  const result = house.desk.recheck(key, 'vendor');
  switch (result.kind) {
    case 'rechecked':
      return c.redirect(`/depots/${key}`, 303);
    case 'forbidden':
      return sendProblem(c, 409, result.message);
    case 'too-many':
      c.header('Retry-After', new Date(result.retryAt).toUTCString());
      return sendProblem(c, 429, result.message);
  }
};

const nextWords = {
  submitted: 'Votre demande est enregistrée. Le contrôle commence dès qu’un navigateur est libre.',
  checking: 'Un navigateur visite votre outil. Cela dure une à deux minutes.',
  'check-inconclusive':
    'La visite n’a rien pu conclure. Lisez pourquoi ci-dessous, corrigez, puis redemandez un contrôle.',
  'to-review': 'Le contrôle est terminé. La commission va lire votre dossier. Vous pouvez encore corriger.',
  decided: 'La commission a décidé.',
  published: 'La décision est publiée dans le catalogue.',
} as const satisfies Record<DossierState, string>;

/** Without JavaScript the link does the same as the live list. */
const Progress = ({ dossier }: { dossier: DossierSheet }) => (
  <section class="progress card" aria-labelledby="suivi">
    <h2 id="suivi">Suivi du contrôle</h2>
    <ol aria-live="polite" data-live={`/depots/${dossier.key}/flux`}></ol>
    <p>
      <a class="button" href={`/depots/${dossier.key}`}>
        Actualiser
      </a>
    </p>
  </section>
);

const Result = ({ visit, rules }: { visit: VisitRecord; rules: readonly Rule[] }): Child => {
  const failed = visit.report.findings.filter((each) => each.outcome === 'failed').length;
  return (
    <section aria-labelledby="resultat">
      <h2 id="resultat">Résultat du contrôle</h2>
      <VisitSummary visit={visit} />
      {visit.outcome === 'complete' ? (
        <p>
          {failed === 0
            ? 'Aucune règle n’est en échec. Cela ne vaut pas avis favorable.'
            : `${counted(failed, 'règle n’est pas respectée', 'règles ne sont pas respectées')}.`}
        </p>
      ) : null}
      <FindingsByTheme findings={visit.report.findings} setting={{ rules, withFix: true }} />
    </section>
  );
};

const Recheck = ({ dossier }: { dossier: DossierSheet }) => (
  <form method="post" action={`/depots/${dossier.key}/controle`} class="card">
    <h2>Vous avez corrigé ?</h2>
    <p>Demandez un nouveau contrôle. Il remplace le précédent dans ce dossier.</p>
    <button type="submit">Demander un nouveau contrôle</button>
  </form>
);

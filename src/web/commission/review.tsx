/** A dossier as the commission reads it: findings beside their records and the declaration, then the decision. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { DossierSheet } from '../../store/archive.ts';
import { type Corridor, type Door, type House, param } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { readForm } from '../form.ts';
import { DeclarationList } from '../page/declaration.tsx';
import { type Filled, ProblemSummary } from '../page/fields.tsx';
import { FindingsByTheme } from '../page/finding.tsx';
import { sendPage } from '../page/frame.tsx';
import { History, StateBadge } from '../page/history.tsx';
import { JourneySteps, PlayedSteps } from '../page/journey.tsx';
import { VisitSummary } from '../page/visit.tsx';
import { playedSteps } from '../played-steps.ts';
import { draftOf, proposalOf } from './decision-draft.ts';
import { DecisionForm, decisionField } from './decision-form.tsx';
import { screenshotsOf } from './screenshots.ts';
import { Tasks } from './tasks.tsx';

const unknown = 'Aucun dossier ne porte ce numéro. Revenez à la file.';

export const showReview: Door = (house) => (c) => {
  const dossier = house.archive.dossiers.byNumber(param(c, 'number'));
  if (!dossier) return sendProblem(c, 404, unknown);
  return sendReview(c, house, dossier, { typed: proposalOf(dossier, house.reference.contexts), problems: [] });
};

export const decide: Door = (house) => async (c) => {
  const dossier = house.archive.dossiers.byNumber(param(c, 'number'));
  const account = c.get('account');
  if (!dossier || account === null) return sendProblem(c, 404, unknown);
  const typed = await readForm(c);
  const { draft, asideRules } = draftOf(typed, house.reference.contexts);
  const { number } = dossier;
  const result = house.desk.decide({ number, draft, by: account, demonstration: house.demonstration });
  switch (result.kind) {
    case 'decided':
      return c.redirect(result.slug === null ? `/commission/dossiers/${number}` : `/decisions/${number}`, 303);
    case 'forbidden':
      return sendProblem(c, 409, result.message);
    case 'invalid':
      return sendReview(c, house, dossier, { typed, problems: result.problems.map(atOurFields(asideRules)) });
  }
};

export const recheckForCommission: Door = (house) => (c) => {
  const dossier = house.archive.dossiers.byNumber(param(c, 'number'));
  if (!dossier) return sendProblem(c, 404, unknown);
  const result = house.desk.recheck(dossier.key, 'commission');
  if (result.kind === 'rechecked') return c.redirect(`/commission/dossiers/${dossier.number}`, 303);
  return sendProblem(c, result.kind === 'too-many' ? 429 : 409, result.message);
};

/** `setAside.0.reason` of the schema is the field `setAside.<rule>` of the form. */
const atOurFields =
  (asideRules: readonly string[]) =>
  (problem: { field: string; message: string }): { field: string; message: string } => {
    const [head, index] = problem.field.split('.');
    if (head !== 'setAside' || index === undefined) return problem;
    return { ...problem, field: `setAside.${asideRules[Number(index)] ?? ''}` };
  };

const sendReview = (c: Context<Corridor>, house: House, dossier: DossierSheet, form: Filled): Response => {
  const [visit] = dossier.visits;
  const { contexts, rulebook } = house.reference;
  return sendPage(c, {
    title: `Dossier : ${dossier.tool.name}`,
    wrong: form.problems.length > 0,
    status: form.problems.length > 0 ? 422 : 200,
    trail: [{ label: 'Commission', href: '/commission' }],
    body: (
      <>
        <Heading dossier={dossier} />
        <ProblemSummary problems={form.problems} hrefOf={decisionField} />
        <Tasks dossier={dossier} />
        <div class="desk">
          <div>
            <section aria-labelledby="constats">
              <h2 id="constats">Constats</h2>
              {visit === undefined ? <p>Aucune visite n’a encore eu lieu.</p> : <VisitSummary visit={visit} />}
              {visit?.evidence ? (
                <p>
                  <a href={`/commission/dossiers/${dossier.number}/proces-verbal`}>
                    Lire le procès-verbal de la visite
                  </a>
                </p>
              ) : null}
              <FindingsByTheme
                findings={visit?.report.findings ?? []}
                setting={{ rules: rulebook.rules, setAside: dossier.decision?.setAside ?? [] }}
              />
            </section>
          </div>
          <aside aria-label="Pièces du dossier">
            <section class="card">
              <DeclarationList declaration={dossier.declaration} />
            </section>
            <Journey house={house} dossier={dossier} />
            <Screenshots house={house} dossier={dossier} />
            <section class="card">
              <h3>Historique</h3>
              <History lines={dossier.lines} />
            </section>
          </aside>
        </div>
        {dossier.state === 'to-review' ? (
          <DecisionForm dossier={dossier} contexts={contexts} rules={rulebook.rules} form={form} />
        ) : null}
        <Recheck dossier={dossier} />
      </>
    ),
  });
};

const Heading = ({ dossier }: { dossier: DossierSheet }) => (
  <>
    <p class="over">Dossier {dossier.number}</p>
    <h1>{dossier.tool.name}</h1>
    <p class="vendor">{dossier.tool.vendor}</p>
    <p class="badges">
      <StateBadge state={dossier.state} />
    </p>
    <p class="lead">{dossier.tool.summary}</p>
    <p>
      Adresse contrôlée : <code>{dossier.tool.url}</code> · Contact : {dossier.email}
      {dossier.publishedSlug === null ? null : (
        <>
          {' '}
          · <a href={`/outils/${dossier.publishedSlug}`}>Fiche publiée</a>
        </>
      )}
    </p>
    {dossier.state === 'to-review' ? (
      <p>
        <a class="button" href="#decider">
          Décider
        </a>
      </p>
    ) : null}
  </>
);

const Journey = ({ house, dossier }: { house: House; dossier: DossierSheet }): Child => {
  const [visit] = dossier.visits;
  const played = playedSteps(house.evidence, visit?.evidence ?? null);
  const { journey } = dossier;
  if (journey === null && played.length === 0) return null;
  return (
    <section class="card">
      <h3>Parcours d’un élève</h3>
      {journey === null ? (
        <p>L’éditeur a retiré son parcours.</p>
      ) : (
        <JourneySteps kept={journey} folded={played.length > 0} />
      )}
      {journey && visit && journey.at > visit.at ? <p>Il a été fourni après le dernier contrôle.</p> : null}
      {played.length === 0 ? null : (
        <>
          <h4>Au dernier contrôle</h4>
          <PlayedSteps steps={played} imageOf={(sha256) => `/preuves/${sha256}`} />
        </>
      )}
    </section>
  );
};

const Screenshots = ({ house, dossier }: { house: House; dossier: DossierSheet }): Child => {
  const shots = screenshotsOf(house.evidence, dossier.visits[0]?.evidence ?? null);
  return shots.length === 0 ? null : (
    <section class="card screenshots">
      <h3>Captures d’écran</h3>
      {shots.map((shot) => (
        <figure>
          <a href={`/preuves/${shot.sha256}`}>
            <img src={`/preuves/${shot.sha256}`} alt={shot.caption} loading="lazy" />
          </a>
          <figcaption>{shot.caption}</figcaption>
        </figure>
      ))}
    </section>
  );
};

const Recheck = ({ dossier }: { dossier: DossierSheet }) =>
  dossier.state === 'submitted' || dossier.state === 'checking' ? null : (
    <form method="post" action={`/commission/dossiers/${dossier.number}/controle`} class="card">
      <h2>Un doute sur la visite ?</h2>
      <p>Un nouveau contrôle remplace celui-ci. Le dossier reviendra dans la file.</p>
      <button type="submit" class="quiet">
        Demander un nouveau contrôle
      </button>
    </form>
  );

/** « Simulation d’impact »: what the proposed rulebook would change, tool by tool, and the form that adopts it. */
import type { Context } from 'hono';
import { findingWords, isNoImpact } from '../../assess/impact.ts';
import type { FieldProblem } from '../../dossier/desk.ts';
import type { ToolImpact } from '../../dossier/replay.ts';
import type { SimulationState } from '../../dossier/simulation.ts';
import type { Reference } from '../../reference/reference.ts';
import type { Corridor, Door, House } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { firstOf, readForm, type Typed } from '../form.ts';
import { sendPage } from '../page/frame.tsx';
import { counted, frenchDate } from '../page/words.ts';
import { Adoption } from './adoption.tsx';

const address = '/commission/simulation';

export const showSimulation: Door = (house) => (c) => send(c, house, new Map(), []);

export const startSimulation: Door = (house) => (c) => {
  house.desk.simulate();
  return c.redirect(address, 303);
};

/** A first administrator proposes. */
export const proposeRulebook: Door = (house) => async (c) => {
  const typed = await readForm(c);
  const by = c.get('account');
  if (by === null) return c.redirect('/connexion', 303);
  const answer = house.desk.proposeRulebook(draftOf(typed), by);
  if (answer.kind === 'forbidden') return sendProblem(c, 409, answer.message);
  if (answer.kind === 'invalid') return send(c, house, typed, answer.problems);
  return c.redirect(`${address}#adopter`, 303);
};

export const withdrawRulebook: Door = (house) => (c) => {
  const by = c.get('account');
  if (by === null) return c.redirect('/connexion', 303);
  const answer = house.desk.withdrawRulebook(by);
  return answer.kind === 'forbidden' ? sendProblem(c, 409, answer.message) : c.redirect(address, 303);
};

/** A second one confirms: only then does the rulebook judge. */
export const adoptRulebook: Door = (house) => async (c) => {
  const typed = await readForm(c);
  const by = c.get('account');
  if (by === null) return c.redirect('/connexion', 303);
  const answer = house.desk.adopt({ digest: firstOf(typed, 'digest') }, by);
  if (answer.kind === 'forbidden') return sendProblem(c, 409, answer.message);
  if (answer.kind === 'invalid') return send(c, house, typed, answer.problems);
  return c.redirect('/regles/versions', 303);
};

const draftOf = (typed: Typed) => ({ reason: firstOf(typed, 'reason'), digest: firstOf(typed, 'digest') });

const send = (c: Context<Corridor>, house: House, typed: Typed, problems: readonly FieldProblem[]): Response => {
  const { candidate, simulation, proposal } = house.desk.rulebook();
  return sendPage(c, {
    title: 'Simulation d’impact',
    trail: [{ label: 'File de la commission', href: '/commission' }],
    wrong: problems.length > 0,
    status: problems.length > 0 ? 422 : 200,
    body: (
      <>
        <h1>Simulation d’impact</h1>
        {candidate === null ? (
          <InForce reference={house.reference} />
        ) : (
          <Proposed candidate={candidate} house={house} />
        )}
        {candidate === null ? null : <Run state={simulation} candidate={candidate} />}
        {candidate !== null && simulation.kind === 'done' && simulation.digest === candidate.digest ? (
          <Adoption digest={candidate.digest} proposal={proposal} by={c.get('account')} form={{ typed, problems }} />
        ) : null}
      </>
    ),
  });
};

const InForce = ({ reference }: { reference: Reference }) => (
  <p class="lead">
    Le recueil livré avec le logiciel est celui qui est en vigueur :{' '}
    {counted(reference.rulebook.rules.length, 'règle', 'règles')}, empreinte{' '}
    <code>{reference.digest.slice(0, 12)}</code>. Il n’y a rien à simuler.
  </p>
);

const Proposed = ({ candidate, house }: { candidate: Reference; house: House }) => (
  <p class="lead">
    Un nouveau recueil est proposé : {counted(candidate.rulebook.rules.length, 'règle', 'règles')}, empreinte{' '}
    <code>{candidate.digest.slice(0, 12)}</code>. Celui qui est en vigueur ({house.reference.rulebook.rules.length}{' '}
    règles, empreinte <code>{house.reference.digest.slice(0, 12)}</code>) juge tant que deux administrateurs n’en
    adoptent pas un autre. Les avis déjà rendus gardent le leur.
  </p>
);

const Run = ({ state, candidate }: { state: SimulationState; candidate: Reference }) => {
  if (state.kind === 'running')
    return (
      <p role="status">
        Simulation en cours : {counted(state.judged, 'relevé rejugé', 'relevés rejugés')}.{' '}
        <a href={address}>Actualiser</a>
      </p>
    );
  return (
    <>
      {state.kind === 'failed' ? (
        <p class="warning">La simulation a échoué le {frenchDate(state.at)}. Relancez-la.</p>
      ) : null}
      {state.kind === 'done' && state.digest === candidate.digest ? (
        <Result impacts={state.impacts} at={state.at} />
      ) : null}
      <form method="post" action={address}>
        <button type="submit" class="quiet">
          {state.kind === 'none' ? 'Lancer la simulation' : 'Relancer la simulation'}
        </button>
      </form>
    </>
  );
};

const shown = 200;

const Result = ({ impacts, at }: { impacts: readonly ToolImpact[]; at: string }) => {
  const changed = impacts.filter((each) => each.kind === 'unreadable' || !isNoImpact(each.impact));
  return (
    <section aria-labelledby="resultat">
      <h2 id="resultat">Ce qui changerait</h2>
      <p>
        {counted(impacts.length, 'relevé rejugé', 'relevés rejugés')} le {frenchDate(at)} :{' '}
        {changed.length === 0
          ? 'aucun outil ne changerait.'
          : `${counted(changed.length, 'outil changerait', 'outils changeraient')}.`}
      </p>
      <div class="stack">
        {changed.slice(0, shown).map((each) => (
          <article class="card">
            <h3>
              <a href={`/commission/dossiers/${each.number}`}>{each.name}</a>
            </h3>
            <Changes tool={each} />
          </article>
        ))}
      </div>
      {changed.length > shown ? (
        <p>Et {changed.length - shown} autres : utilisez « preau replay » pour la liste entière.</p>
      ) : null}
    </section>
  );
};

const Changes = ({ tool }: { tool: ToolImpact }) => {
  if (tool.kind === 'unreadable') return <p>Le relevé n’a pas pu être rejugé. Demandez un nouveau contrôle.</p>;
  const { findings, labels, directives, attention } = tool.impact;
  return (
    <ul>
      {findings.map((finding) => {
        const { before, after } = findingWords(finding);
        return (
          <li>
            Règle <a href={`/regles/${finding.rule}`}>{finding.rule}</a> : {before ?? 'absente'} →{' '}
            <strong>{after ?? 'absente'}</strong>
          </li>
        );
      })}
      {labels.map(({ title, before, after }) => (
        <li>
          Label {title} : {before?.words ?? 'absent'} → <strong>{after?.words ?? 'absent'}</strong>
        </li>
      ))}
      {attention.map(({ title, after }) => (
        <li>
          Point d’attention {title} : <strong>{after ? 'ajouté' : 'retiré'}</strong>
        </li>
      ))}
      {directives.map(({ before, after }) => (
        <li>
          Consigne : « {before?.text ?? 'aucune'} » → <strong>« {after?.text ?? 'aucune'} »</strong>
        </li>
      ))}
    </ul>
  );
};

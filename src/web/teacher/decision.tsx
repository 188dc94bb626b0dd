/** A published decision: opinion, reasons, directives by context, what was set aside and why. */

import { opinionWords, verdictWords } from '../../model/decision.ts';
import type { Entry } from '../../model/entry.ts';
import type { Reference } from '../../reference/reference.ts';
import { type Door, param } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { sendPage } from '../page/frame.tsx';
import { capital, frenchDate } from '../page/words.ts';
import { DemonstrationNotice } from './sheet-proof.tsx';

export const showDecision: Door = (house) => (c) => {
  const entry = house.archive.catalog.entryOfDossier(param(c, 'number'));
  if (!entry) return sendProblem(c, 404, 'Aucune décision publiée ne porte ce numéro. Cherchez l’outil par son nom.');
  const { decision, tool } = entry;
  return sendPage(c, {
    title: `Décision : ${tool.name}`,
    trail: [
      { label: 'Outils', href: '/outils' },
      { label: tool.name, href: `/outils/${tool.slug}` },
    ],
    body: (
      <>
        <p class="over">Dossier {entry.dossier}</p>
        <h1>Décision sur {tool.name}</h1>
        {decision.demonstration ? <DemonstrationNotice /> : null}
        <p class="lead">
          <strong>{capital(opinionWords[decision.opinion])}</strong>, le {frenchDate(decision.decidedAt)}.
        </p>
        <section>
          <h2>Motifs</h2>
          <p class="typed">{decision.reasons}</p>
        </section>
        <ContextVerdicts entry={entry} reference={house.reference} />
        <SetAside entry={entry} reference={house.reference} />
        <section>
          <h2>Sur quoi elle se fonde</h2>
          <p>
            Le relevé du {frenchDate(entry.evidence.date)} (empreinte <code>{entry.evidence.digest}</code>) et les
            règles {entry.rulebook.version}. Un traitement automatique a visité l’outil et proposé des constats. Il n’a
            rien décidé : ses <a href="/regles">règles sont publiques</a>.
          </p>
          <p>
            <a href={`/outils/${tool.slug}`}>Lire la fiche de {tool.name}</a>
          </p>
        </section>
      </>
    ),
  });
};

const ContextVerdicts = ({ entry, reference }: { entry: Entry; reference: Reference }) => (
  <section>
    <h2>Consigne par situation</h2>
    <table>
      <caption class="visually-hidden">La décision de la commission pour chaque situation</caption>
      <thead>
        <tr>
          <th scope="col">Situation</th>
          <th scope="col">Décision</th>
          <th scope="col">Conditions</th>
        </tr>
      </thead>
      <tbody>
        {reference.contexts.map((context) => {
          const decided = entry.decision.contexts[context.id];
          return (
            <tr>
              <th scope="row">{context.title}</th>
              <td>{decided ? verdictWords[decided.verdict] : verdictWords['to-confirm']}</td>
              <td>{decided?.conditions.join(' ') || 'aucune'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </section>
);

const SetAside = ({ entry, reference }: { entry: Entry; reference: Reference }) =>
  entry.decision.setAside.length === 0 ? null : (
    <section>
      <h2>Constats écartés par la commission</h2>
      <ul>
        {entry.decision.setAside.map((each) => (
          <li>
            <a href={`/regles/${each.rule}`}>
              {reference.rulebook.rules.find((rule) => rule.id === each.rule)?.title ?? each.rule}
            </a>{' '}
            : {each.reason}
          </li>
        ))}
      </ul>
    </section>
  );

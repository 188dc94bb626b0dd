/** The queue of the commission: what waits for a decision, longest waiting first. */

import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { DossierState } from '../../model/dossier.ts';
import { may } from '../../model/person.ts';
import type { DossierSummary } from '../../store/archive.ts';
import type { Corridor, Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';
import { StateBadge } from '../page/history.tsx';
import { counted, frenchDate } from '../page/words.ts';

/** Sends others to the sign-in page; a vendor who is signed in is told that the page is not theirs. */
export const onlyCommission: MiddlewareHandler<Corridor> = async (c, next) => {
  const account = c.get('account');
  if (account === null) return c.redirect('/connexion', 303);
  if (!may(account, 'read-dossiers') && !may(account, 'adopt-rulebook')) throw new HTTPException(403);
  return next();
};

const shown = 200;
const groups: readonly { title: string; states: readonly DossierState[] }[] = [
  { title: 'À décider', states: ['to-review'] },
  { title: 'Contrôle en cours ou en attente', states: ['submitted', 'checking'] },
  { title: 'Contrôle non concluant', states: ['check-inconclusive'] },
  { title: 'Décidés', states: ['decided', 'published'] },
];

export const showQueue: Door = (house) => (c) =>
  sendPage(c, {
    title: 'File de la commission',
    body: (
      <>
        <h1>File de la commission</h1>
        <p>
          <a href="/commission/simulation">Recueil de règles et simulation d’impact</a>
        </p>
        {groups.map((group) => (
          <Group
            title={group.title}
            dossiers={house.archive.dossiers.inStates(group.states, shown)}
            now={house.now()}
          />
        ))}
      </>
    ),
  });

const Group = ({ title, dossiers, now }: { title: string; dossiers: DossierSummary[]; now: Date }) => (
  <section>
    <h2>
      {title} <span class="count">{dossiers.length}</span>
    </h2>
    {dossiers.length === 0 ? (
      <p class="hint">Aucun dossier.</p>
    ) : (
      <table>
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Outil</th>
            <th scope="col">Éditeur</th>
            <th scope="col">État</th>
            <th scope="col">Depuis</th>
          </tr>
        </thead>
        <tbody>
          {dossiers.map((dossier) => (
            <tr>
              <th scope="row">
                <a href={`/commission/dossiers/${dossier.number}`}>{dossier.tool.name}</a>
                <span class="hint">Dossier {dossier.number}</span>
              </th>
              <td>{dossier.tool.vendor}</td>
              <td>
                <StateBadge state={dossier.state} />
              </td>
              <td>
                {frenchDate(dossier.movedAt)}
                <span class="hint">{waited(dossier.movedAt, now)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);

const dayMs = 86_400_000;
const waited = (since: string, now: Date): string => {
  const days = Math.floor((now.getTime() - new Date(since).getTime()) / dayMs);
  return days < 1 ? 'aujourd’hui' : counted(days, 'jour', 'jours');
};

/** The dossiers of a vendor who signed in. */
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';
import { StateBadge } from '../page/history.tsx';
import { frenchDate } from '../page/words.ts';

const shown = 100;

export const showMine: Door = (house) => (c) => {
  const account = c.get('account');
  if (account === null) return c.redirect('/connexion', 303);
  // An agent whose address ProConnect merely claims has no dossier by it.
  if (!account.roles.includes('vendor')) return c.redirect('/compte', 303);
  const dossiers = house.archive.dossiers.ofVendor(account.email, shown);
  return sendPage(c, {
    title: 'Mes dépôts',
    body: (
      <>
        <h1>Mes dépôts</h1>
        {dossiers.length === 0 ? <p>Aucun outil n’a été déposé avec cette adresse.</p> : null}
        <ul class="queue">
          {dossiers.map((dossier) => (
            <li class="card">
              <h2>
                <a href={`/depots/${dossier.key}`}>{dossier.tool.name}</a>
              </h2>
              <p>
                <StateBadge state={dossier.state} /> déposé le {frenchDate(dossier.createdAt)}
              </p>
            </li>
          ))}
        </ul>
        <p>
          <a class="button" href="/deposer">
            Déposer un outil
          </a>
        </p>
      </>
    ),
  });
};

/** The map of the site. */
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';

const places: readonly { title: string; links: readonly [label: string, href: string][] }[] = [
  {
    title: 'Enseignants',
    links: [
      ['Accueil', '/'],
      ['Chercher un outil', '/outils'],
      ['Les règles', '/regles'],
    ],
  },
  {
    title: 'Éditeurs',
    links: [
      ['Déposer un outil', '/deposer'],
      ['Mes dépôts', '/depots'],
    ],
  },
  {
    title: 'Commission',
    links: [
      ['Connexion', '/connexion'],
      ['File des dossiers', '/commission'],
    ],
  },
  {
    title: 'Ce site',
    links: [
      ['Accessibilité', '/accessibilite'],
      ['Mentions légales', '/mentions-legales'],
      ['Données personnelles', '/donnees-personnelles'],
    ],
  },
];

export const showSiteMap: Door = () => (c) =>
  sendPage(c, {
    title: 'Plan du site',
    body: (
      <>
        <h1>Plan du site</h1>
        {places.map((place) => (
          <section>
            <h2>{place.title}</h2>
            <ul>
              {place.links.map(([label, href]) => (
                <li>
                  <a href={href}>{label}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </>
    ),
  });

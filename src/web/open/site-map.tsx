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
      ['Versions des règles', '/regles/versions'],
    ],
  },
  {
    title: 'Éditeurs',
    links: [
      ['Déposer un outil', '/deposer'],
      ['Mes dépôts', '/depots'],
      ['Écrire un parcours d’élève', '/parcours'],
      ['Engagements des éditeurs', '/engagements'],
    ],
  },
  {
    title: 'Commission',
    links: [
      ['Connexion', '/connexion'],
      ['File des dossiers', '/commission'],
      ['Simulation d’impact', '/commission/simulation'],
      ['Mon compte', '/compte'],
      ['Mes sessions', '/compte/sessions'],
      ['Qui décide', '/qui-decide'],
    ],
  },
  {
    title: 'Ce site',
    links: [
      ['Accessibilité', '/accessibilite'],
      ['Mentions légales', '/mentions-legales'],
      ['Données personnelles', '/donnees-personnelles'],
      ['Notre robot', '/visiteur'],
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

/** What this service keeps about people: for readers, nothing. */
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';

export const showPrivacy: Door = () => (c) =>
  sendPage(c, {
    title: 'Données personnelles',
    body: (
      <>
        <h1>Données personnelles</h1>
        <h2>Vous lisez le catalogue</h2>
        <p class="lead">Aucun cookie, aucun compte, aucune mesure d’audience, aucun tiers.</p>
        <p>Vos recherches ne sont pas gardées. Elles ne sont transmises à personne.</p>
        <h2>Vous déposez un outil</h2>
        <p>
          Votre adresse électronique sert à suivre le dossier. Elle est visible de la commission et n’est jamais
          publiée. Le contact de votre délégué à la protection des données, si vous le donnez, est publié sur la fiche.
        </p>
        <p>
          Les secrets d’un <a href="/parcours">parcours d’élève</a> sont chiffrés. Ils ne servent qu’aux contrôles de
          cet outil, ne sont jamais affichés, et sont effacés quand vous retirez ou remplacez le parcours.
        </p>
        <h2>Vous êtes membre de la commission</h2>
        <p>
          Un cookie, strictement nécessaire, garde votre session ouverte. Il est effacé à la déconnexion. Votre adresse
          est inscrite dans l’historique interne des décisions.
        </p>
        <h2>Les outils visités</h2>
        <p>
          Le navigateur de contrôle n’emporte aucune donnée d’élève. Les valeurs des cookies qu’il reçoit sont
          remplacées par une empreinte.
        </p>
        <h2>Pourquoi, et sur quelle base</h2>
        <p>
          Ces données servent à instruire les dossiers et à rendre compte des décisions. La base légale est la mission
          d’intérêt public de l’exploitant, qui est responsable du traitement.
        </p>
        <h2>Durées de conservation</h2>
        <ul>
          <li>Un lien de connexion est effacé après 10 minutes.</li>
          <li>Une session de la commission dure 8 heures au plus, celle d’un éditeur 7 jours.</li>
          <li>
            Un dossier, son adresse électronique et ses relevés sont conservés tant que la fiche est publiée. Rien ne
            les efface seuls ensuite : demandez-le à l’exploitant.
          </li>
        </ul>
        <h2>Vos droits</h2>
        <p>
          Vous pouvez demander l’accès, la rectification ou l’effacement de vos données à l’exploitant, dont l’adresse
          figure dans les <a href="/mentions-legales">mentions légales</a>. Vous pouvez saisir la{' '}
          <a href="https://www.cnil.fr/fr/plaintes" rel="noreferrer">
            CNIL
          </a>
          .
        </p>
      </>
    ),
  });

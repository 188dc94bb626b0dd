/** How a vendor writes a pupil's journey: the acts, a whole example, and what becomes of the secrets. */
import { actAsks } from '../../model/journey.ts';
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';

export const showJourneyGuide: Door = () => (c) =>
  sendPage(c, {
    title: 'Écrire un parcours d’élève',
    trail: [{ label: 'Déposer', href: '/deposer' }],
    body: (
      <>
        <h1>Écrire un parcours d’élève</h1>
        <p class="lead">
          Un parcours dit à la visite ce qu’un élève ferait dans votre outil : se connecter, ouvrir un exercice,
          répondre. Sans lui, ce qui se passe derrière un compte reste indéterminé.
        </p>
        <Example />
        <Acts />
        <Secrets />
        <Playing />
      </>
    ),
  });

/** Kept valid by a test. */
export const wholeExample = `name: Un exercice de calcul
steps:
  - open: /connexion
  - fill: { field: Identifiant, value: eleve-test }
  - fill: { field: Mot de passe, secret: mot-de-passe }
  - click: Se connecter
  - wait: { text: Mes exercices }
  - click: Exercice 1
  - frame: enonce
  - choose: { field: Réponse, option: deux }
  - press: Enter
  - check: { text: Bravo }
  - frame: main
  - check: { text: Publicité, present: false }`;

const Example = () => (
  <>
    <h2>Un exemple</h2>
    <p>
      Un parcours a un nom et une liste d’étapes, une par ligne, quarante au plus. Il s’écrit en{' '}
      <abbr title="YAML Ain’t Markup Language, un format de texte">YAML</abbr>, et se donne dans le{' '}
      <a href="/deposer">formulaire de dépôt</a> ou, plus tard, sur la page de votre dossier.
    </p>
    <pre tabindex={0}>
      <code>{wholeExample}</code>
    </pre>
    <p>
      Un texte qui contient un deux-points suivi d’une espace, ou qui commence par un signe, se met entre guillemets :{' '}
      <code>click: "Exercice : les fractions"</code>.
    </p>
  </>
);

const meanings: Record<keyof typeof actAsks, string> = {
  open: 'Ouvre une page. Seules les adresses du site déposé sont admises ; ailleurs, on va en cliquant.',
  fill: 'Tape dans un champ, touche par touche. Le champ est nommé par son étiquette, son indice ou son nom.',
  choose: 'Choisit une option d’une liste, par le texte affiché.',
  click: 'Clique sur le bouton, le lien ou le texte visible de ce nom.',
  press: 'Appuie sur une touche du clavier.',
  wait: 'Attend qu’un texte soit affiché, quinze secondes au plus.',
  frame: 'Entre dans un cadre (iframe), par son nom ou une partie de son adresse ; main revient à la page.',
  check: 'Vérifie qu’un texte est affiché, ou ne l’est pas.',
};

const Acts = () => (
  <>
    <h2>Les étapes</h2>
    <p>Chaque étape porte un seul acte.</p>
    <dl class="facts">
      {(Object.keys(actAsks) as (keyof typeof actAsks)[]).map((act) => (
        <div>
          <dt>
            <code>{act}</code>
          </dt>
          <dd>
            {meanings[act]} <span class="hint">Demande : {actAsks[act]}.</span>
          </dd>
        </div>
      ))}
    </dl>
  </>
);

const Secrets = () => (
  <>
    <h2>Ce que deviennent vos secrets</h2>
    <p>
      Donnez un compte de test, jamais celui d’une personne. Un mot de passe ne s’écrit pas dans les étapes : l’étape le
      nomme (<code>secret: mot-de-passe</code>), et sa valeur se donne à part, dans le formulaire.
    </p>
    <ul>
      <li>Un secret a six caractères au moins : plus court, il serait trouvé partout.</li>
      <li>Il est chiffré dès sa réception, lié à votre dossier ; la clé n’est pas dans la base de données.</li>
      <li>Personne ne peut le relire par ce site : ni vous, ni la commission, ni le public.</li>
      <li>Il n’est ouvert que pour un contrôle, et tapé là où votre parcours le dit.</li>
      <li>
        Il est retiré de tout ce que la visite garde, même si votre outil l’affiche ou l’envoie, et remplacé par son
        nom. Les champs et les textes qui le montrent sont noircis sur les captures.
      </li>
      <li>
        Un secret qui se lit dans l’outil sans y avoir été tapé n’en est pas un : le cacher cacherait autre chose. Le
        parcours n’est alors pas jugé.
      </li>
      <li>
        Remplacer le parcours demande de donner de nouveau tous ses secrets. Le retirer les efface. Changez le mot de
        passe du compte de test quand le contrôle est fini.
      </li>
    </ul>
    <p>
      Les étapes elles-mêmes, avec ce qui y est écrit en clair, sont lues par la commission, et chaque visite qui les
      joue les garde dans son relevé.
    </p>
  </>
);

const Playing = () => (
  <>
    <h2>Comment il est joué</h2>
    <p>
      Dans un navigateur neuf, après avoir refusé les cookies si un bandeau le permet. Une étape qui ne peut pas être
      faite arrête le parcours : la suite reste indéterminée, jamais respectée, et votre dossier montre l’écran où il
      s’est arrêté. La seconde visite, non annoncée, ne joue aucun parcours.
    </p>
    <p>
      Pour l’essayer sur votre machine avant de le déposer :{' '}
      <code>preau check https://exemple.fr/ --journey parcours.yml --secrets secrets.yml</code>.
    </p>
  </>
);

/** The accessibility declaration that the RGAA asks for; without an audit the state is « non conforme ». */
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';

export const showAccessibility: Door = (house) => (c) =>
  sendPage(c, {
    title: 'Accessibilité : non conforme',
    body: (
      <>
        <h1>Déclaration d’accessibilité</h1>
        <p class="lead">
          L’exploitant de ce service s’engage à le rendre accessible, conformément à l’article 47 de la loi n° 2005-102
          du 11 février 2005.
        </p>
        <p>
          Cette déclaration s’applique à <code>{house.publicUrl}</code>.
        </p>
        <h2>État de conformité</h2>
        <p>
          <strong>Préau est non conforme</strong> avec le référentiel général d’amélioration de l’accessibilité (RGAA)
          version 4.1, car <strong>aucun audit n’a encore été réalisé</strong>.
        </p>
        <h2>Résultats des tests</h2>
        <p>
          Les pages passent un contrôle automatique (axe-core) à chaque version. Il ne couvre qu’une partie des 106
          critères et ne vaut pas audit.
        </p>
        <h2>Contenus non accessibles</h2>
        <p>
          Les captures d’écran des dossiers, réservées à la commission, n’ont pas d’alternative complète. Les textes des
          éditeurs sont publiés tels quels.
        </p>
        <h2>Établissement de cette déclaration</h2>
        <p>Elle a été établie le 24 novembre 2026.</p>
        <p>Technologies : HTML, CSS, SVG. JavaScript est facultatif.</p>
        <h2>Retour d’information et contact</h2>
        <p>
          Si un contenu vous est inaccessible, écrivez à l’exploitant, dont l’adresse figure dans les{' '}
          <a href="/mentions-legales">mentions légales</a>. Il vous orientera vers une alternative ou l’obtiendra sous
          une autre forme.
        </p>
        <Remedies />
      </>
    ),
  });

const Remedies = () => (
  <>
    <h2>Voies de recours</h2>
    <p>
      Vous avez signalé un défaut qui vous empêche d’accéder à un contenu, et vous n’avez pas obtenu de réponse
      satisfaisante ? Vous pouvez :
    </p>
    <ul>
      <li>
        <a href="https://formulaire.defenseurdesdroits.fr/" rel="noreferrer">
          écrire un message au Défenseur des droits
        </a>{' '}
        ;
      </li>
      <li>
        <a href="https://www.defenseurdesdroits.fr/saisir/delegues" rel="noreferrer">
          contacter son délégué dans votre région
        </a>{' '}
        ;
      </li>
      <li>
        envoyer un courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.
      </li>
    </ul>
  </>
);

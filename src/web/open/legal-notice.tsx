/** The legal notice: what the software can say by itself, and what each operator must complete. */
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';

export const showLegalNotice: Door = (house) => (c) =>
  sendPage(c, {
    title: 'Mentions légales',
    body: (
      <>
        <h1>Mentions légales</h1>
        {house.demonstration ? (
          <p class="notice">
            <strong>Démonstration.</strong> Ce service n’est pas ouvert au public. Ses décisions sont fictives.
          </p>
        ) : null}
        <h2>Éditeur et hébergeur</h2>
        <p>
          Ce service est publié à l’adresse <code>{house.publicUrl}</code>. Son exploitant doit compléter cette page
          avant de l’ouvrir au public : nom, adresse, téléphone, directeur de la publication, hébergeur (loi n° 2004-575
          du 21 juin 2004).
        </p>
        <h2>Logiciel</h2>
        <p>Préau est un logiciel libre, sous licence EUPL 1.2. Ses règles et ses listes citent chacune leur source.</p>
        <h2>Traitement automatique</h2>
        <p>
          Un navigateur visite les outils et applique des <a href="/regles">règles publiques</a>. Il propose des
          constats. La commission décide, et motive chaque décision (articles L311-3-1 et L211-2 du code des relations
          entre le public et l’administration).
        </p>
        <h2>Droit de réponse</h2>
        <p>
          Un éditeur nommé dans une fiche peut demander un nouveau contrôle depuis la page de son dossier, ou adresser
          ses observations à l’exploitant.
        </p>
      </>
    ),
  });

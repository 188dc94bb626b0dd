/** Who visits, for a webmaster who found Préau in a log: the user agent leads here. */
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';

export const showVisitor: Door = (house) => (c) =>
  sendPage(c, {
    title: 'Un robot de Préau a visité votre site',
    body: (
      <>
        <h1>Un robot de Préau a visité votre site</h1>
        <p class="lead">
          Il ouvre quelques pages d’un outil éducatif que son éditeur, ou la commission, nous a demandé de contrôler.
        </p>
        <Manners />
        <h2>D’où il vient</h2>
        <p>
          Ce service est à l’adresse <code>{house.publicUrl}</code>. Le navigateur se nomme <code>Preau</code> à la fin
          de son <i lang="en">user agent</i>, suivi de l’adresse de cette page. L’exploitant, nommé dans les{' '}
          <a href="/mentions-legales">mentions légales</a>, donne sur demande l’adresse IP employée.
        </p>
        <p>
          Quelques jours après un contrôle, une seconde visite peut avoir lieu sans ce nom : elle vérifie qu’un visiteur
          ordinaire voit la même chose. Elle suit les mêmes règles.
        </p>
        <Objections />
      </>
    ),
  });

const Manners = () => (
  <>
    <h2>Ce qu’il fait</h2>
    <ul>
      <li>
        Il ouvre l’adresse déposée, puis sept pages de plus, au plus : connexion, inscription, exercice, textes légaux.
      </li>
      <li>
        Il rouvre l’adresse déposée et deux de ces pages après avoir refusé les cookies, accepté, puis retiré son
        accord.
      </li>
      <li>Il ne fait jamais deux visites d’un même site en même temps.</li>
      <li>Il remplit des champs avec le nom d’un élève fictif, sans envoyer le formulaire.</li>
      <li>
        Si l’éditeur a fourni un <a href="/parcours">parcours d’élève</a>, il le joue avec le compte de test de
        l’éditeur : là, des formulaires sont envoyés, sur le site de l’outil.
      </li>
      <li>Il n’achète rien, ne crée aucun compte et ne cherche aucune faille.</li>
    </ul>
    <h2>Ce qu’il respecte</h2>
    <ul>
      <li>
        Votre fichier <code>robots.txt</code> : les lignes qui nomment <code>Preau</code>, sinon celles de tous (
        <code>*</code>). Un fichier illisible ferme le site. Seule l’adresse déposée par l’éditeur est ouverte malgré
        lui.
      </li>
      <li>
        Le délai demandé par <code>Crawl-delay</code>, jusqu’à trois secondes.
      </li>
    </ul>
    <pre>
      <code>{'User-agent: Preau\nDisallow: /'}</code>
    </pre>
  </>
);

const Objections = () => (
  <>
    <h2>Pourquoi</h2>
    <p>
      Pour dire aux enseignants ce qu’un outil fait des données des élèves. Les <a href="/regles">règles</a> appliquées
      et ce qui est gardé des visites (<a href="/donnees-personnelles">données personnelles</a>) sont publics.
    </p>
    <h2>Vous opposer, ou signaler une gêne</h2>
    <p>
      Écrivez à l’exploitant, dont l’adresse figure dans les <a href="/mentions-legales">mentions légales</a>, en
      donnant le nom de votre site. Si vous êtes l’éditeur de l’outil, demandez-lui aussi le retrait de votre dépôt.
      Pour que rien d’autre que l’adresse déposée ne soit ouvert, les deux lignes ci-dessus suffisent.
    </p>
  </>
);

/** The home page: a search field, three tasks, and what was published last. */
import type { SearchHit } from '../../store/archive.ts';
import type { Door } from '../corridor.ts';
import { DemonstrationBadge } from '../page/badge.tsx';
import { sendPage } from '../page/frame.tsx';
import { frenchDate } from '../page/words.ts';
import { SearchField } from './search-field.tsx';

const shownLatest = 6;

export const showHome: Door = (house) => (c) =>
  sendPage(c, {
    title: 'Accueil',
    home: true,
    body: (
      <>
        <Hero />
        <div class="width">
          <Tasks />
          <Latest hits={house.archive.catalog.latest(shownLatest)} />
          <Method />
        </div>
      </>
    ),
  });

const Hero = () => (
  <section class="hero">
    <div class="width">
      <h1>Puis-je utiliser ce logiciel avec mes élèves ?</h1>
      <p class="lead">
        Préau répond par une consigne claire, pour chaque situation de classe. Tout ce qui la fonde est daté et
        vérifiable.
      </p>
      <SearchField id="recherche" words="" />
    </div>
  </section>
);

const Tasks = () => (
  <section aria-labelledby="taches">
    <h2 id="taches" class="visually-hidden">
      Que voulez-vous faire ?
    </h2>
    <ul class="tasks">
      <Task href="/outils" title="Chercher un outil" text="Lisez la consigne pour votre situation, et pourquoi." />
      <Task href="/deposer" title="Déposer un outil" text="Éditeur ou enseignant, demandez un contrôle gratuit." />
      <Task href="/regles" title="Comprendre les règles" text="Chaque règle dit sa base légale et ses limites." />
    </ul>
  </section>
);

const Task = ({ href, title, text }: { href: string; title: string; text: string }) => (
  <li class="card">
    <h3>
      <a href={href}>{title}</a>
    </h3>
    <p>{text}</p>
  </li>
);

const Latest = ({ hits }: { hits: readonly SearchHit[] }) => (
  <section aria-labelledby="publies">
    <h2 id="publies">Derniers avis publiés</h2>
    {hits.length === 0 ? (
      <p>Aucun avis n’est encore publié. Les premiers outils sont en cours de contrôle.</p>
    ) : (
      <ul class="latest">
        {hits.map((hit) => (
          <li class="card">
            <h3>
              <a href={`/outils/${hit.tool.slug}`}>{hit.tool.name}</a>
            </h3>
            <p>{hit.tool.summary}</p>
            <p class="hint">
              {hit.demonstration ? <DemonstrationBadge /> : null} Publié le {frenchDate(hit.publishedAt)}
            </p>
          </li>
        ))}
      </ul>
    )}
  </section>
);

/** The three provenances, which every sheet then shows. */
const Method = () => (
  <section class="promise" aria-labelledby="methode">
    <h2 id="methode">Constaté, déclaré, décidé</h2>
    <ol>
      <li>
        <strong>Constaté.</strong> Un vrai navigateur visite l’outil et garde la preuve de ce qu’il voit.
      </li>
      <li>
        <strong>Déclaré.</strong> L’éditeur répond à nos questions. Sa réponse est datée et reste à part.
      </li>
      <li>
        <strong>Décidé.</strong> Une commission lit tout et motive son avis. Le robot ne décide jamais.
      </li>
    </ol>
  </section>
);

/** The pages of problems, in French, each with what to do; the only place where a problem becomes a status. */
import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Log } from '../log.ts';
import type { Corridor } from './corridor.ts';
import { sendPage } from './page/frame.tsx';

type Problem = { title: string; text: string };

const problems: Readonly<Record<number, Problem>> = {
  400: { title: 'Demande illisible', text: 'Cette demande n’a pas la forme attendue. Revenez à la page précédente.' },
  403: {
    title: 'Demande refusée',
    text: 'Cette demande ne vient pas d’une page de Préau, ou vous n’avez pas le droit de la faire. Ouvrez la page depuis ce site, puis réessayez.',
  },
  404: {
    title: 'Page introuvable',
    text: 'Aucune page ne répond à cette adresse. Vérifiez-la, ou cherchez l’outil par son nom.',
  },
  405: { title: 'Demande refusée', text: 'Cette page n’accepte pas ce genre de demande. Ouvrez-la depuis ce site.' },
  409: { title: 'Pas maintenant', text: 'Ce dossier ne permet pas cette demande en ce moment.' },
  413: {
    title: 'Envoi trop long',
    text: 'Cet envoi dépasse 256 ko. Raccourcissez vos textes, puis envoyez à nouveau.',
  },
  415: { title: 'Envoi illisible', text: 'Cet envoi n’est pas un formulaire. Utilisez le formulaire de la page.' },
  429: { title: 'Trop de demandes', text: 'Vous avez fait beaucoup de demandes. Réessayez plus tard.' },
  500: {
    title: 'Erreur de notre côté',
    text: 'Préau n’a pas pu répondre. L’erreur est notée. Réessayez dans quelques minutes.',
  },
};

/** A problem page; `text` replaces the usual words when the desk says something more precise. */
export const sendProblem = (c: Context<Corridor>, status: ContentfulStatusCode, text?: string): Response => {
  const problem = problems[status] ?? problems[500];
  return sendPage(c, {
    title: problem?.title ?? 'Erreur',
    status,
    body: (
      <>
        <h1>{problem?.title}</h1>
        <p class="lead">{text ?? problem?.text}</p>
        <p>
          <a class="button" href="/outils">
            Chercher un outil
          </a>{' '}
          <a href="/">Revenir à l’accueil</a>
        </p>
        <p class="hint">Code {status}</p>
      </>
    ),
  });
};

export const answerNotFound: NotFoundHandler<Corridor> = (c) => sendProblem(c, 404);

/** A known refusal keeps its status; anything else is a bug: 500 for this reader, one line in the log. */
export const answerError =
  (log: Log): ErrorHandler<Corridor> =>
  (error, c) => {
    if (error instanceof HTTPException) return sendProblem(c, error.status as ContentfulStatusCode);
    log('web.error', { path: c.req.routePath, method: c.req.method, error: error.stack ?? String(error) });
    return sendProblem(c, 500);
  };

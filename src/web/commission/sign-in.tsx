/** Signing in by a one-time link: asked by e-mail, opened in the same browser, consumed by a button. */

import type { Context } from 'hono';
import { may } from '../../model/person.ts';
import type { Corridor, Door } from '../corridor.ts';
import { firstOf, nothingTyped, readForm } from '../form.ts';
import { type Filled, ProblemSummary, TextField } from '../page/fields.tsx';
import { sendPage } from '../page/frame.tsx';
import { endSession, forgetNonce, keepNonce, keepSession, readNonce } from '../session.ts';

export const showSignIn: Door = () => (c) => sendSignIn(c, { typed: nothingTyped, problems: [] });

export const askLink: Door = (house) => async (c) => {
  const typed = await readForm(c);
  const result = await house.desk.requestLink(firstOf(typed, 'email'));
  if (result.kind === 'invalid') return sendSignIn(c, { typed, problems: result.problems });
  keepNonce(c, house, result.nonce);
  return sendPage(c, {
    title: 'Lien demandé',
    trail: [{ label: 'Connexion', href: '/connexion' }],
    body: (
      <>
        <h1>Regardez votre messagerie</h1>
        <p class="lead">
          Si cette adresse est connue, un lien vient de lui être envoyé. Il sert une fois, pendant 10 minutes.
        </p>
        <p>Ouvrez-le dans ce navigateur : il ne marche nulle part ailleurs.</p>
        <p>
          Rien reçu ? Vérifiez l’adresse et le dossier des indésirables, puis{' '}
          <a href="/connexion">redemandez un lien</a>.
        </p>
      </>
    ),
  });
};

/** The page that the link opens. A GET changes nothing: the scanners of mail servers open links too. */
export const showLink: Door = () => (c) => {
  c.header('Cache-Control', 'no-store');
  return sendPage(c, {
    title: 'Ouvrir la session',
    trail: [{ label: 'Connexion', href: '/connexion' }],
    body: (
      <>
        <h1>Ouvrir la session</h1>
        <form method="post" action="/connexion/lien">
          <input type="hidden" name="jeton" value={c.req.query('jeton') ?? ''} />
          <button type="submit">Me connecter</button>
        </form>
      </>
    ),
  });
};

export const consumeLink: Door = (house) => async (c) => {
  const typed = await readForm(c);
  const result = house.desk.consumeLink({ token: firstOf(typed, 'jeton'), nonce: readNonce(c, house) });
  if (result.kind === 'forbidden') return sendRefusedLink(c, result.message);
  forgetNonce(c, house);
  keepSession(c, house, { id: result.sessionId, expires: result.session.expires });
  return c.redirect(may(result.session, 'read-dossiers') ? '/commission' : '/depots', 303);
};

export const signOut: Door = (house) => (c) => {
  endSession(c, house);
  return c.redirect('/', 303);
};

const sendSignIn = (c: Context<Corridor>, form: Filled): Response =>
  sendPage(c, {
    title: 'Connexion',
    wrong: form.problems.length > 0,
    status: form.problems.length > 0 ? 422 : 200,
    body: (
      <>
        <h1>Connexion</h1>
        <p class="lead">
          Réservée à la commission et aux éditeurs. Pour lire le catalogue, vous n’avez pas besoin de compte.
        </p>
        <ProblemSummary problems={form.problems} />
        <form method="post" action="/connexion" class="sheet-form" novalidate>
          <TextField
            form={form}
            name="email"
            label="Votre adresse électronique"
            hint="Vous recevrez un lien à usage unique. Exemple : prenom.nom@exemple.fr"
            type="email"
            autocomplete="email"
            required
          />
          <button type="submit">Recevoir un lien</button>
        </form>
        <p class="hint">Un seul cookie, nécessaire à la connexion, est alors déposé.</p>
      </>
    ),
  });

const sendRefusedLink = (c: Context<Corridor>, message: string): Response =>
  sendPage(c, {
    title: 'Lien refusé',
    status: 403,
    trail: [{ label: 'Connexion', href: '/connexion' }],
    body: (
      <>
        <h1>Ce lien ne marche pas</h1>
        <p class="lead">{message}</p>
        <p>
          <a class="button" href="/connexion">
            Demander un autre lien
          </a>
        </p>
      </>
    ),
  });

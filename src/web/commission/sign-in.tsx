/** Signing in by a one-time link: asked by e-mail, opened in the same browser, consumed by a button. */

import type { Context } from 'hono';
import { browserWords } from '../browser-words.ts';
import type { Corridor, Door, House } from '../corridor.ts';
import { firstOf, nothingTyped, readForm } from '../form.ts';
import { frontPage } from '../front-page.ts';
import { type Filled, ProblemSummary, TextField } from '../page/fields.tsx';
import { sendPage } from '../page/frame.tsx';
import { endSession, forgetNonce, keepNonce, keepSession, readNonce } from '../session.ts';

export const showSignIn: Door = (house) => (c) => sendSignIn(c, house, { typed: nothingTyped, problems: [] });

export const askLink: Door = (house) => async (c) => {
  const typed = await readForm(c);
  const result = await house.desk.requestLink(firstOf(typed, 'email'));
  if (result.kind === 'invalid') return sendSignIn(c, house, { typed, problems: result.problems });
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
  const result = house.desk.consumeLink({
    token: firstOf(typed, 'jeton'),
    nonce: readNonce(c, house),
    browser: browserWords(c.req.header('User-Agent')),
  });
  if (result.kind === 'forbidden') return sendRefusedLink(c, result.message);
  forgetNonce(c, house);
  keepSession(c, house, result.sessionId);
  return c.redirect(frontPage(result.session), 303);
};

/** ProConnect has a session of its own: ours is over, and its own is ended by a link, since our policy forbids a form to lead elsewhere. */
export const signOut: Door = (house) => async (c) => {
  const { idToken } = endSession(c, house);
  const exit = await house.desk.identity.proConnectExit(idToken);
  if (exit === null) return c.redirect('/', 303);
  c.set('account', null);
  return sendPage(c, {
    title: 'Session fermée',
    body: (
      <>
        <h1>Votre session Préau est fermée</h1>
        <p class="lead">Celle de ProConnect est encore ouverte dans ce navigateur.</p>
        <p>
          <a class="button" href={exit} rel="noreferrer">
            Fermer aussi la session ProConnect
          </a>{' '}
          <a href="/">Revenir à l’accueil</a>
        </p>
      </>
    ),
  });
};

const sendSignIn = (c: Context<Corridor>, house: House, form: Filled): Response =>
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
        {house.desk.identity.hasProConnect ? <ByProConnect /> : null}
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

/** A button of ours: the mark of ProConnect is not free to ship. */
const ByProConnect = () => (
  <>
    <h2>Vous êtes agent public</h2>
    <p>
      <a class="button" href="/connexion/proconnect" rel="nofollow">
        Se connecter avec ProConnect
      </a>
    </p>
    <h2>Vous êtes éditeur, ou vous n’avez pas ProConnect</h2>
  </>
);

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

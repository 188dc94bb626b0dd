/** « Mes sessions »: where this account is signed in, and how to end it. */
import type { OwnSession } from '../../dossier/own-sessions.ts';
import type { Door } from '../corridor.ts';
import { firstOf, readForm } from '../form.ts';
import { sendPage } from '../page/frame.tsx';
import { frenchMoment } from '../page/words.ts';

export const showSessions: Door = (house) => (c) => {
  const session = c.get('account');
  if (session === null) return c.redirect('/connexion', 303);
  const own = house.desk.identity.sessions(session);
  return sendPage(c, {
    title: 'Mes sessions',
    trail: [{ label: 'Mon compte', href: '/compte' }],
    body: (
      <>
        <h1>Mes sessions</h1>
        <p class="lead">Une session que vous ne reconnaissez pas ? Fermez-la.</p>
        <ul class="queue">
          {own.map((each) => (
            <Line own={each} />
          ))}
        </ul>
        {own.length < 2 ? null : (
          <form method="post" action="/compte/sessions/fin">
            <button type="submit">Fermer toutes les autres</button>
          </form>
        )}
      </>
    ),
  });
};

const Line = ({ own }: { own: OwnSession }) => (
  <li class="card">
    <h2>
      {own.browser ?? 'Navigateur inconnu'}
      {own.current ? ' (cette session)' : ''}
    </h2>
    <p>
      Ouverte le {frenchMoment(own.createdAt)}, vue le {frenchMoment(own.seenAt)}, se ferme au plus tard le{' '}
      {frenchMoment(own.expires)}.
    </p>
    {own.current ? null : (
      <form method="post" action="/compte/sessions/fin">
        <input type="hidden" name="session" value={own.mark} />
        <button type="submit" class="quiet">
          Fermer cette session
          <span class="visually-hidden">
            {' '}
            : {own.browser ?? 'navigateur inconnu'}, ouverte le {frenchMoment(own.createdAt)}
          </span>
        </button>
      </form>
    )}
  </li>
);

export const endSessions: Door = (house) => async (c) => {
  const session = c.get('account');
  if (session === null) return c.redirect('/connexion', 303);
  const mark = firstOf(await readForm(c), 'session');
  house.desk.identity.endSessions(session, mark === '' ? null : mark);
  return c.redirect('/compte/sessions', 303);
};

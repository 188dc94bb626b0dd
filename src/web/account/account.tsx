/** « Mon compte »: who is signed in, which roles they hold, and how to ask for one. */

import type { Account } from '../../model/account.ts';
import { type Role, roleWords } from '../../model/person.ts';
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';

export const showAccount: Door = (house) => (c) => {
  const session = c.get('account');
  if (session === null) return c.redirect('/connexion', 303);
  const account = house.archive.accounts.account(session.account);
  return sendPage(c, {
    title: 'Mon compte',
    body: (
      <>
        <h1>Mon compte</h1>
        <p class="lead">{session.name}</p>
        {session.roles.length === 0 ? <NoRole number={session.account} /> : <Roles roles={session.roles} />}
        {account === null ? null : <Proof account={account} />}
        <p>
          <a href="/compte/sessions">Mes sessions</a>
        </p>
      </>
    ),
  });
};

const Roles = ({ roles }: { roles: readonly Role[] }) => (
  <>
    <h2>Mes rôles</h2>
    <ul>
      {roles.map((role) => (
        <li>{roleWords[role]}</li>
      ))}
    </ul>
  </>
);

const NoRole = ({ number }: { number: number }) => (
  <>
    <p class="notice">Vous êtes bien connecté, mais aucun rôle ne vous est accordé : vous ne pouvez rien faire ici.</p>
    <h2>Demander un rôle</h2>
    <p>
      Écrivez à un administrateur de ce service en lui donnant votre numéro de compte, <strong>{number}</strong>. Un
      rôle est proposé par un administrateur et confirmé par un autre.
    </p>
    <p>Pour lire le catalogue, vous n’avez pas besoin de compte.</p>
  </>
);

const Proof = ({ account }: { account: Account }) => (
  <>
    <h2>Comment nous vous reconnaissons</h2>
    <p>
      {account.kind === 'email'
        ? 'Par votre adresse électronique, prouvée par un lien à usage unique.'
        : 'Par ProConnect. Votre adresse et votre nom nous sont dits par lui ; vos rôles ne viennent que d’ici.'}
    </p>
  </>
);

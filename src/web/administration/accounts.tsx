/** The accounts, with what each is keyed on and what it holds now. */
import type { AccountLine } from '../../dossier/grants.ts';
import { roleWords } from '../../model/person.ts';
import { frenchMoment } from '../page/words.ts';

export const AccountTable = ({ accounts }: { accounts: readonly AccountLine[] }) => (
  <section aria-labelledby="comptes">
    <h2 id="comptes">Comptes</h2>
    <ul class="queue">
      {accounts.map((account) => (
        <li class="card">
          <h3>
            Compte {account.id} : {account.name ?? account.email}
          </h3>
          <dl>
            <dt>Adresse</dt>
            <dd>
              {account.email} ({account.kind === 'email' ? provenWords(account) : 'dite par ProConnect, non prouvée'})
            </dd>
            {account.kind === 'proconnect' ? (
              <>
                <dt>Fournisseur d’identité</dt>
                <dd>{account.idpId}</dd>
              </>
            ) : null}
            {account.siret === null ? null : (
              <>
                <dt>SIRET</dt>
                <dd>{account.siret}</dd>
              </>
            )}
            <dt>Rôles</dt>
            <dd>{account.roles.length === 0 ? 'aucun' : account.roles.map((role) => roleWords[role]).join(', ')}</dd>
            <dt>Dernière connexion</dt>
            <dd>{account.seenAt === null ? 'jamais' : frenchMoment(account.seenAt)}</dd>
          </dl>
        </li>
      ))}
    </ul>
  </section>
);

const provenWords = ({ seenAt }: AccountLine): string =>
  seenAt === null ? 'pas encore prouvée' : 'prouvée par un lien';

/** The form by which an administrator proposes a role. */
import type { AccountLine } from '../../dossier/grants.ts';
import { grantableRoles } from '../../model/grant.ts';
import { roleWords } from '../../model/person.ts';
import { type Filled, LongField, SelectField, TextField } from '../page/fields.tsx';
import { capital } from '../page/words.ts';

const kindWords = { email: 'adresse prouvée par un lien', proconnect: 'ProConnect' } as const;

const wordsOf = ({ id, kind, name, email }: AccountLine): string =>
  `${id} · ${name ? `${name}, ` : ''}${email} (${kindWords[kind]})`;

export const ProposeForm = ({ accounts, form }: { accounts: readonly AccountLine[]; form: Filled }) => (
  <section aria-labelledby="proposer">
    <h2 id="proposer">Proposer un rôle</h2>
    <form method="post" action="/administration/roles" class="sheet-form" novalidate>
      <SelectField
        form={form}
        name="account"
        label="Compte"
        hint="Une personne déjà venue. Vérifiez avec elle son numéro de compte."
        empty="Aucun : je donne une adresse"
        options={accounts.map((account) => ({ value: String(account.id), label: wordsOf(account) }))}
      />
      <TextField
        form={form}
        name="email"
        label="Ou son adresse électronique"
        hint="Elle se connectera par un lien envoyé à cette adresse. Exemple : prenom.nom@exemple.fr"
        type="email"
      />
      <SelectField
        form={form}
        name="role"
        label="Rôle"
        empty="Choisir"
        required
        options={grantableRoles.map((role) => ({ value: role, label: capital(roleWords[role]) }))}
      />
      <TextField form={form} name="from" label="Premier jour" type="date" required />
      <TextField
        form={form}
        name="until"
        label="Dernier jour"
        hint="Cinq ans plus tard au plus."
        type="date"
        required
      />
      <LongField form={form} name="reason" label="Motif" hint="Par exemple l’acte de nomination." rows={3} required />
      <button type="submit">Proposer ce rôle</button>
    </form>
  </section>
);

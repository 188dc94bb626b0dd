/** Grants in one state, each with its lines and what this administrator may do with it. */
import type { AccountLine } from '../../dossier/grants.ts';
import {
  type Grant,
  type GrantAct,
  type GrantState,
  grantActWords,
  grantState,
  grantStateWords,
} from '../../model/grant.ts';
import { type Person, roleWords } from '../../model/person.ts';
import { type Filled, TextField } from '../page/fields.tsx';
import { frenchDate, frenchMoment } from '../page/words.ts';

type Seen = { accounts: readonly AccountLine[]; now: Date; by: Person; form: Filled };
type List = Seen & { id: string; title: string; states: readonly GrantState[]; grants: readonly Grant[] };

export const GrantList = ({ id, title, states, grants, ...seen }: List) => {
  const shown = grants.filter((grant) => states.includes(grantState(grant, seen.now)));
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {shown.length === 0 ? <p>Rien.</p> : null}
      <ul class="queue">
        {shown.map((grant) => (
          <GrantCard grant={grant} {...seen} />
        ))}
      </ul>
    </section>
  );
};

const GrantCard = ({ grant, accounts, now, by, form }: Seen & { grant: Grant }) => {
  const account = accounts.find(({ id }) => id === grant.account);
  const state = grantState(grant, now);
  return (
    <li class="card">
      <h3>
        {roleWords[grant.role]} : {account?.name ?? account?.email ?? `compte ${grant.account}`}
      </h3>
      <p>
        <span class="badge plain">{grantStateWords[state]}</span> du {frenchDate(grant.from)} au{' '}
        {frenchDate(grant.until)}
      </p>
      <p>{grant.reason}</p>
      <ul>
        <li>
          Proposé par {grant.proposedBy} le {frenchMoment(grant.proposedAt)}
        </li>
        {grant.lines.map((line) => (
          <li>
            Proposition {grantActWords[line.act]} par {line.by} le {frenchMoment(line.at)}
            {line.reason === '' ? null : ` : ${line.reason}`}
          </li>
        ))}
      </ul>
      <Acts grant={grant} state={state} own={grant.proposedBy === by.email} form={form} />
    </li>
  );
};

type Choice = { act: GrantAct; label: string };
const choicesOf = (state: GrantState, own: boolean): Choice[] => {
  if (state === 'active' || state === 'coming') return [{ act: 'revoke', label: 'Révoquer' }];
  if (state !== 'pending') return [];
  if (own) return [{ act: 'withdraw', label: 'Retirer ma proposition' }];
  return [
    { act: 'confirm', label: 'Confirmer' },
    { act: 'refuse', label: 'Refuser' },
  ];
};

const Acts = ({ grant, state, own, form }: { grant: Grant; state: GrantState; own: boolean; form: Filled }) => {
  const choices = choicesOf(state, own);
  if (choices.length === 0) return null;
  const hint = choices.some(({ act }) => act === 'confirm') ? 'Facultatif pour confirmer.' : 'Ce motif est gardé.';
  return (
    <form method="post" class="sheet-form" novalidate>
      <TextField form={form} name={`reason-${grant.id}`} label="Motif" hint={hint} />
      <p>
        {choices.map(({ act, label }) => (
          <>
            <button type="submit" formaction={`/administration/roles/${grant.id}/${act}`}>
              {label}
              <span class="visually-hidden">
                {' '}
                : {roleWords[grant.role]}, proposition {grant.id}
              </span>
            </button>{' '}
          </>
        ))}
      </p>
    </form>
  );
};

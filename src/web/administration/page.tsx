/** « Administration »: the accounts, the roles that wait for a second administrator, those in force, and all that was. */
import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Session } from '../../dossier/desk.ts';
import { grantActs } from '../../model/grant.ts';
import { may } from '../../model/person.ts';
import { type Corridor, type Door, type House, param } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { firstOf, nothingTyped, readForm } from '../form.ts';
import { type Filled, ProblemSummary } from '../page/fields.tsx';
import { sendPage } from '../page/frame.tsx';
import { isoDay } from '../page/words.ts';
import { AccountTable } from './accounts.tsx';
import { GrantList } from './grants.tsx';
import { ProposeForm } from './propose.tsx';

const address = '/administration';
const shownAccounts = 200;
const shownGrants = 500;

export const onlyAdministrators: MiddlewareHandler<Corridor> = async (c, next) => {
  const account = c.get('account');
  if (account === null) return c.redirect('/connexion', 303);
  if (!may(account, 'grant-roles')) throw new HTTPException(403);
  return next();
};

export const showAdministration: Door = (house) => (c) =>
  send(c, house, { typed: new Map([['from', [isoDay(house.now())]]]), problems: [] });

export const proposeGrant: Door = (house) => async (c) => {
  const by = who(c);
  const typed = await readForm(c);
  const fields = ['account', 'email', 'role', 'from', 'until', 'reason'] as const;
  const form = Object.fromEntries(fields.map((name) => [name, firstOf(typed, name)]));
  const result = house.desk.identity.proposeGrant(form, by);
  if (result.kind === 'forbidden') return sendProblem(c, 409, result.message);
  if (result.kind === 'invalid') return send(c, house, { typed, problems: result.problems });
  return c.redirect(`${address}#a-confirmer`, 303);
};

export const settleGrant: Door = (house) => async (c) => {
  const by = who(c);
  const typed = await readForm(c);
  const id = Number(param(c, 'id'));
  const act = grantActs.find((each) => each === param(c, 'act'));
  if (act === undefined || !Number.isSafeInteger(id)) return sendProblem(c, 404);
  const result = house.desk.identity.settleGrant({ id, act, reason: firstOf(typed, `reason-${id}`), by });
  if (result.kind === 'forbidden') return sendProblem(c, 409, result.message);
  if (result.kind === 'invalid') return send(c, house, { typed, problems: result.problems });
  return c.redirect(address, 303);
};

/** The door before this one let nobody else in. */
const who = (c: Context<Corridor>): Session => {
  const account = c.get('account');
  if (account === null) throw new HTTPException(403);
  return account;
};

const send = (c: Context<Corridor>, house: House, form: Filled): Response => {
  const wrong = form.problems.length > 0;
  const accounts = house.desk.identity.accounts(shownAccounts);
  const grants = house.archive.accounts.grants(shownGrants);
  const seen = { accounts, now: house.now(), by: who(c), form: wrong ? form : { typed: nothingTyped, problems: [] } };
  return sendPage(c, {
    title: 'Administration',
    wrong,
    status: wrong ? 422 : 200,
    body: (
      <>
        <h1>Administration</h1>
        <p class="lead">
          Un rôle est proposé par un administrateur et confirmé par un autre. Qui administre ne prend part à aucune
          décision.
        </p>
        <ProblemSummary problems={form.problems} />
        <GrantList id="a-confirmer" title="À confirmer" states={['pending']} grants={grants} {...seen} />
        <GrantList id="en-vigueur" title="En vigueur" states={['active', 'coming']} grants={grants} {...seen} />
        <ProposeForm accounts={accounts} form={form} />
        <AccountTable accounts={accounts} />
        <GrantList
          id="historique"
          title="Historique"
          states={['refused', 'withdrawn', 'lapsed', 'expired', 'revoked']}
          grants={grants}
          {...seen}
        />
        <p>
          <a href="/commission/simulation">Recueil de règles : proposer ou confirmer une adoption</a>
        </p>
      </>
    ),
  });
};

/** Nobody holds what two administrators did not give: told step by step. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/model/person.ts';
import { administrator, member, openHouse, otherAdministrator, type TestHouse } from './house.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const wish = (differs: Record<string, string> = {}) => ({
  ...{ account: '', email: 'nouveau@exemple.fr', role: 'expert', from: '2026-12-01', until: '2027-11-30' },
  reason: 'Arrêté de nomination du 28 novembre.',
  ...differs,
});

const propose = (differs: Record<string, string> = {}, by: Person = administrator): number => {
  const answer = house.desk.identity.proposeGrant(wish(differs), by);
  if (answer.kind !== 'proposed') throw new Error(JSON.stringify(answer));
  return answer.id;
};
const settle = (
  id: number,
  act: 'confirm' | 'refuse' | 'withdraw' | 'revoke',
  by: Person,
  reason = 'Fin de mission.',
) => house.desk.identity.settleGrant({ id, act, reason, by });

describe('a role', () => {
  it('is held once a second administrator confirmed it, and no more once one of them revoked it', () => {
    const id = propose();
    expect(house.tools.rolesOf('nouveau@exemple.fr')).toEqual(['vendor']);
    expect(settle(id, 'confirm', otherAdministrator)).toEqual({ kind: 'settled' });
    expect(house.tools.rolesOf('nouveau@exemple.fr')).toEqual(['expert']);
    expect(settle(id, 'revoke', administrator)).toEqual({ kind: 'settled' });
    expect(house.tools.rolesOf('nouveau@exemple.fr')).toEqual(['vendor']);
    const kinds = house.tools.archive.audit.rows().map((row) => row.kind);
    expect(kinds.slice(1)).toEqual(['grant-propose', 'grant-confirm', 'grant-revoke']);
    expect(house.tools.archive.audit.verify()).toMatchObject({ kind: 'intact' });
  });

  it('is not confirmed by who proposed it, by who receives it, by a member, nor twice', () => {
    const id = propose();
    expect(settle(id, 'confirm', administrator)).toMatchObject({ message: expect.stringContaining('un autre') });
    expect(settle(id, 'confirm', member)).toMatchObject({ kind: 'forbidden' });
    expect(settle(id, 'confirm', otherAdministrator)).toEqual({ kind: 'settled' });
    expect(settle(id, 'confirm', otherAdministrator)).toMatchObject({ kind: 'forbidden' });
    const forOther = propose({ email: otherAdministrator.email, role: 'academy' });
    expect(settle(forOther, 'confirm', otherAdministrator)).toMatchObject({
      message: expect.stringContaining('pour vous'),
    });
    expect(
      house.desk.identity.proposeGrant(wish({ email: administrator.email, role: 'academy' }), administrator),
    ).toMatchObject({
      message: expect.stringContaining('vous-même'),
    });
  });

  it('of the commission is never held by who administers, whichever comes first', () => {
    const refused = { kind: 'invalid', problems: [{ field: 'role' }] };
    const form = (differs: Record<string, string>) => house.desk.identity.proposeGrant(wish(differs), administrator);
    expect(form({ email: otherAdministrator.email, role: 'member' })).toMatchObject(refused);
    expect(form({ email: member.email, role: 'administrator' })).toMatchObject(refused);
    const one = propose({ role: 'member' });
    const two = propose({ role: 'administrator' });
    expect(settle(one, 'confirm', otherAdministrator)).toEqual({ kind: 'settled' });
    expect(settle(two, 'confirm', otherAdministrator)).toMatchObject({
      message: expect.stringContaining('ces jours-là'),
    });
  });

  it('begins and ends on its days, in Paris', () => {
    const id = propose({ from: '2026-12-02', until: '2026-12-03' });
    settle(id, 'confirm', otherAdministrator);
    const at = (instant: string) => {
      house.clock.now = Date.parse(instant);
      return house.tools.rolesOf('nouveau@exemple.fr');
    };
    expect(at('2026-12-01T22:59:59Z')).toEqual(['vendor']);
    expect(at('2026-12-01T23:00:00Z')).toEqual(['expert']);
    expect(at('2026-12-03T22:59:59Z')).toEqual(['expert']);
    expect(at('2026-12-03T23:00:00Z')).toEqual(['vendor']);
  });

  it('is asked with a reason, days in order, five years at most, and one person', () => {
    const fieldsOf = (differs: Record<string, string>) => {
      const answer = house.desk.identity.proposeGrant(wish(differs), administrator);
      return answer.kind === 'invalid' ? answer.problems.map(({ field }) => field) : answer;
    };
    expect(fieldsOf({ reason: 'Non' })).toEqual(['reason']);
    expect(fieldsOf({ until: '2026-11-30' })).toEqual(['until']);
    expect(fieldsOf({ until: '2032-01-01' })).toEqual(['until']);
    expect(fieldsOf({ email: '' })).toEqual(['email']);
    expect(fieldsOf({ email: '', account: '999' })).toEqual(['account']);
    expect(fieldsOf({ role: 'vendor' })).toEqual(['role']);
  });

  it('rests on lines that nobody changes, and the base itself asks for a second person', () => {
    const id = propose();
    const run = (sql: string) => () => house.base.sqlite.exec(sql);
    const confirm = (by: string) =>
      run(`INSERT INTO role_grant_line (grant_id, act, by, reason, at) VALUES (${id}, 'confirm', '${by}', '', 'x')`);
    expect(run("UPDATE role_grant SET role = 'president'")).toThrow(/append-only/);
    expect(run('DELETE FROM role_grant')).toThrow(/append-only/);
    expect(confirm(administrator.email)).toThrow(/two people/);
    expect(confirm(otherAdministrator.email)).not.toThrow();
    expect(run('DELETE FROM role_grant_line')).toThrow(/append-only/);
    expect(run('DELETE FROM account')).toThrow(/never deleted/);
  });
});

describe('an agent of ProConnect', () => {
  const agent = {
    issuer: 'https://p.example',
    idpId: 'idp',
    sub: 's',
    email: member.email,
    name: 'Ana Li',
    siret: null,
  };
  const came = (differs: Partial<typeof agent> = {}) =>
    house.tools.archive.write((pen) => pen.accounts.agent({ ...agent, ...differs }, '2026-12-01T09:00:00Z'));
  const rolesAt = (id: number) => house.desk.identity.accounts(10).find((each) => each.id === id)?.roles;

  it('gets nothing from an address that it merely claims, even that of a member or of an administrator', () => {
    expect(rolesAt(came().id)).toEqual([]);
    expect(rolesAt(came({ sub: 't', email: administrator.email }).id)).toEqual([]);
  });

  it('is another account for another identity provider with the same subject', () => {
    const [one, two] = [came(), came({ idpId: 'other' })];
    expect(one.id).not.toBe(two.id);
    expect(came().id).toBe(one.id);
  });

  it('keeps the address that two administrators read, whatever it claims later', () => {
    const { id } = came({ email: 'ana@academie.example' });
    settle(propose({ email: '', account: String(id), role: 'academy' }), 'confirm', otherAdministrator);
    expect(came({ email: member.email })).toMatchObject({ id, email: 'ana@academie.example' });
    expect(rolesAt(id)).toEqual(['academy']);
  });
});

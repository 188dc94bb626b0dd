/** Whatever anybody does with roles, in any order: two administrators gave each role that is held, and revoked is gone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GrantAct, grantableRoles } from '../../src/model/grant.ts';
import { decidingRoles, type Role } from '../../src/model/person.ts';
import { administrator, member, openHouse, otherAdministrator, type TestHouse } from './house.ts';

const third = 'troisieme@exemple.fr';
const actors = [administrator.email, otherAdministrator.email, third, member.email, 'vendeur@exemple.fr'];
const targets = [third, 'nouveau@exemple.fr', administrator.email, member.email];
const day = 86_400_000;

type Step =
  | { kind: 'propose'; by: string; email: string; role: Role; days: number }
  | { kind: 'settle'; by: string; act: GrantAct; grant: number }
  | { kind: 'wait'; days: number };

const by = fc.constantFrom(...actors, administrator.email, otherAdministrator.email);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant('propose' as const), by, email: fc.constantFrom(...targets, third) },
    ...{ role: fc.constantFrom(...grantableRoles, 'administrator' as const), days: fc.integer({ min: 0, max: 90 }) },
  }),
  fc.record({
    ...{ kind: fc.constant('settle' as const), by, grant: fc.nat(20) },
    act: fc.constantFrom<GrantAct>('confirm', 'confirm', 'confirm', 'refuse', 'withdraw', 'revoke'),
  }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 12 }) }),
);

/** What an honest clerk would write down, knowing nothing of the code. */
type Line = { by: string; email: string; role: Role; until: string; confirmedBy: string | null; over: boolean };

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const play = (house: TestHouse, book: Line[], each: Step): void => {
  if (each.kind === 'wait') {
    house.clock.now += each.days * day;
    return;
  }
  const person = { email: each.by, roles: house.tools.rolesOf(each.by) };
  const isAdministrator = person.roles.includes('administrator');
  if (each.kind === 'propose') {
    const { email, role } = each;
    const days = { from: dayOf(house.clock.now), until: dayOf(house.clock.now + each.days * day) };
    const form = { account: '', email, role, ...days, reason: 'Arrêté de nomination.' };
    const answer = house.desk.identity.proposeGrant(form, person);
    if (answer.kind !== 'proposed') return;
    expect(isAdministrator).toBe(true);
    book.push({ by: each.by, email, role, until: days.until, confirmedBy: null, over: false });
    expect(answer.id).toBe(book.length);
    return;
  }
  const line = book[each.grant % Math.max(1, book.length)];
  const id = (each.grant % Math.max(1, book.length)) + 1;
  const order = { id, act: each.act, reason: 'Une bonne raison.', by: person };
  if (house.desk.identity.settleGrant(order).kind !== 'settled' || !line) return;
  expect(isAdministrator).toBe(true);
  if (each.act === 'confirm') line.confirmedBy = each.by;
  else line.over = true;
};

/** How many granted roles are held now; each has its reason in the book, and nothing that the book gives is missing. */
const heldNow = (house: TestHouse, book: readonly Line[]): number => {
  const today = dayOf(house.clock.now);
  let many = 0;
  for (const email of targets) {
    const held = house.tools.rolesOf(email);
    const named = house.tools.namedRoles(email);
    const given = book.filter(
      (line) => line.email === email && line.confirmedBy !== null && !line.over && line.until >= today,
    );
    for (const role of held.filter((each) => each !== 'vendor' && !named.includes(each))) {
      const because = given.find((line) => line.role === role);
      expect(new Set([because?.by, because?.confirmedBy, email]).size).toBe(3);
      many += 1;
    }
    for (const { role } of given) expect(held).toContain(role);
    const deciding: readonly Role[] = decidingRoles;
    if (held.includes('administrator')) expect(held.filter((role) => deciding.includes(role))).toEqual([]);
  }
  return many;
};

describe('under any order of acts by anybody', () => {
  it('every role held was given by two administrators, and none decides who administers', () => {
    let given = 0;
    const house = openHouse();
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
        house.base.sqlite.exec('SAVEPOINT run');
        const book: Line[] = [];
        const startedAt = house.clock.now;
        try {
          for (const each of steps) {
            play(house, book, each);
            given += heldNow(house, book);
          }
        } finally {
          house.base.sqlite.exec('ROLLBACK TO run; RELEASE run');
          house.clock.now = startedAt;
        }
      }),
      { numRuns: 150 },
    );
    house.close();
    // A property that saw no role given would hold of a house that gives none.
    expect(given).toBeGreaterThan(500);
  });
});

/** A link opens one session, once, in one browser, for ten minutes; a session ends when it must. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steadyClock } from '../../src/identity/clock.ts';
import { askLink, linkMs, useLink } from '../../src/identity/links.ts';
import { namedRoles, normalEmail } from '../../src/identity/roles.ts';
import { beginSession, findSession, type Holder } from '../../src/identity/sessions.ts';
import { openSignIns } from '../../src/store/sign-ins.ts';
import { memoryBase } from '../store/entries.ts';

const start = Date.parse('2026-12-01T12:00:00Z');
const later = (ms: number) => new Date(start + ms);
const minute = 60_000;

let seed = 0;
const random = (bytes: number) => {
  seed += 1;
  return Buffer.alloc(bytes, seed);
};

const open = () => {
  const base = memoryBase();
  return { base, store: openSignIns(base) };
};

describe('a one-time link', () => {
  it('proves its address once', () => {
    const { store } = open();
    const { token, nonce } = askLink(store, 'a@exemple.fr', random, later(0));
    expect(useLink(store, { token, nonce }, later(linkMs - 1))).toBe('a@exemple.fr');
    expect(useLink(store, { token, nonce }, later(linkMs - 1))).toBeNull();
  });

  it('is worth nothing after ten minutes', () => {
    const { store } = open();
    const link = askLink(store, 'a@exemple.fr', random, later(0));
    expect(useLink(store, link, later(linkMs))).toBeNull();
  });

  it('is worth nothing in another browser, and still works in its own', () => {
    const { store } = open();
    const link = askLink(store, 'a@exemple.fr', random, later(0));
    const other = askLink(store, 'b@exemple.fr', random, later(0));
    expect(useLink(store, { token: link.token, nonce: other.nonce }, later(1))).toBeNull();
    expect(useLink(store, { token: link.token, nonce: '' }, later(1))).toBeNull();
    expect(useLink(store, link, later(1))).toBe('a@exemple.fr');
  });

  it('is 256 bits long and kept only as a hash', () => {
    const { base, store } = open();
    const { token, nonce } = askLink(store, 'a@exemple.fr', random, later(0));
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const kept = JSON.stringify(base.sqlite.prepare('SELECT * FROM login_token').all());
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(nonce);
  });

  it('is mailed at most three times in ten minutes to one address', () => {
    const { store } = open();
    const asks = (ms: number) => askLink(store, 'a@exemple.fr', random, later(ms)).send;
    expect([asks(0), asks(1), asks(2), asks(3), asks(4)]).toEqual([true, true, true, false, false]);
    expect(askLink(store, 'b@exemple.fr', random, later(4)).send).toBe(true);
    expect(asks(linkMs + 5)).toBe(true);
  });

  it('is never opened by a guess', () => {
    const { store } = open();
    const link = askLink(store, 'a@exemple.fr', random, later(0));
    fc.assert(
      fc.property(fc.string(), fc.string(), (token, nonce) => {
        expect(useLink(store, { token, nonce }, later(1))).toBeNull();
        expect(useLink(store, { token, nonce: link.nonce }, later(1))).toBeNull();
      }),
    );
  });
});

describe('a session', () => {
  const member: Holder = { accountId: 1, email: 'membre@exemple.fr', roles: ['member', 'president', 'secretariat'] };
  const vendor: Holder = { accountId: 2, email: 'a@exemple.fr', roles: ['vendor'] };
  const from = { browser: 'Firefox sur Linux', idToken: null };

  const begun = (holder: Holder) => {
    const { base, store } = open();
    const { sessionId } = beginSession(store, holder, from, random, later(0));
    const find = (id: string, ms: number, held: Holder | null = holder) =>
      findSession(store, id, () => held, random, later(ms));
    return { base, store, sessionId, find };
  };

  it('is found by its identifier only, and the identifier is not kept', () => {
    const { base, sessionId, find } = begun(vendor);
    expect(find(sessionId, 1)).toMatchObject({ kind: 'open', row: { email: vendor.email } });
    expect(find(`${sessionId}x`, 1)).toEqual({ kind: 'unknown' });
    expect(JSON.stringify(base.sqlite.prepare('SELECT * FROM session').all())).not.toContain(sessionId);
  });

  it('of a member ends after thirty minutes of rest and never lasts more than eight hours', () => {
    const rested = begun(member);
    expect(rested.find(rested.sessionId, 30 * minute)).toEqual({ kind: 'ended', accountId: 1, lost: false });
    const busy = begun(member);
    for (let ms = 20 * minute; ms < 8 * 60 * minute; ms += 20 * minute) {
      expect(busy.find(busy.sessionId, ms).kind).toBe('open');
    }
    expect(busy.find(busy.sessionId, 8 * 60 * minute).kind).toBe('ended');
  });

  it('of a vendor lasts seven days, and not one more', () => {
    const { sessionId, find } = begun(vendor);
    expect(find(sessionId, 7 * 24 * 60 * minute - 1).kind).toBe('open');
    expect(find(sessionId, 7 * 24 * 60 * minute).kind).toBe('ended');
  });

  it('ends with the role, at once and for good', () => {
    const { sessionId, find } = begun(member);
    expect(find(sessionId, 1, { ...member, roles: ['member'] })).toMatchObject({ kind: 'ended', lost: true });
    expect(find(sessionId, 2)).toEqual({ kind: 'unknown' });
  });

  it('changes its identifier with a new role, keeps its age, and the old identifier is worth nothing', () => {
    const { store, sessionId, find } = begun({ ...member, roles: ['member'] });
    const found = find(sessionId, minute, member);
    if (found.kind !== 'open' || found.renewed === null) throw new Error(JSON.stringify(found));
    expect(find(sessionId, 2 * minute, member)).toEqual({ kind: 'unknown' });
    expect(find(found.renewed, 2 * minute, member)).toMatchObject({ kind: 'open', renewed: null });
    expect(store.sessionsOf(1)).toMatchObject([{ createdAt: later(0).toISOString() }]);
  });

  it('is never longer than the time that really went by, however the clock of the machine jumps', () => {
    const step = fc.record({
      rests: fc.integer({ min: 0, max: 50 * minute }),
      jump: fc.integer({ min: -1e8, max: 1e8 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const { store } = open();
        let [real, offset] = [0, 0];
        const now = steadyClock(
          () => later(real + offset),
          () => real,
        );
        const { sessionId } = beginSession(store, member, from, random, now());
        let seen = 0;
        for (const { rests, jump } of steps) {
          real += rests;
          offset += jump;
          const { kind } = findSession(store, sessionId, () => member, random, now());
          if (real - seen >= 31 * minute || real >= 8 * 60 * minute) expect(kind).not.toBe('open');
          if (kind !== 'open') return;
          seen = real;
        }
      }),
    );
  });
});

describe('a role', () => {
  it('comes from the operator’s list alone, whatever the case of the address', () => {
    const rolesOf = namedRoles({ commission: ['membre@exemple.fr'], administrators: ['admin@exemple.fr'] });
    expect(rolesOf(normalEmail(' Membre@Exemple.FR '))).toContain('member');
    expect(rolesOf('admin@exemple.fr')).toEqual(['administrator']);
    expect(rolesOf('autre@exemple.fr')).toEqual(['vendor']);
  });
});

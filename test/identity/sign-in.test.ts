/** A link opens one session, once, in one browser, for ten minutes; a session ends when it must. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askLink, linkMs, useLink } from '../../src/identity/links.ts';
import { namedRoles, normalEmail } from '../../src/identity/roles.ts';
import { beginSession, findSession } from '../../src/identity/sessions.ts';
import type { Person } from '../../src/model/person.ts';
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
  const rolesOf = namedRoles({ commission: ['membre@exemple.fr'], administrators: [] });
  const member = { email: 'membre@exemple.fr', roles: ['member', 'president', 'secretariat'] } satisfies Person;
  const vendor = { email: 'a@exemple.fr', roles: ['vendor'] } satisfies Person;

  it('is found by its identifier only, and the identifier is not kept', () => {
    const { base, store } = open();
    const { sessionId } = beginSession(store, vendor, random, later(0));
    expect(findSession(store, sessionId, rolesOf, later(1))).toMatchObject(vendor);
    expect(findSession(store, `${sessionId}x`, rolesOf, later(1))).toBeNull();
    expect(JSON.stringify(base.sqlite.prepare('SELECT * FROM session').all())).not.toContain(sessionId);
  });

  it('of a member ends after thirty minutes of rest and never lasts more than eight hours', () => {
    const { store } = open();
    const rested = beginSession(store, member, random, later(0)).sessionId;
    expect(findSession(store, rested, rolesOf, later(30 * minute))).toBeNull();
    const busy = beginSession(store, member, random, later(0)).sessionId;
    for (let ms = 20 * minute; ms < 8 * 60 * minute; ms += 20 * minute) {
      expect(findSession(store, busy, rolesOf, later(ms))).toMatchObject(member);
    }
    expect(findSession(store, busy, rolesOf, later(8 * 60 * minute))).toBeNull();
  });

  it('of a member ends with the role, at once and for good', () => {
    const { store } = open();
    const { sessionId } = beginSession(store, member, random, later(0));
    expect(findSession(store, sessionId, () => ['vendor'], later(1))).toBeNull();
    expect(findSession(store, sessionId, rolesOf, later(2))).toBeNull();
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

/** `Set-Cookie` lines as servers and scripts write them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSetCookie } from '../../src/collect/set-cookie.ts';

const now = new Date('2026-11-24T08:00:00Z');
const read = (line: string, url = 'https://www.ecole.test/cours/lecon.html') => readSetCookie(line, url, now);

describe('a Set-Cookie line', () => {
  it('is read with all its attributes', () => {
    expect(
      read('id=a=b; Domain=ecole.test; Path=/; Max-Age=86400; HttpOnly; Secure; SameSite=lax; Partitioned'),
    ).toEqual({
      name: 'id',
      value: 'a=b',
      domain: '.ecole.test',
      path: '/',
      lifetimeDays: 1,
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      partitioned: true,
    });
  });

  it('takes the host and the folder when it says nothing of them', () => {
    expect(read('id=1')).toMatchObject({
      domain: 'www.ecole.test',
      path: '/cours',
      lifetimeDays: null,
      sameSite: 'unset',
    });
  });

  it('keeps the lifetime asked, far beyond the 400 days of browsers', () => {
    expect(read('id=1; Expires=Fri, 01 Feb 2029 08:00:00 GMT')?.lifetimeDays).toBe(800);
    expect(read('id=1; Expires=Fri, 01-Feb-2029 08:00:00 GMT; Max-Age=172800')?.lifetimeDays).toBe(2);
  });

  it('gives the same figure at two visits of a day to a cookie for ever', () => {
    const later = new Date(now.getTime() + 3_600_000);
    const line = 'id=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT';
    expect(readSetCookie(line, 'https://a.test/', later)?.lifetimeDays).toBe(read(line)?.lifetimeDays);
  });

  it('never takes a short cookie for an erased one, nor the reverse', () => {
    expect(read('id=1; Max-Age=1')?.lifetimeDays).toBeGreaterThan(0);
    expect(read('id=1; Max-Age=0')?.lifetimeDays).toBeLessThanOrEqual(0);
    expect(read('id=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT')?.lifetimeDays).toBeLessThan(0);
  });

  it('makes a session cookie of a date that nobody can read', () => {
    expect(read('id=1; Expires=demain')?.lifetimeDays).toBeNull();
  });

  it('is none when it is empty', () => {
    expect([read(''), read(' ; Path=/')]).toEqual([null, null]);
  });

  it('gives back name, value and seconds of any well-formed cookie', () => {
    const token = fc.stringMatching(/^[a-zA-Z0-9_.-]{1,20}$/);
    fc.assert(
      fc.property(token, token, fc.integer({ min: 86_400, max: 100_000_000 }), (name, value, seconds) => {
        const asked = read(`${name}=${value}; max-age=${seconds}`);
        expect(asked).toMatchObject({ name, value });
        expect(Math.abs((asked?.lifetimeDays ?? 0) - seconds / 86_400)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('never throws, whatever a server sends', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (line) => void read(line)));
  });
});

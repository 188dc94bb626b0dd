/** Signing in tells a stranger nothing, and lets in only the person who holds the mail and the browser. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { member, openHouse, submitted, type TestHouse } from './house.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const ask = async (email: string) => {
  const asked = await house.desk.requestLink(email);
  if (asked.kind !== 'asked') throw new Error(JSON.stringify(asked));
  return asked.nonce;
};

const mailedToken = () => /connexion\/lien\?jeton=(\S+)/.exec(house.mails.at(-1)?.text ?? '')?.[1] ?? '';

describe('signing in', () => {
  it('opens the session of a member with the link of the mail, in the browser that asked', async () => {
    const nonce = await ask(' Membre@Exemple.fr ');
    expect(house.mails).toMatchObject([{ to: member.email }]);
    const answer = house.desk.consumeLink({ token: mailedToken(), nonce });
    if (answer.kind !== 'signed-in') throw new Error(JSON.stringify(answer));
    expect(answer.session).toMatchObject(member);
    expect(house.desk.session(answer.sessionId)).toMatchObject(member);
    house.desk.signOut(answer.sessionId);
    expect(house.desk.session(answer.sessionId)).toBeNull();
  });

  it('opens the session of a vendor who submitted a tool, as a vendor', async () => {
    await submitted(house);
    const nonce = await ask('editeur@exemple.fr');
    expect(house.desk.consumeLink({ token: mailedToken(), nonce })).toMatchObject({
      kind: 'signed-in',
      session: { email: 'editeur@exemple.fr', roles: ['vendor'] },
    });
  });

  it('answers a stranger as it answers a member, and mails nothing', async () => {
    const known = await house.desk.requestLink(member.email);
    house.mails.length = 0;
    const unknown = await house.desk.requestLink('inconnu@exemple.fr');
    expect(Object.keys(unknown)).toEqual(Object.keys(known));
    expect(unknown.kind).toBe(known.kind);
    expect(house.mails).toEqual([]);
  });

  it('refuses in one sentence a link used twice, too old, or brought by another browser', async () => {
    const nonce = await ask(member.email);
    const token = mailedToken();
    const other = await ask(member.email);
    const refusals = [house.desk.consumeLink({ token, nonce: other })];
    expect(house.desk.consumeLink({ token, nonce }).kind).toBe('signed-in');
    refusals.push(house.desk.consumeLink({ token, nonce }));
    const late = { token: mailedToken(), nonce: other };
    house.clock.now += 10 * 60_000;
    refusals.push(house.desk.consumeLink(late));
    expect(new Set(refusals.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(refusals[0]?.kind).toBe('forbidden');
  });

  it('asks for a complete address', async () => {
    expect(await house.desk.requestLink('moi')).toMatchObject({ kind: 'invalid', problems: [{ field: 'email' }] });
  });

  it('forgets links and sessions that ended', async () => {
    await ask(member.email);
    house.clock.now += 8 * 24 * 3_600_000;
    await ask(member.email);
    expect(house.base.sqlite.prepare('SELECT count(*) FROM login_token').pluck().get()).toBe(1);
  });
});

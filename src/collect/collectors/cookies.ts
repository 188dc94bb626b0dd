/** Every cookie kept or refused, who set it, and the lifetime asked; values leave the scanner as hashes only. */
import type { Cookie } from 'playwright-core';
import type { CookieRecord } from '../../model/records.ts';
import { sha256 } from '../digest.ts';
import { cutAt, limits } from '../limits.ts';
import { hearReceivers, type Tell } from '../receivers.ts';
import type { Scene } from '../scene.ts';
import { type AskedCookie, daysBetween, readSetCookie } from '../set-cookie.ts';
import type { Collector } from './collector.ts';
import { type Heard, hearHooks } from './hooks.ts';

/** One attempt to set a cookie, by an answer of a server or by a script. */
type Sighting = {
  asked: AskedCookie;
  setBy: CookieRecord['setBy'];
  blocked: string | null;
  act: number;
};

export const watchCookies: Collector<CookieRecord> = async (scene) => {
  const hooks = await hearHooks(scene);
  const receivers = await hearReceivers(scene);
  return {
    ending: async () => {
      const tell = receivers();
      const jar = await scene.context.cookies();
      const sightings = [...fromHeaders(scene), ...fromScripts(hooks)];
      const kept = jar.map((cookie) => fromJar(cookie, sightings, scene, tell));
      const names = new Set(jar.map(keyOf));
      const others = sightings
        .filter((each) => each.act === scene.now.act && (each.blocked !== null || !names.has(keyOf(each.asked))))
        // Erasing a cookie is no cookie.
        .filter(({ asked }) => asked.lifetimeDays === null || asked.lifetimeDays > 0)
        .map((each) => fromSighting(each, scene, tell));
      const records = [...kept, ...others];
      const unique = [...new Map(records.map((record) => [JSON.stringify(record), record])).values()];
      // The jar has no order, and what several answers set at once comes in any.
      unique.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
      return cutAt(unique, 'cookies', limits.cookies, scene.cuts);
    },
  };
};

const orderOf = ({ domain, path, name, partitionKey, setBy, blocked }: CookieRecord): string =>
  [domain, name, path, partitionKey, blocked, setBy.url].join(' ');

const keyOf = ({ name, domain, path }: { name: string; domain: string; path: string }): string =>
  `${name} ${domain} ${path}`;

const fromHeaders = ({ wire, clock }: Scene): Sighting[] =>
  wire.hops.flatMap((hop) =>
    hop.setCookies.flatMap(({ line, blocked }) => {
      const served = Date.parse(hop.headers['date'] ?? '');
      const asked = readSetCookie(line, hop.url, Number.isNaN(served) ? clock() : new Date(served));
      return asked ? [{ asked, setBy: { kind: 'http' as const, url: hop.url }, blocked, act: hop.act }] : [];
    }),
  );

const fromScripts = (hooks: Heard[]): Sighting[] =>
  hooks.flatMap((each) => {
    const asked = each.kind === 'cookie' ? readSetCookie(each.line, each.frame, each.at) : null;
    if (!asked || each.kind !== 'cookie') return [];
    const setBy = { kind: 'script' as const, url: each.script };
    return [{ asked, setBy, blocked: each.kept ? null : 'not-visible-after-script-write', act: each.act }];
  });

/** The jar knows the flags, not who set the cookie nor for how long (Chromium caps at 400 days). */
const fromJar = (cookie: Cookie, sightings: Sighting[], scene: Scene, tell: Tell): CookieRecord => {
  const { phase, clock } = scene;
  const same = sightings.filter(({ asked }) => keyOf(asked) === keyOf(cookie));
  // A domain or a path may be written otherwise in the jar: then only the same name and value will do.
  const like = ({ asked }: Sighting) => asked.name === cookie.name && asked.value === cookie.value;
  const close = same.length > 0 ? same : sightings.filter(like);
  const source = close.findLast(({ asked }) => asked.value === cookie.value) ?? close.at(-1);
  const session = cookie.expires < 0;
  const capped = session ? null : daysBetween(clock().getTime(), cookie.expires * 1_000);
  return {
    phase,
    name: cookie.name,
    domain: cookie.domain,
    path: cookie.path,
    session,
    lifetimeDays: session ? null : (source?.asked.lifetimeDays ?? capped),
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    sameSite: source?.asked.sameSite ?? cookie.sameSite,
    partitioned: cookie.partitionKey !== undefined,
    partitionKey: cookie.partitionKey ?? null,
    valueHash: sha256(cookie.value),
    valueLength: cookie.value.length,
    ...tell(cookie.value, cookie.domain),
    setBy: source?.setBy ?? { kind: 'unknown', url: null },
    stored: true,
    blocked: null,
  };
};

const fromSighting = ({ asked, setBy, blocked }: Sighting, { phase }: Scene, tell: Tell): CookieRecord => {
  const { value, ...shown } = asked;
  return {
    phase,
    ...shown,
    session: asked.lifetimeDays === null,
    valueHash: sha256(value),
    valueLength: value.length,
    partitionKey: null,
    ...tell(value, asked.domain),
    setBy,
    stored: blocked === null,
    blocked,
  };
};

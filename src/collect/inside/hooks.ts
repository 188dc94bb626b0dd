/** Runs in every frame before its scripts: tells who writes a cookie and who asks for a permission. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

export type HookReport =
  | { kind: 'cookie'; line: string; stack: string; kept: boolean }
  | { kind: 'permission'; what: string; stack: string };
type Tell = (report: HookReport) => void;

/** Takes the binding away at once, so that no page script can call it. */
const takeBinding = (binding: string): Tell | null => {
  const report = Reflect.get(window, binding) as ((told: HookReport) => unknown) | undefined;
  Reflect.deleteProperty(window, binding);
  return report
    ? (told) => {
        Promise.resolve(report(told)).catch(() => {});
      }
    : null;
};

const stackHere = (): string => (new Error().stack ?? '').slice(0, 4_000);

const hookCookie = (tell: Tell): void => {
  const jar = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  if (!jar?.get || !jar.set) return;
  const { get, set } = jar;
  Object.defineProperty(Document.prototype, 'cookie', {
    ...jar,
    set(given: unknown) {
      const line = String(given).slice(0, 8_192);
      const stack = stackHere();
      set.call(this, given);
      const kept = String(get.call(this)).includes(`${line.split('=')[0]?.trim()}=`);
      tell({ kind: 'cookie', line, stack, kept });
    },
  });
};

const prototypeOf = (name: string): object | undefined =>
  (Reflect.get(window, name) as { prototype: object } | undefined)?.prototype;

/** Puts `before` in front of a method, when this page has it (many exist on https only). */
const wrap = (holder: object | undefined, method: string, before: (first: unknown, second: unknown) => void): void => {
  const own: unknown = holder ? Reflect.get(holder, method) : undefined;
  if (!holder || typeof own !== 'function') return;
  const value = function (this: unknown, ...given: unknown[]) {
    before(given[0], given[1]);
    return own.apply(this, given);
  };
  Object.defineProperty(holder, method, { value, writable: true, configurable: true });
};

const hookCookieStore = (tell: Tell): void =>
  wrap(prototypeOf('CookieStore'), 'set', (first, second) => {
    const given = (typeof first === 'object' && first ? first : { name: first, value: second }) as Record<
      string,
      unknown
    >;
    const until = given['expires'];
    const expires = typeof until === 'number' ? `; Expires=${new Date(until).toUTCString()}` : '';
    const domain = given['domain'] ? `; Domain=${given['domain']}` : '';
    const line = `${given['name']}=${given['value']}; Path=${given['path'] ?? '/'}${domain}${expires}`;
    // Stored a little later: the jar read at the end says whether it was.
    tell({ kind: 'cookie', line, stack: stackHere(), kept: true });
  });

const hookPermissions = (tell: Tell): void => {
  const ask = (what: string) => tell({ kind: 'permission', what, stack: stackHere() });
  wrap(prototypeOf('Geolocation'), 'getCurrentPosition', () => ask('geolocation'));
  wrap(prototypeOf('Geolocation'), 'watchPosition', () => ask('geolocation'));
  wrap(Reflect.get(window, 'Notification'), 'requestPermission', () => ask('notifications'));
  wrap(prototypeOf('PushManager'), 'subscribe', () => ask('push'));
  wrap(prototypeOf('MediaDevices'), 'getDisplayMedia', () => ask('screen'));
  wrap(prototypeOf('MediaDevices'), 'getUserMedia', (wanted) => {
    const { video, audio } = (wanted ?? {}) as { video?: unknown; audio?: unknown };
    if (video) ask('camera');
    if (audio) ask('microphone');
  });
};

/**
 * The cookie jar stays the truth: a page that undoes these hooks hides who wrote a cookie, never that there is one.
 * The argument is the name of the binding that carries the reports.
 */
export const installHooks: Inside<string, void> = {
  run: (binding) => {
    const tell = takeBinding(binding);
    if (!tell) return;
    hookCookie(tell);
    hookCookieStore(tell);
    hookPermissions(tell);
  },
  with: [takeBinding, stackHere, prototypeOf, wrap, hookCookie, hookCookieStore, hookPermissions],
};

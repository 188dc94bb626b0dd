/** Runs in every frame before its scripts: how a method is watched without the page noticing. */
/// <reference lib="dom" />
import type { FingerprintCriteria } from '../fingerprint-criteria.ts';

export type HookSettings = {
  /** Name of the function that carries the reports. */
  binding: string;
  /** Event by which the visit says that it types. */
  signal: string;
  /** Characters of a Blob told at most. */
  blobChars: number;
  criteria: FingerprintCriteria;
};

export type HookReport =
  | { kind: 'cookie'; line: string; stack: string; kept: boolean }
  | { kind: 'permission'; what: string; stack: string }
  /** A behaviour that a script of this frame has just been seen to have. */
  | { kind: 'trait'; what: string; detail: string; stack: string }
  /** A script listens: to keys, to the mouse, to scrolling, to fields, or to every change of the document. */
  | { kind: 'listener'; what: string; stack: string }
  /** A worker or a stream that a script opens: the network log does not tell which script. */
  | { kind: 'opening'; url: string; stack: string }
  /** What a frame that goes away before the page kept in local and session storage, as [area, key, value]. */
  | { kind: 'parting'; origin: string; kept: ['local' | 'session', string, string][]; stack: string }
  /** A body that the network log does not tell: a Blob. */
  | { kind: 'blob'; url: string; text: string; stack: string };
export type Tell = (report: HookReport) => void;

type Act = (self: object, given: unknown[]) => void;
type Around = (go: () => unknown, self: object, given: unknown[]) => unknown;

/** Handed to each hook: a function sent into a page cannot call those of another file by its own. */
export type Tools = {
  tell: Tell;
  /** Callers from the nearest, at most 4,000 characters; costs about 10 µs. */
  stack: () => string;
  /** The nearest web address of a stack, or the empty string. */
  nearest: (stack: string) => string;
  prototypeOf: (name: string) => object | undefined;
  /** Puts an act before a method, when this page has it (many exist on https only). What the act throws is lost. */
  before: (holder: object | undefined, method: string, act: Act) => void;
  /** The same, the act deciding whether the method runs and what comes back. */
  around: (holder: object | undefined, method: string, act: Around) => void;
  /** The same for one side of a property. */
  replace: (holder: object | undefined, name: string, side: 'get' | 'set', act: Around) => void;
  accessor: (holder: object | undefined, name: string, side: 'get' | 'set', act: Act) => void;
  /** Puts an act before each `new` of a constructor of the window, when this page has it. */
  built: (name: string, act: (given: unknown[]) => void) => void;
  /** Runs after the tasks of the moment, by the page's own clock. */
  later: (ms: number, act: () => void) => void;
};

const stackHere = (): string => {
  const usual: unknown = Reflect.get(Error, 'stackTraceLimit');
  Reflect.set(Error, 'stackTraceLimit', 30);
  const { stack } = new Error();
  Reflect.set(Error, 'stackTraceLimit', usual);
  // A page may have put its own `prepareStackTrace`, which answers anything.
  return typeof stack === 'string' ? stack.slice(0, 4_000) : '';
};

const nearestOf = (stack: string): string =>
  /(?<!blob:)(https?:\/\/[^\s()]+?)(?::\d+){1,2}\)?$/m.exec(stack)?.[1] ?? '';

const prototypeOf = (name: string): object | undefined =>
  (Reflect.get(window, name) as { prototype: object } | undefined)?.prototype;

/**
 * A proxy of the native function, not a function of ours: `name`, `length`, the lack of `prototype` and the refusal of
 * `new` are the native's own. Only `toString` would tell (« function () { [native code] } », without the name), so it
 * answers with the text of the native. rrweb and zone.js look for « [native code] » before they trust a method.
 */
const proxies = (): ((own: object, around: Around) => object) => {
  const { apply, construct } = Reflect;
  const natives = new WeakMap<object, object>();
  // Taken before the page may replace them: `toString` must go on working there.
  const { get } = natives;
  const nativeOf = (watched: object): object => (apply(get, natives, [watched]) as object | undefined) ?? watched;
  const watched = (own: object, around: Around): object => {
    const handler = {
      apply: (target: object, self: object, given: unknown[]) =>
        around(() => apply(target as () => unknown, self, given), self, given),
      construct: (target: object, given: unknown[], maker: object) =>
        around(() => construct(target as never, given, maker as never), target, given) as object,
    };
    const proxy = new Proxy(own as () => unknown, handler);
    natives.set(proxy, nativeOf(own));
    return proxy;
  };
  const shown = Object.getOwnPropertyDescriptor(Function.prototype, 'toString');
  const asNative = watched(shown?.value as object, (_, self) =>
    apply(shown?.value as () => unknown, nativeOf(self), []),
  );
  Object.defineProperty(Function.prototype, 'toString', { ...shown, value: asNative });
  return watched;
};

const makeTools = (tell: Tell): Tools => {
  const watched = proxies();
  // Missing, against its type, from a worker held at its start: it is then read when needed.
  const early = Reflect.get(window, 'setTimeout') as typeof setTimeout | undefined;
  const quiet =
    (act: Act): Around =>
    (go, self, given) => {
      try {
        act(self, given);
      } catch {
        // Whatever the page did to its own world, the call goes on as without us.
      }
      return go();
    };
  const around: Tools['around'] = (holder, method, act) => {
    const own: unknown = holder ? Reflect.get(holder, method) : undefined;
    if (!holder || typeof own !== 'function') return;
    const usual = Object.getOwnPropertyDescriptor(holder, method) ?? { writable: true, configurable: true };
    Object.defineProperty(holder, method, { ...usual, value: watched(own, act) });
  };
  const replace: Tools['replace'] = (holder, name, side, act) => {
    const usual = holder ? Object.getOwnPropertyDescriptor(holder, name) : undefined;
    const own = usual?.[side];
    if (holder && usual?.configurable && own) {
      Object.defineProperty(holder, name, { ...usual, [side]: watched(own, act) });
    }
  };
  return {
    tell,
    stack: stackHere,
    nearest: nearestOf,
    prototypeOf,
    around,
    before: (holder, method, act) => around(holder, method, quiet(act)),
    replace,
    accessor: (holder, name, side, act) => replace(holder, name, side, quiet(act)),
    built: (name, act) => {
      around(
        window,
        name,
        quiet((_, given) => act(given)),
      );
      const made = Reflect.get(window, name) as { prototype?: object } | undefined;
      // `instance.constructor === Worker` stays true.
      if (made?.prototype) {
        const usual = Object.getOwnPropertyDescriptor(made.prototype, 'constructor') ?? { configurable: true };
        Object.defineProperty(made.prototype, 'constructor', { ...usual, value: made });
      }
    },
    later: (ms, act) => {
      (early ?? window.setTimeout).call(window, act, ms);
    },
  };
};

/** What a page must hold for `makeTools` to be known there. */
export const toolParts = [stackHere, nearestOf, prototypeOf, proxies, makeTools] as const;
export const toolsOf = makeTools;

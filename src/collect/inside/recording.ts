/** Runs in every frame before its scripts: who listens to the person, and what a Blob carries away. */
/// <reference lib="dom" />
import type { HookSettings, Tools } from './tools.ts';

/** Which listeners tell what; a listener of the whole document is one on the window, the document or its body. */
const listened = (): Record<string, string> => ({
  keydown: 'keys',
  keyup: 'keys',
  keypress: 'keys',
  beforeinput: 'keys',
  input: 'keys',
  mousemove: 'mouse',
  pointermove: 'mouse',
  touchmove: 'mouse',
  scroll: 'scroll',
});

const isWhole = (target: unknown): boolean =>
  target === undefined ||
  target === window ||
  target === document ||
  target === document.documentElement ||
  target === document.body;

export const hookListeners = (tools: Tools): void => {
  const { tell, stack, nearest, prototypeOf, before, accessor } = tools;
  const known = new Set<string>();
  const left = new Map<string, number>();
  const hear = (what: string) => {
    const more = left.get(what) ?? 40; // stacks looked at for each kind of listener: about 10 µs each
    left.set(what, more - 1);
    if (more <= 0) return;
    const caller = stack();
    const key = `${what} ${nearest(caller)}`;
    if (known.has(key)) return;
    known.add(key);
    tell({ kind: 'listener', what, stack: caller });
  };
  const kinds = listened();
  before(prototypeOf('EventTarget'), 'addEventListener', (self, [type]) => {
    const what = kinds[String(type)];
    if (what === undefined) return;
    if (what === 'keys' || isWhole(self)) hear(what);
    if (type === 'input' && isWhole(self)) hear('fields');
  });
  for (const [type, what] of Object.entries(kinds)) {
    for (const holder of [prototypeOf('HTMLElement'), prototypeOf('Document'), window]) {
      accessor(holder, `on${type}`, 'set', (self) => {
        if (what === 'keys' || isWhole(self)) hear(what);
      });
    }
  }
  before(prototypeOf('MutationObserver'), 'observe', (_, [target, given]) => {
    const { subtree, childList } = (given ?? {}) as { subtree?: unknown; childList?: unknown };
    if (subtree && childList && isWhole(target)) hear('changes');
  });
};

/** DevTools tells texts and bytes; for a Blob it says only that there is one. */
export const hookBlobs = ({ tell, stack, prototypeOf, before }: Tools, { blobChars }: HookSettings): void => {
  const { text } = Blob.prototype;
  const read = (url: unknown, body: unknown) => {
    if (!(body instanceof Blob)) return;
    const caller = stack();
    const address = new URL(String(url), document.baseURI).href.slice(0, 2_048);
    text
      .call(body.slice(0, blobChars))
      .then((read) => tell({ kind: 'blob', url: address, text: read, stack: caller }))
      .catch(() => {});
  };
  const opened = new WeakMap<object, unknown>();
  before(prototypeOf('Navigator'), 'sendBeacon', (_, [url, body]) => read(url, body));
  before(window, 'fetch', (_, [url, init]) => {
    if (!(url instanceof Request)) read(url, (init as { body?: unknown } | undefined)?.body);
  });
  before(prototypeOf('XMLHttpRequest'), 'open', (self, given) => {
    opened.set(self, given[1]);
  });
  before(prototypeOf('XMLHttpRequest'), 'send', (self, [body]) => read(opened.get(self), body));
};

export const recordingParts = [listened, isWhole, hookListeners, hookBlobs] as const;

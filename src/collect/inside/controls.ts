/** Runs inside a frame, in a world of its own: the buttons that a person sees in what may be a consent banner. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

export type SeenControl = {
  /** Written in an attribute of the element, so that it can be clicked afterwards. */
  token: string;
  text: string;
  /** A link that leads to another page. */
  leads: boolean;
  container: number;
};
/** A box to tick that may be changed; `token` is null when a person cannot reach it. */
export type SeenSwitch = { token: string | null; label: string; on: boolean; container: number };
export type SeenBox = { x: number; y: number; width: number; height: number };
export type SeenContainer = {
  /** Fixed, sticky, dialog, or the whole of a frame. */
  pinned: boolean;
  /** Speaks of cookies outright, not only of privacy. */
  outright: boolean;
  cmp: string | null;
  /** Holds a field to fill in: a form, not a banner. */
  form: boolean;
  text: string;
  /** Its links, and its buttons whose `url` is null. */
  links: { text: string; url: string | null }[];
  /** What it covers of its frame, in CSS pixels. */
  box: SeenBox;
};
export type SeenControls = {
  cmp: string | null;
  controls: SeenControl[];
  switches: SeenSwitch[];
  containers: SeenContainer[];
};

export type ControlsWish = {
  attribute: string;
  cmps: { name: string; selector: string }[];
  /** Words (regular expressions) that a pinned box, and any box, must hold to be about consent. */
  weak: string;
  strong: string;
};

const parentOf = (element: Element): Element | null => {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
};

const everyElement = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...everyElement(element.shadowRoot)] : [element],
  );

const deepText = (element: Element): string => {
  // biome-ignore lint/performance/useDomNodeTextContent: only what is shown may be read in a banner.
  const own = element instanceof HTMLElement ? element.innerText : '';
  const hosts = [element, ...element.querySelectorAll('*')].filter((each) => each.shadowRoot);
  const shadows = hosts
    .flatMap((host) => [...(host.shadowRoot?.children ?? [])])
    .filter((each) => each.tagName !== 'STYLE');
  return [own, ...shadows.map(deepText)].join(' ');
};

const isInside = (element: Element | null, ancestor: Element): boolean => {
  for (let each = element; each; each = parentOf(each)) if (each === ancestor) return true;
  return false;
};

const isPinned = (element: Element): boolean =>
  element.matches('dialog,[role="dialog"],[role="alertdialog"],[aria-modal="true"]') ||
  /fixed|sticky/.test(getComputedStyle(element).position);

/** A box, not hidden nor switched off, on the screen or where scrolling leads, and not under something else. */
const isReachable = (element: Element): boolean => {
  const box = element.getBoundingClientRect();
  if (box.width < 4 || box.height < 4 || element.matches(':disabled,[aria-disabled="true"]')) return false;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
    let scrolls = false;
    for (let each = parentOf(element); each; each = parentOf(each)) {
      if (each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY))
        scrolls = true;
      if (isPinned(each)) return scrolls;
    }
    return x >= 0 && y + scrollY >= 0;
  }
  let hit = document.elementFromPoint(x, y);
  for (let inner = hit; inner?.shadowRoot; hit = inner) {
    inner = inner.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
  }
  return isInside(hit, element);
};

const controlText = (element: Element): string =>
  (
    deepText(element).trim() ||
    (element instanceof HTMLInputElement ? element.value : '') ||
    element.getAttribute('aria-label') ||
    element.getAttribute('title') ||
    ''
  )
    .replace(/\s+/g, ' ')
    .trim();

/** The nearest box around a control that speaks of cookies; null when there is none. */
const boxOf = (control: Element, wish: ControlsWish): Element | null => {
  const cmps = wish.cmps.map((each) => each.selector).join(',');
  const [weak, strong] = [new RegExp(wish.weak, 'i'), new RegExp(wish.strong, 'i')];
  for (let each = parentOf(control); each && each !== document.documentElement; each = parentOf(each)) {
    if (each.matches(cmps)) return each;
    const whole = each === document.body;
    if (whole && window === window.top) return null;
    const text = deepText(each);
    if ((whole || isPinned(each)) && text.length < 6_000 && weak.test(text)) return each;
    if (text.length < 1_500 && strong.test(text)) return each;
  }
  return null;
};

/** A root of a platform is often an empty box around what it shows: then what is shown is measured. */
const coveredBy = (container: Element, controls: Element[]): SeenBox => {
  const shown = controls.map((control) => {
    let highest = control;
    for (let each = parentOf(control); each && isInside(each, container); each = parentOf(each)) {
      const { width, height } = each.getBoundingClientRect();
      if (width * height > 0) highest = each;
    }
    return highest.getBoundingClientRect();
  });
  const [x, y] = [Math.min(...shown.map((each) => each.left)), Math.min(...shown.map((each) => each.top))];
  const right = Math.max(...shown.map((each) => each.right));
  return { x, y, width: right - x, height: Math.max(...shown.map((each) => each.bottom)) - y };
};

/** Switches are often drawn by their label over a box that nobody sees. */
const switchesOf = (wish: ControlsWish, mark: string, outer: Element[]): SeenSwitch[] =>
  everyElement(document)
    .filter((each) => each.matches('input[type="checkbox"]:enabled,[role="switch"]:not([aria-disabled="true"])'))
    .map((each) => ({ each, container: outer.findIndex((box) => isInside(each, box)) }))
    .filter(({ container }) => container >= 0)
    .map(({ each, container }, place) => {
      const labels = each instanceof HTMLInputElement ? [...(each.labels ?? [])] : [];
      const reachable = [each, ...labels].find(isReachable);
      const token = reachable ? `${mark}-s${place}` : null;
      if (reachable && token) reachable.setAttribute(wish.attribute, token);
      const words = [...labels, each].map(controlText).find((text) => text !== '') ?? '';
      const on = each instanceof HTMLInputElement ? each.checked : each.getAttribute('aria-checked') === 'true';
      return { token, label: words.slice(0, 80), on, container };
    });

const linksOf = (box: Element): SeenContainer['links'] =>
  everyElement(box)
    .filter((each) => each.matches('a,button,[role="button"],[role="link"]'))
    .map((each) => {
      const leads =
        each instanceof HTMLAnchorElement && /^https?:/.test(each.href) && each.getAttribute('href') !== '#';
      return { text: controlText(each).slice(0, 120), url: leads ? each.href.slice(0, 2_048) : null };
    })
    .filter(({ text, url }) => text !== '' || url !== null);

const describe = (box: Element, controls: Element[], wish: ControlsWish): SeenContainer => {
  const text = deepText(box).replace(/\s+/g, ' ').trim();
  const cmp = wish.cmps.find(
    ({ selector }) => box.matches(selector) || box.closest(selector) || box.querySelector(selector),
  );
  const fields =
    'textarea,input:is([type="text"],[type="email"],[type="password"],[type="search"],[type="tel"],:not([type]))';
  return {
    pinned: box === document.body || isPinned(box),
    outright: new RegExp(wish.strong, 'i').test(text),
    cmp: cmp?.name ?? null,
    form: everyElement(box).some((each) => each.matches(fields)),
    text: text.slice(0, 3_000),
    links: linksOf(box),
    box: coveredBy(box, controls),
  };
};

const listControls = (wish: ControlsWish): SeenControls => {
  const kinds = 'button,a,[role="button"],input[type="button"],input[type="submit"],[onclick],[tabindex="0"]';
  const elements = everyElement(document);
  const reachable = elements.filter((each) => each.matches(kinds)).filter(isReachable);
  const named = reachable
    .filter((each) => !reachable.some((other) => other !== each && isInside(other, each)))
    .map((element) => ({ element, text: controlText(element), box: boxOf(element, wish) }))
    .filter((each) => each.text !== '' && each.text.length <= 80 && each.box !== null);
  const boxes = [...new Set(named.flatMap((each) => each.box ?? []))];
  const outer = boxes.filter((box) => !boxes.some((other) => other !== box && isInside(box, other)));
  // Only a mark in the page, never in the evidence: frames need not agree on a numbering.
  const mark = Math.random().toString(36).slice(2);
  const controls = named.map(({ element, text, box }, place) => {
    element.setAttribute(wish.attribute, `${mark}-${place}`);
    const leads = element instanceof HTMLAnchorElement && /^https?:/.test(element.href) && !/#/.test(element.href);
    const container = outer.findIndex((each) => isInside(box, each));
    return { token: `${mark}-${place}`, text, leads, container, element };
  });
  return {
    cmp: wish.cmps.find((cmp) => elements.some((each) => each.matches(cmp.selector)))?.name ?? null,
    controls: controls.map(({ element: _, ...control }) => control),
    switches: switchesOf(wish, mark, outer),
    containers: outer.map((box, place) => {
      const own = controls.filter(({ container }) => container === place);
      return describe(
        box,
        own.map(({ element }) => element),
        wish,
      );
    }),
  };
};

export const readControls: Inside<ControlsWish, SeenControls> = {
  run: listControls,
  with: [
    parentOf,
    everyElement,
    deepText,
    isInside,
    isPinned,
    isReachable,
    controlText,
    boxOf,
    coveredBy,
    switchesOf,
    linksOf,
    describe,
  ],
};

/** Runs inside a frame, in a world of its own: the buttons that a person sees in what may be a consent banner. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

export type SeenControl = {
  /** Written in an attribute of the element, so that it can be clicked afterwards. */
  token: string;
  text: string;
  /** A real button, or a link that leads elsewhere. */
  button: boolean;
  container: number;
};
export type SeenContainer = {
  /** Fixed, sticky, dialog, or the whole of a frame. */
  pinned: boolean;
  /** Speaks of cookies outright, not only of privacy. */
  outright: boolean;
  cmp: string | null;
  /** Holds a field to fill in: a form, not a banner. */
  form: boolean;
};
export type SeenControls = { cmp: string | null; controls: SeenControl[]; containers: SeenContainer[] };

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

/** A box, not hidden, on the screen or where scrolling leads, and not under something else. */
const isReachable = (element: Element): boolean => {
  const box = element.getBoundingClientRect();
  if (box.width < 4 || box.height < 4) return false;
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
  const cmpOf = (box: Element) =>
    wish.cmps.find((cmp) => box.matches(cmp.selector) || box.closest(cmp.selector) || box.querySelector(cmp.selector));
  // Only a mark in the page, never in the evidence: frames need not agree on a numbering.
  const mark = Math.random().toString(36).slice(2);
  return {
    cmp: wish.cmps.find((cmp) => elements.some((each) => each.matches(cmp.selector)))?.name ?? null,
    controls: named.map(({ element, text, box }, place) => {
      element.setAttribute(wish.attribute, `${mark}-${place}`);
      const button = !(
        element instanceof HTMLAnchorElement &&
        /^https?:/.test(element.href) &&
        !/#/.test(element.href)
      );
      return { token: `${mark}-${place}`, text, button, container: outer.findIndex((each) => isInside(box, each)) };
    }),
    containers: outer.map((box) => ({
      pinned: box === document.body || isPinned(box),
      outright: new RegExp(wish.strong, 'i').test(deepText(box)),
      cmp: cmpOf(box)?.name ?? null,
      form: everyElement(box).some((each) =>
        each.matches(
          'textarea,input:is([type="text"],[type="email"],[type="password"],[type="search"],[type="tel"],:not([type]))',
        ),
      ),
    })),
  };
};

export const readControls: Inside<ControlsWish, SeenControls> = {
  run: listControls,
  with: [parentOf, everyElement, deepText, isInside, isPinned, isReachable, controlText, boxOf],
};

/** Runs inside a frame, in a world of its own: how the controls of a banner look, so that two of them can be compared. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

/** Red, green, blue from 0 to 255, and opacity from 0 to 1. */
type Colour = readonly [number, number, number, number];
export type Look = { area: number; contrast: number | null; button: boolean };

const parentOf = (element: Element): Element | null => {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
};

const everyElement = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...everyElement(element.shadowRoot)] : [element],
  );

const isPinned = (element: Element): boolean =>
  element.matches('dialog,[role="dialog"],[role="alertdialog"],[aria-modal="true"]') ||
  /fixed|sticky/.test(getComputedStyle(element).position);

/** Null for a colour written in a space that we do not convert: then nothing is said of its contrast. */
const colourOf = (text: string): Colour | null => {
  const [, space, list] = /^(rgba?|color)\((?:srgb )?([^a-z)]+)\)$/.exec(text) ?? [];
  const [red, green, blue, alpha = 1] = (list ?? '')
    .split(/[\s,/]+/)
    .filter(Boolean)
    .map(Number);
  if (red === undefined || green === undefined || blue === undefined) return null;
  const scale = space === 'color' ? 255 : 1;
  return [red * scale, green * scale, blue * scale, alpha];
};

const overlaid = (over: Colour, under: Colour): Colour => {
  const mix = (top: number, bottom: number) => top * over[3] + bottom * (1 - over[3]);
  return [mix(over[0], under[0]), mix(over[1], under[1]), mix(over[2], under[2]), 1];
};

/** The plain colour painted behind an element; null behind an image, a gradient, or a box that lets the page through. */
const backdropOf = (element: Element): Colour | null => {
  const layers: Colour[] = [];
  for (let each: Element | null = element; each; each = parentOf(each)) {
    const style = getComputedStyle(each);
    const colour = colourOf(style.backgroundColor);
    if (!colour || style.backgroundImage !== 'none' || Number(style.opacity) < 1) return null;
    if (colour[3] > 0) layers.push(colour);
    if (colour[3] === 1) return layers.reduceRight((under, over) => overlaid(over, under));
    if (isPinned(each)) return null;
  }
  return layers.reduceRight((under: Colour, over) => overlaid(over, under), [255, 255, 255, 1]);
};

/** Relative luminance of WCAG 2. */
const luminance = ([red, green, blue]: Colour): number => {
  const linear = (part: number) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};

/** WCAG 2 contrast ratio of the words of a control, one decimal. */
const contrastOf = (control: Element): number | null => {
  const writes = (each: Element) => [...each.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
  const words = [control, ...everyElement(control)].find(writes) ?? control;
  const [ink, paper] = [colourOf(getComputedStyle(words).color), backdropOf(words)];
  if (!ink || !paper) return null;
  const [one, other] = [luminance(overlaid(ink, paper)), luminance(paper)];
  return Math.round(((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)) * 10) / 10;
};

/** A box of its own around the words: a background that differs, a border, a shadow. Underlined words are a link. */
const looksLikeButton = (control: Element): boolean => {
  const style = getComputedStyle(control);
  const sides = [style.borderTopWidth, style.borderRightWidth, style.borderBottomWidth, style.borderLeftWidth];
  if (sides.every((side) => Number.parseFloat(side) >= 1) && colourOf(style.borderTopColor)?.[3] !== 0) return true;
  if (style.boxShadow !== 'none' || style.backgroundImage !== 'none') return true;
  const own = colourOf(style.backgroundColor);
  if (own && own[3] === 0) return false;
  const parent = parentOf(control);
  const behind = parent ? backdropOf(parent) : null;
  return !own || !behind || String(overlaid(own, behind)) !== String(behind);
};

const lookOf = (control: Element): Look => {
  const { width, height } = control.getBoundingClientRect();
  return { area: Math.round(width * height), contrast: contrastOf(control), button: looksLikeButton(control) };
};

/** Marked controls of the frame, by their tokens. */
export const readLooks: Inside<string, Record<string, Look>> = {
  run: (attribute) =>
    Object.fromEntries(
      everyElement(document)
        .filter((each) => each.hasAttribute(attribute))
        .map((each) => [each.getAttribute(attribute) ?? '', lookOf(each)]),
    ),
  with: [
    parentOf,
    everyElement,
    isPinned,
    colourOf,
    overlaid,
    backdropOf,
    luminance,
    contrastOf,
    looksLikeButton,
    lookOf,
  ],
};

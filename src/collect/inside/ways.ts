/** Runs inside the frames: the ways that lead to another page, as links or as buttons that are links in disguise. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

export type Way = {
  url: string;
  text: string;
  /** The nearest landmark around it: sites keep their sign-in at the top and their legal pages at the bottom. */
  area: 'header' | 'main' | 'footer' | 'other';
  by: 'link' | 'button';
};

const everyElement = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...everyElement(element.shadowRoot)] : [element],
  );

const areaOf = (element: Element): Way['area'] => {
  const around = (role: string) => element.closest(role) !== null;
  if (around('footer,[role=contentinfo]')) return 'footer';
  if (around('header,nav,[role=banner],[role=navigation]')) return 'header';
  return around('main,article,[role=main]') ? 'main' : 'other';
};

const wordsOf = (element: HTMLElement): string => {
  const image = element.querySelector('img')?.alt ?? '';
  // biome-ignore lint/performance/useDomNodeTextContent: what a person reads is the question; textContent holds scripts too.
  const read = element.innerText || element.textContent || element.ariaLabel || element.title || image;
  return read.replace(/\s+/g, ' ').trim().slice(0, 200);
};

const sentBy = (form: HTMLFormElement | null): string | null => {
  if (!form) return null;
  // A field named « action », or even « getAttribute », hides the property of its form.
  const written = (name: string) => Element.prototype.getAttribute.call(form, name);
  const carried = 'input:not([type=hidden]):not([type=submit]),select,textarea';
  const empty = Element.prototype.querySelector.call(form, carried) === null;
  return empty && !/post/i.test(written('method') ?? '') ? written('action') : null;
};

/**
 * Where a button leads, when its markup alone says so: `formaction`, a form of its own that carries nothing, a
 * `data-href`, or the address that its `onclick` writes. Nothing is clicked to know.
 */
const leadOf = (button: HTMLElement): string | null => {
  const written = button.dataset['href'] ?? button.dataset['url'] ?? null;
  const assigned = /location(?:\.href)?\s*(?:=|\.assign\()\s*['"]([^'"]+)['"]/.exec(
    button.getAttribute('onclick') ?? '',
  );
  return button.getAttribute('formaction') ?? written ?? assigned?.[1] ?? sentBy(button.closest('form'));
};

const absolute = (address: string | null): string | null => {
  const url = address === null ? null : URL.parse(address, document.baseURI);
  return url && /^https?:$/.test(url.protocol) ? url.href.slice(0, 2_048) : null;
};

const listWays = (most: number): Way[] => {
  const found: Way[] = [];
  for (const element of everyElement(document)) {
    if (found.length >= most) break;
    if (!(element instanceof HTMLElement) || element.closest('[download]')) continue;
    const link = element instanceof HTMLAnchorElement || element instanceof HTMLAreaElement;
    if (!link && !element.matches('button,[role=button],[role=link],input[type=submit]')) continue;
    // A button inside a link is that link.
    if (!link && element.closest('a[href]')) continue;
    const url = absolute(link ? element.getAttribute('href') : leadOf(element));
    const text = element instanceof HTMLInputElement ? element.value.slice(0, 200) : wordsOf(element);
    if (url) found.push({ url, text, area: areaOf(element), by: link ? 'link' : 'button' });
  }
  return found;
};

/** Every way out of a frame, open shadow roots included, in the order of the document. */
export const readWays: Inside<number, Way[]> = {
  run: listWays,
  with: [everyElement, areaOf, wordsOf, sentBy, leadOf, absolute],
};

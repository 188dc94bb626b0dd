/** Runs inside a page, in a world of its own: what there is to read, to see and to follow. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

export type SeenDocument = {
  title: string;
  lang: string | null;
  text: string;
  /** The text was longer than asked. */
  cut: boolean;
  /** Is there anything to see besides text: image, drawing, field? */
  visible: boolean;
  /** A frame of a known robot check. */
  captcha: boolean;
};

export type SeenLink = { url: string; text: string; rel: string };

const things = 'img,canvas,svg,video,object,embed,iframe,input,button,select,textarea';

const isSeen = (element: Element): boolean => {
  const box = element.getBoundingClientRect();
  return box.width * box.height > 16 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
};

const everyElement = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...everyElement(element.shadowRoot)] : [element],
  );

// biome-ignore lint/performance/useDomNodeTextContent: what a person reads is the question; textContent holds scripts too.
const readable = (element: HTMLElement | null): string => element?.innerText ?? '';

/** `innerText` stops at the door of a shadow root, where some programs keep all that they show. */
const shownText = (): string => {
  const roots = everyElement(document).flatMap((element) =>
    element.shadowRoot ? [...element.shadowRoot.children] : [],
  );
  const inside = roots.map((child) =>
    child instanceof HTMLElement && !/^(STYLE|SCRIPT)$/.test(child.tagName) ? readable(child) : '',
  );
  return [readable(document.body), ...inside].filter(Boolean).join('\n');
};

const readPage = (most: { text: number; title: number; things: string }): SeenDocument => {
  const text = shownText();
  const robots = /captcha|challenges\.cloudflare\.com|arkoselabs|datadome/i;
  return {
    title: document.title.slice(0, most.title),
    lang: document.documentElement.lang || null,
    text: text.slice(0, most.text),
    cut: text.length > most.text,
    visible: everyElement(document).some((element) => element.matches(most.things) && isSeen(element)),
    captcha: [...document.querySelectorAll('iframe')].some((frame) => robots.test(frame.src)),
  };
};

const linkText = (element: HTMLElement): string =>
  (
    readable(element) ||
    element.textContent ||
    element.getAttribute('aria-label') ||
    element.title ||
    element.querySelector('img')?.alt ||
    ''
  )
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);

const listLinks = (most: number): SeenLink[] =>
  everyElement(document)
    .filter((element) => element instanceof HTMLAnchorElement || element instanceof HTMLAreaElement)
    .filter((link) => /^https?:/.test(link.href))
    .slice(0, most)
    .map((link) => ({ url: link.href.slice(0, 2_048), text: linkText(link), rel: link.rel }));

export const readDocument: Inside<{ text: number; title: number; things: string }, SeenDocument> = {
  run: readPage,
  with: [isSeen, everyElement, readable, shownText],
};
export const seenThings = things;

/** Every link of a frame and of its open shadow roots, in their order. */
export const readLinks: Inside<number, SeenLink[]> = { run: listLinks, with: [everyElement, readable, linkText] };

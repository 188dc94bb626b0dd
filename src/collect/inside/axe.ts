/** Runs inside a page, in a world of its own where axe-core stands: the rules that the page breaks, and on which elements. */
/// <reference lib="dom" />
import type { AxeResults, RuleMetadata, RunOptions } from 'axe-core';
import type { Inside } from './inside.ts';

export type AxeWish = { nodes: number; targets: number; chars: number };
export type SeenAxe =
  | { kind: 'too-many-nodes' }
  | {
      kind: 'examined';
      axe: string;
      nodes: number;
      passed: number;
      incomplete: number;
      violations: {
        rule: string;
        impact: string | null;
        tags: string[];
        nodes: number;
        targets: { selector: string; html: string }[];
      }[];
    };

type Axe = {
  version: string;
  getRules: (tags: string[]) => RuleMetadata[];
  run: (root: Document, options: RunOptions) => Promise<AxeResults>;
  frameMessenger: (messenger: { open: () => () => void; post: () => boolean }) => void;
};

/** A page may name a field « parentNode » or « children »: those of the prototype are asked. */
const held = (element: Node, name: string): unknown =>
  Reflect.get(name === 'children' ? Element.prototype : Node.prototype, name, element);

const parentOf = (element: Element): Element | null => {
  const parent = held(element, 'parentNode');
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
};

const everyElement = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...everyElement(element.shadowRoot)] : [element],
  );

const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name);

/**
 * A name that a person wrote stays the same at the next visit; one with digits in it may not. Inside a shadow root, or
 * given twice, it finds nothing.
 */
const stableId = (element: Element): string | null => {
  const id = attributeOf(element, 'id');
  if (id === null || !/^[A-Za-z][A-Za-z_-]{0,39}$/.test(id)) return null;
  const [first, second] = document.querySelectorAll(`#${id}`);
  return first === element && second === undefined ? id : null;
};

const stepTo = (element: Element): string => {
  const id = stableId(element);
  const tag = CSS.escape(element.localName);
  if (id !== null) return `${tag}#${id}`;
  const parent = held(element, 'parentNode');
  const brothers = parent instanceof Node ? [...(held(parent, 'childNodes') as NodeListOf<ChildNode>)] : [];
  const alike = brothers.filter((each) => each instanceof Element && each.localName === element.localName);
  return alike.length > 1 ? `${tag}:nth-of-type(${alike.indexOf(element) + 1})` : tag;
};

/** From the nearest name, or from the farthest ancestor that room allows, to the element; through shadow roots too. */
const selectorOf = (element: Element, most: number): string => {
  let selector = stepTo(element);
  for (let each = element; !selector.includes('#') && each !== document.documentElement; ) {
    const parent = parentOf(each);
    if (!parent) break;
    const longer = `${stepTo(parent)} > ${selector}`;
    if (longer.length > most) break;
    selector = longer;
    each = parent;
  }
  return selector.slice(0, most);
};

/** Tokens, session numbers and digests change at each visit, and may single somebody out. */
const withoutTokens = (text: string, name: string): string =>
  (/^(href|src)$/.test(name) ? text.replace(/[?#].*$/s, '') : text).replace(
    /[0-9a-f]{16,}|(?=[A-Za-z_-]*\d)[\w-]{20,}|\d{6,}/g,
    '…',
  );

/** The opening tag and the words right inside it; never a value, which somebody may have typed. */
const excerptOf = (element: Element, most: number): string => {
  const named =
    /^(id|class|type|name|role|alt|title|lang|for|href|src|tabindex|autocomplete|content|http-equiv|scope|headers|placeholder|aria-[a-z]+)$/;
  const written = [...Element.prototype.getAttributeNames.call(element)]
    .filter((name) => named.test(name))
    .map((name) => ` ${name}="${withoutTokens(attributeOf(element, name) ?? '', name).slice(0, 60)}"`);
  const typed = /^(textarea|input|select|script|style)$/.test(element.localName);
  const editable = element instanceof HTMLElement && element.isContentEditable;
  const inner = typed || editable ? [] : [...(held(element, 'childNodes') as NodeListOf<ChildNode>)];
  const words = inner.map((each) => (each instanceof Text ? each.data : ' ')).join('');
  const text = words.replace(/\s+/g, ' ').trim().slice(0, 80);
  return `<${element.localName}${written.join('')}>${text}`.slice(0, most);
};

/** Rules with a criterion of the RGAA, for what WCAG asks at levels A and AA; neither advice nor experiments. */
const rulesOf = (axe: Axe): string[] =>
  axe
    .getRules(['RGAAv4'])
    .filter(({ tags }) => tags.some((tag) => /^wcag2\d?a{1,2}$/.test(tag)) && !tags.includes('experimental'))
    .map(({ ruleId }) => ruleId);

const run = async (wish: AxeWish): Promise<SeenAxe> => {
  const nodes = everyElement(document).length;
  if (nodes > wish.nodes) return { kind: 'too-many-nodes' };
  const axe = Reflect.get(window, 'axe') as Axe;
  // Deaf: a message of the page must neither start a run here nor learn that we are here.
  axe.frameMessenger({ open: () => () => {}, post: () => false });
  const seen = await axe.run(document, {
    runOnly: { type: 'rule', values: rulesOf(axe) },
    resultTypes: ['violations'],
    // Nothing is fetched, and no frame is spoken to.
    preload: false,
    iframes: false,
    selectors: false,
    elementRef: true,
  });
  return {
    kind: 'examined',
    axe: axe.version,
    nodes,
    passed: seen.passes.length,
    incomplete: seen.incomplete.length,
    violations: seen.violations.map((each) => ({
      rule: each.id,
      impact: each.impact ?? null,
      tags: each.tags,
      nodes: each.nodes.length,
      targets: each.nodes
        .slice(0, wish.targets)
        .flatMap(({ element }) =>
          element instanceof Element
            ? [{ selector: selectorOf(element, wish.chars), html: excerptOf(element, wish.chars) }]
            : [],
        ),
    })),
  };
};

export const runAxe: Inside<AxeWish, Promise<SeenAxe>> = {
  run,
  with: [held, parentOf, everyElement, attributeOf, stableId, stepTo, selectorOf, withoutTokens, excerptOf, rulesOf],
};

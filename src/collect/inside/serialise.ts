/** Runs inside a page: the document as it stands, written as HTML without what anybody typed. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

/** `html` is null when the document has more elements than asked, or is nested too deep to be written. */
export type SeenSource = { nodes: number; html: string | null; cut: boolean };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const everyElement = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...everyElement(element.shadowRoot)] : [element],
  );

/** A hidden field holds a token of the session as often as not: only the words of a button are kept. */
const isTyped = (element: Element): boolean =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !/^(submit|button|reset|checkbox|radio|image)$/.test(element.type));

const openingOf = (element: Element): string => {
  const kept = [...Element.prototype.getAttributeNames.call(element)].filter(
    (name) => name !== 'value' || !isTyped(element),
  );
  const written = kept.map((name) => ` ${name}="${escaped(Element.prototype.getAttribute.call(element, name) ?? '')}"`);
  return `<${element.localName}${written.join('')}>`;
};

const voids = (): RegExp => /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Writes `node` piece by piece until `write` refuses one. */
const writeNode = (node: Node, write: (piece: string) => boolean): boolean => {
  if (node instanceof Text) {
    const raw = /^(script|style|noscript)$/.test(node.parentElement?.localName ?? '');
    return write(raw ? node.data : escaped(node.data));
  }
  if (node instanceof Comment) return write(`<!--${node.data}-->`);
  if (!(node instanceof Element)) return true;
  if (!write(openingOf(node))) return false;
  if (voids().test(node.localName)) return true;
  if (node.shadowRoot) {
    write('<template shadowrootmode="open">');
    for (const child of node.shadowRoot.childNodes) if (!writeNode(child, write)) return false;
    write('</template>');
  }
  const editable = node instanceof HTMLElement && node.isContentEditable;
  const children = node instanceof HTMLTemplateElement ? node.content : node;
  if (!isTyped(node) && !editable) {
    for (const child of Reflect.get(Node.prototype, 'childNodes', children) as NodeListOf<ChildNode>) {
      if (!writeNode(child, write)) return false;
    }
  }
  return write(`</${node.localName}>`);
};

export const readSource: Inside<{ chars: number; nodes: number }, SeenSource> = {
  run: (most) => {
    const nodes = everyElement(document).length;
    if (nodes > most.nodes) return { nodes, html: null, cut: true };
    const pieces: string[] = ['<!doctype html>'];
    let left = most.chars - 15;
    const write = (piece: string) => {
      pieces.push(piece.slice(0, Math.max(0, left)));
      left -= piece.length;
      return left > 0;
    };
    try {
      const whole = writeNode(document.documentElement, write);
      return { nodes, html: pieces.join(''), cut: !whole };
    } catch {
      return { nodes, html: null, cut: true };
    }
  },
  with: [escaped, everyElement, isTyped, openingOf, voids, writeNode],
};

/** Runs inside the frames: the visible forms and what surrounds each field; values are never read. */
/// <reference lib="dom" />
import type { Inside } from './inside.ts';

export type SeenFieldOf = {
  type: string;
  name: string;
  id: string;
  label: string;
  placeholder: string;
  autocomplete: string;
  required: boolean;
};
export type SeenForm = {
  /** Without query or fragment; empty for fields outside any form, which a script sends. */
  action: string;
  method: string;
  fields: SeenFieldOf[];
};

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const everyElement = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...everyElement(element.shadowRoot)] : [element],
  );

const isField = (element: Element): element is Field =>
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !/^(hidden|submit|button|image|reset)$/.test(element.type));

/** Ticking boxes are often drawn by their label over an invisible input. */
const isShown = (field: Field): boolean => {
  const drawn = /^(checkbox|radio|file)$/.test(field.type) ? (field.labels?.[0] ?? field) : field;
  const box = drawn.getBoundingClientRect();
  const visible = drawn.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return visible && box.width > 4 && box.height > 4 && box.right > 0 && box.bottom + scrollY > 0;
};

const short = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);

const labelOf = (field: Field): string => {
  const named = (field.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
  const root = field.getRootNode() as Document | ShadowRoot;
  const spoken = named.map((id) => root.getElementById(id)?.textContent ?? '').join(' ');
  // A label around a list or a text would read its choices, or what it holds.
  const own = [...(field.labels?.[0]?.childNodes ?? [])].filter((node) => !(node instanceof Element && isField(node)));
  return (
    short(spoken) ||
    short(own.map((node) => node.textContent).join(' ')) ||
    short(field.ariaLabel) ||
    short(field.title)
  );
};

const fieldOf = (field: Field) => ({
  type: field.type,
  name: short(field.name),
  id: short(field.id),
  label: labelOf(field),
  placeholder: field instanceof HTMLSelectElement ? '' : short(field.placeholder),
  autocomplete: short(field.getAttribute('autocomplete')).toLowerCase(),
  required: field.required,
});

const placeOf = (form: HTMLFormElement | null): Pick<SeenForm, 'action' | 'method'> => {
  // A field named « action », or even « getAttribute », hides the property of its form.
  const written = (name: string) => (form ? Element.prototype.getAttribute.call(form, name) : null);
  const url = form ? URL.parse(written('action') ?? '', document.baseURI) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return { action: '', method: 'script' };
  const method = (written('method') ?? 'get').toLowerCase();
  const known = /^(get|post|dialog)$/.test(method) ? method : 'get';
  return { action: `${url.origin}${url.pathname}`.slice(0, 2_048), method: known };
};

export const readForms: Inside<{ forms: number; fields: number }, SeenForm[]> = {
  run: (most) => {
    const shown = everyElement(document)
      .filter(isField)
      .filter((field) => isShown(field));
    const forms = Map.groupBy(shown, (field) => field.form);
    return [...forms]
      .slice(0, most.forms)
      .map(([form, fields]) => ({ ...placeOf(form), fields: fields.slice(0, most.fields).map(fieldOf) }));
  },
  with: [everyElement, isField, isShown, short, labelOf, fieldOf, placeOf],
};

/** Runs inside the frames: the fields that a pupil would fill in, and the guard that keeps a form from being sent. */
/// <reference lib="dom" />
import type { LeakRecord } from '../../model/records.ts';
import type { Inside } from './inside.ts';
import type { HookSettings, Tools } from './tools.ts';

export type SeenField = {
  /** Written in an attribute of the element, so that it can be typed in afterwards. */
  token: string;
  field: LeakRecord['field'];
  /** A date picker: it takes no letters. */
  picker: boolean;
};

export type FieldsWish = { attribute: string; forms: number; fields: number; longest: number };

/** Sent to the hooks of a frame by the visit. A page that sends it itself only keeps its own forms from leaving. */
export const typingSignal = 'preau:typing';

/** While the visit types, no form leaves: neither by a script that calls `submit`, nor by one that clicks a button. */
export const hookSubmit = ({ tell, stack, prototypeOf, around }: Tools, { signal }: HookSettings): void => {
  let typing = false;
  window.addEventListener(signal, () => {
    typing = true;
  });
  const told = () =>
    tell({ kind: 'trait', what: 'form-submit', detail: 'formulaire envoyé pendant la saisie', stack: stack() });
  // First listener of the first target: nothing of the page has heard the event yet.
  window.addEventListener(
    'submit',
    (event) => {
      if (!typing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      told();
    },
    true,
  );
  for (const method of ['submit', 'requestSubmit']) {
    around(prototypeOf('HTMLFormElement'), method, (go) => {
      if (!typing) return go();
      return told();
    });
  }
};

const everyElement = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...everyElement(element.shadowRoot)] : [element],
  );

const isFillable = (field: HTMLInputElement | HTMLTextAreaElement): boolean => {
  const box = field.getBoundingClientRect();
  const seen = box.width > 8 && box.height > 8 && box.right > 0 && box.bottom + scrollY > 0;
  const visible = seen && field.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return visible && !field.disabled && !field.readOnly;
};

/** What the field asks, by its type, its `autocomplete`, then its words; null for what a pupil's sheet does not hold. */
const asked = (field: HTMLInputElement | HTMLTextAreaElement): SeenField['field'] | null => {
  const label = field.labels?.[0]?.textContent ?? '';
  const words = [field.autocomplete, field.name, field.id, field.placeholder, field.ariaLabel ?? '', label]
    .join(' ')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  if (field.type === 'password') return 'password';
  if (field.type === 'email' || /e-?mail|courriel/.test(words)) return 'email';
  if (field.type === 'date' || /bday|birth|naissance/.test(words)) return 'birth-date';
  if (!/^(text|search|textarea)$/.test(field.type) || /captcha|one-time-code|\botp\b/.test(words)) return null;
  if (/given-name|prenom|first.?name/.test(words)) return 'first-name';
  if (/family-name|\bnom\b|last.?name|surname/.test(words)) return 'last-name';
  return 'text';
};

export const readFields: Inside<FieldsWish, SeenField[]> = {
  run: (wish) => {
    const fields = everyElement(document)
      .filter((each) => each instanceof HTMLInputElement || each instanceof HTMLTextAreaElement)
      .filter((each) => isFillable(each) && (each.maxLength < 0 || each.maxLength >= wish.longest));
    const forms = [...new Set(fields.map((each) => each.form))].slice(0, wish.forms);
    // Only a mark in the page, never in the evidence: frames need not agree on a numbering.
    const mark = Math.random().toString(36).slice(2);
    return fields
      .filter((each) => forms.includes(each.form))
      .flatMap((element, place) => {
        const field = asked(element);
        if (!field) return [];
        const token = `${mark}-${place}`;
        element.setAttribute(wish.attribute, token);
        return [{ token, field, picker: element.type === 'date' }];
      })
      .slice(0, wish.fields);
  },
  with: [everyElement, isFillable, asked],
};

/** Are there fields at all? Leaves no mark. */
export const countFields: Inside<null, number> = {
  run: () =>
    everyElement(document)
      .filter((each) => each instanceof HTMLInputElement || each instanceof HTMLTextAreaElement)
      .filter((each) => isFillable(each) && asked(each) !== null).length,
  with: [everyElement, isFillable, asked],
};

/** From now on, in this frame, no form leaves. */
export const announceTyping: Inside<string, void> = {
  run: (signal) => {
    window.dispatchEvent(new Event(signal));
  },
  with: [],
};

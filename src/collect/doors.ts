/** Recognises a page where one signs in or up by its fields: many tools have no link to it, or show it at once. */
import type { PageRole } from '../model/records.ts';
import { readForms, type SeenForm } from './inside/forms.ts';
import { inEveryFrame } from './isolated.ts';
import { limits } from './limits.ts';
import type { Scene } from './scene.ts';

/** The roles asked, and those that the forms of the page give it. Only looked for before any choice. */
export const recognise = async ({ page, phase }: Scene, roles: PageRole[]): Promise<PageRole[]> => {
  if (phase !== 'before-choice' || roles.length === 0) return roles;
  const frames = await inEveryFrame(page, readForms, wish).catch(() => []);
  const found = frames.flatMap(({ value }) => value.map(doorOf));
  return [...new Set([...roles, ...found.filter((role) => role !== null)])];
};

export const wish = { forms: limits.formsPerPage, fields: limits.fieldsPerForm };

/** One password is asked to enter; a new one, twice or with who one is, to open an account. */
export const doorOf = ({ fields }: Pick<SeenForm, 'fields'>): 'sign-in' | 'sign-up' | null => {
  const passwords = fields.filter(({ type }) => type === 'password');
  if (passwords.length === 0) return null;
  const fresh = passwords.length > 1 || passwords.some(({ autocomplete }) => /new-password/.test(autocomplete));
  const asked = fields.filter(({ type }) => !/^(password|checkbox|radio)$/.test(type)).length;
  return fresh || asked > 2 ? 'sign-up' : 'sign-in';
};

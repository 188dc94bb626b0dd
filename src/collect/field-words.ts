/** What a field of a form asks, read from its type, its `autocomplete`, its names and its label, in French and English. */
import type { FormRecord, fieldKinds } from '../model/records.ts';
import { plain } from './consent/words.ts';
import type { SeenFieldOf } from './inside/forms.ts';

export type FieldKind = (typeof fieldKinds)[number];
export type Asked = FormRecord['fields'][number];

/** The field as kept in the evidence: without its value, which was never read. */
export const askedBy = (field: SeenFieldOf): Asked => ({
  type: field.type,
  name: field.name,
  label: field.label || field.placeholder,
  required: field.required,
  asks: kindOf(field),
});

/** Null when nothing tells it: a search, a tick, a free text. */
export const kindOf = (field: Omit<SeenFieldOf, 'required'>): FieldKind | null =>
  byType[field.type] ?? byAutocomplete(field.autocomplete) ?? byWords(field);

const byType: { readonly [Type in string]?: FieldKind } = { password: 'password', email: 'email', tel: 'phone' };

/** Field names of the HTML standard, §4.10.18.7.1; a section or « billing » may stand before. */
const autofill: Readonly<Record<string, FieldKind>> = {
  'given-name': 'first-name',
  'family-name': 'last-name',
  name: 'full-name',
  email: 'email',
  'new-password': 'password',
  'current-password': 'password',
  'one-time-code': 'code',
  bday: 'birth-date',
  'bday-day': 'birth-date',
  'bday-month': 'birth-date',
  'bday-year': 'birth-date',
  tel: 'phone',
  'tel-national': 'phone',
  'street-address': 'address',
  'address-line1': 'address',
  'postal-code': 'address',
  sex: 'gender',
  photo: 'photo',
};

const byAutocomplete = (autocomplete: string): FieldKind | null =>
  autofill[autocomplete.split(' ').at(-1) ?? ''] ?? null;

/** The narrow ones first: « nom de l’établissement » is a school, « date de naissance » no date of a course. */
const words: readonly (readonly [FieldKind, RegExp])[] = [
  ['ine', /\b(ine|identifiant national|numero national)\b/],
  ['school', /\b(etablissement|ecole|college|lycee|rne|uai|school|academie)\b/],
  ['class', /\b(ma |votre |sa |la )?(classe|niveau scolaire|groupe classe|grade|class)\b/],
  ['birth-date', /\b(naissance|anniversaire|birth ?da(y|te)|birthday|bday|dob|ne e? le|date of birth)\b/],
  ['age', /\b(age|quel age)\b/],
  ['phone', /\b(telephone|tel|portable|mobile|phone)\b/],
  ['gender', /\b(sexe|genre|civilite|gender|sex|title)\b/],
  ['photo', /\b(photo|avatar|portrait|picture)\b/],
  ['address', /\b(adresse postale|rue|code postal|ville|street|address|zip|city|postal)\b/],
  ['email', /\b(e ?mail|courriel|adresse (e ?mail|electronique)|mel)\b/],
  ['first-name', /\b(prenoms?|first ?name|given ?name|firstname|fname)\b/],
  ['full-name', /\b(nom (et|&) prenom|prenom (et|&) nom|nom complet|full ?name|your name)\b/],
  ['last-name', /\b(nom( de famille| d'usage)?|last ?name|family ?name|surname|lname)\b/],
  ['code', /\b(code|otp|pin|code (de (la )?classe|eleve|d'acces|d'activation))\b/],
];

/** « nom d’utilisateur » names nobody, and « rechercher une école » asks nothing of the person. */
const nothing =
  /\b(recherche\w*|search|captcha|nom d'utilisateur|user ?name|pseudo\w*|identifiant|login|promo\w*|coupon)\b/;

const byWords = (field: Omit<SeenFieldOf, 'required'>): FieldKind | null => {
  if (field.type === 'search') return null;
  const names = [field.label, field.placeholder, spaced(field.name), spaced(field.id)].map(plain).filter(Boolean);
  for (const text of names) {
    const both = /\bnom\b.*\bprenom\b|\bprenom\b.*\bnom\b/.test(text);
    if (both) return 'full-name';
    const found = words.find(([, pattern]) => pattern.test(text));
    if (found && !(nothing.test(text) && found[0] !== 'ine')) return found[0];
    if (nothing.test(text)) return null;
  }
  return null;
};

/** `firstName`, `first_name` and `first-name` are the same words. */
const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_.[\]-]+/g, ' ');

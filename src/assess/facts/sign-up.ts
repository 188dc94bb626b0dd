/** Forms that create an account: for a pupil or for an adult, and what they require that identifies a person at once. */
import type { FormRecord, fieldKinds, PageRecord } from '../../model/records.ts';
import { plain } from './plain.ts';
import { partsOf } from './site.ts';

type Kind = (typeof fieldKinds)[number];
type Field = FormRecord['fields'][number];

/** Nobody is accused of what a form asks of a teacher: for whom it is must be written, and nothing may say otherwise. */
export const isPupilSignUp = (form: FormRecord, pages: readonly PageRecord[]): boolean | undefined => {
  const shown = pages.filter((page) => page.requestedUrl === form.page || page.url === form.page);
  const creates = createsAccount(form, shown);
  if (creates === false) return false;
  const told = [pathWords(form.page), pathWords(form.action), ...shown.map(({ title }) => title)].map(plain);
  const fields = form.fields.map(wordsOf);
  const lines = shown.flatMap(({ text }) => plain(text).split('\n')).filter((line) => line.length <= longestHeading);
  const adult = [...told, ...fields].some((text) => adults.test(text));
  const pupil = told.some((text) => pupils.test(text)) || lines.some((line) => pupilHeading.test(line));
  if (adult) return pupil ? undefined : false;
  const open =
    fields.some((text) => asksWho.test(text)) || lines.some((line) => adults.test(line) && account.test(line));
  return pupil && !open ? creates : undefined;
};

/**
 * Unknown for a single question on a page of registration: its first step, or the newsletter at its foot; and where
 * the page also lets in who has an account, for the form may be that door.
 */
const createsAccount = ({ fields }: FormRecord, shown: readonly PageRecord[]): boolean | undefined => {
  const asked = new Set(fields.flatMap(({ asks }) => asks ?? []));
  const registers = shown.some(({ role }) => role === 'sign-up');
  const others = [...asked].filter((kind) => kind !== 'password' && kind !== 'code').length;
  const alsoLetsIn = shown.some(({ role }) => role === 'sign-in');
  if (asked.has('password') && (others > 1 || (registers && !alsoLetsIn))) return true;
  return registers && others > 0 ? undefined : false;
};

const adults =
  /\b(enseignante?s?|professeure?s?|profs?|teachers?|educat(eur|rice|or)s?|parents?|parentale?|familles?|responsables?|directions?|directeurs?|directrices?|adultes?|tuteurs?|representants?)\b/;
const pupils =
  /\b(compte|inscription|espace|je suis)( (d'un|d'une|de l'|un|une|pour))? ?(eleve|pupil|student)s?\b|\/(eleve|pupil|student)s?\//;

/** A line of its own, as a heading is: a text that speaks of pupils says nothing of the form. */
const longestHeading = 60;
const pupilHeading = /^((creer|cree|ouvrir|ouvre)( (un|ton|mon))? compte( d'|-| )eleve|inscription( d'un| -)? eleve)$/;
/** The page is also that of adults, or the form itself asks who one is: nobody can tell whose it is. */
const account = /\b(comptes?|inscription|espace|je suis|vous etes)\b/;
const asksWho = /\b(je suis|vous etes|profil|role|statut|fonction|qui etes)\b/;

/** `/inscription/eleve?x=1` → `/inscription/eleve/`, so that each part stands between two bars. */
const pathWords = (url: string): string =>
  `${partsOf(url).path.replaceAll(/[-_.]/g, '/').replaceAll(/\/+/g, '/')}/`.replaceAll('//', '/');

const wordsOf = ({ label, name }: Field): string => plain(`${label} ${name.replaceAll(/[_.[\]-]+/g, ' ')}`);

/** What names a person, or nearly: asked even without insistence, it leaves the question open. */
const naming: ReadonlySet<Kind> = new Set([
  ...(['email', 'phone', 'birth-date', 'photo', 'address', 'ine', 'last-name', 'full-name'] as const),
]);

/** In French: findings quote it. */
const demandWords: { readonly [K in Kind]?: string } = {
  email: 'le courriel',
  phone: 'le téléphone',
  'birth-date': 'la date de naissance',
};

export const demandsOf = ({ fields }: FormRecord): string[] | undefined => {
  const required = fields.filter(identifies).flatMap(({ asks }) => (asks === null ? [] : (demandWords[asks] ?? [])));
  if (required.length > 0) return [...new Set(required)].sort();
  return fields.some(({ asks }) => asks !== null && naming.has(asks)) ? undefined : [];
};

/** A field of type « tel » is often a class code typed with figures: the word for a telephone must be there. */
const identifies = (field: Field): boolean => {
  if (!field.required) return false;
  if (field.asks === 'phone') return /\b(telephone|tel|portable|mobile|phone)\b/.test(wordsOf(field));
  return field.asks !== null && field.asks in demandWords;
};

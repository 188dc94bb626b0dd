/** The tool examined, its vendor, and the submission form as sent. */
import * as v from 'valibot';
import { Declaration } from './declaration.ts';

const required = (max: number, empty: string) =>
  v.pipe(v.string(empty), v.trim(), v.minLength(1, empty), v.maxLength(max, `Ce texte dépasse ${max} caractères.`));

export const Tool = v.strictObject({
  slug: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  name: v.string(),
  vendor: v.string(),
  url: v.string(),
  summary: v.string(),
  description: v.string(),
  /** Codes of catalog/vocabularies. */
  levels: v.array(v.string()),
  subjects: v.array(v.string()),
});
export type Tool = v.InferOutput<typeof Tool>;

const whole = 'Donnez l’adresse complète du fichier : elle commence par https://.';
const isHttps = (address: string | undefined): boolean =>
  address === undefined || URL.parse(address)?.protocol === 'https:';

/** A form may only name public files: a path, good in a declaration given on the command line, is refused here. */
const SubmittedDeclaration = v.pipe(
  Declaration,
  // Partial: the other fields may be wrong too, and all problems are told at once.
  v.forward(
    v.partialCheck([['gar', 'notice']], ({ gar }) => isHttps(gar?.notice), whole),
    ['gar', 'notice'],
  ),
  v.forward(
    v.partialCheck([['gar', 'samlMetadata']], ({ gar }) => isHttps(gar?.samlMetadata), whole),
    ['gar', 'samlMetadata'],
  ),
);

/** Whether the address may be reached is the guard's business, asked when the form arrives. */
export const Submission = v.strictObject({
  name: required(120, 'Donnez le nom de l’outil.'),
  vendor: required(200, 'Donnez le nom de l’éditeur.'),
  email: v.pipe(
    required(254, 'Donnez une adresse électronique.'),
    v.email('Cette adresse électronique est incomplète.'),
  ),
  url: required(2048, 'Donnez l’adresse web de l’outil.'),
  summary: required(150, 'Décrivez l’outil en une phrase.'),
  description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(10_000, 'Ce texte dépasse 10 000 caractères.')), ''),
  levels: v.optional(v.array(v.string()), []),
  subjects: v.optional(v.array(v.string()), []),
  declaration: v.optional(SubmittedDeclaration, {}),
});
export type Submission = v.InferOutput<typeof Submission>;

/** « Géométrie & dessin » → geometrie-dessin. Empty when nothing remains. */
export const slugOf = (name: string): string =>
  name
    .replaceAll(/œ/gi, 'oe')
    .replaceAll(/æ/gi, 'ae')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** What the vendor asserts about a tool; dated, kept beside what was seen and never mixed with it. */
import * as v from 'valibot';

const text = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max, `Ce texte dépasse ${max} caractères.`));
const isoDate = v.pipe(
  v.string(),
  v.isoDate('Date attendue sous la forme AAAA-MM-JJ, par exemple 2026-09-01.'),
  v.check(
    (each) =>
      !Number.isNaN(Date.parse(`${each}T00:00:00Z`)) && new Date(`${each}T00:00:00Z`).toISOString().startsWith(each),
    'Cette date n’existe pas.',
  ),
);
const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'Code de pays à deux lettres attendu, par exemple FR.'));

export const audiences = ['pupils-primary', 'pupils-secondary', 'teachers', 'families'] as const;
export const Audience = v.picklist(
  audiences,
  'Public attendu : pupils-primary, pupils-secondary, teachers ou families.',
);
export const audienceWords = {
  'pupils-primary': 'élèves du premier degré',
  'pupils-secondary': 'élèves du second degré',
  teachers: 'enseignants',
  families: 'familles',
} as const satisfies Record<(typeof audiences)[number], string>;

export const garStatuses = ['compatible', 'in-progress', 'not-compatible', 'not-concerned'] as const;
export const garWords = {
  compatible: 'compatible',
  'in-progress': 'raccordement en cours',
  'not-compatible': 'non compatible',
  'not-concerned': 'non concerné',
} as const satisfies Record<(typeof garStatuses)[number], string>;

/** Every field may be missing: what was not declared is unknown, never false. */
export const Declaration = v.strictObject({
  declaredOn: v.optional(isoDate),
  audiences: v.optional(v.array(Audience)),
  accountRequired: v.optional(v.boolean('Répondez true ou false.')),
  hosting: v.optional(
    v.strictObject({
      provider: text(200),
      country,
      backupCountry: v.optional(country),
      supportCountry: v.optional(country),
    }),
  ),
  processors: v.optional(
    v.array(v.strictObject({ name: text(200), country, purpose: text(300), domains: v.optional(v.array(text(253))) })),
  ),
  gar: v.optional(
    v.strictObject({
      status: v.picklist(garStatuses, 'Statut GAR attendu : compatible, in-progress, not-compatible ou not-concerned.'),
      ark: v.optional(text(200)),
      accessUrl: v.optional(text(2048)),
      attributes: v.optional(v.array(text(50))),
    }),
  ),
  licence: v.optional(v.strictObject({ code: v.optional(text(200)), content: v.optional(text(200)) })),
  repository: v.optional(text(2048)),
  dpo: v.optional(text(200)),
  exportFormats: v.optional(v.array(text(50))),
  selfHostable: v.optional(v.boolean('Répondez true ou false.')),
  ai: v.optional(v.boolean('Répondez true ou false.')),
});
export type Declaration = v.InferOutput<typeof Declaration>;

/** What the vendor asserts about a tool; dated, kept beside what was seen and never mixed with it. */
import * as v from 'valibot';
import { hosts, vendorTypes } from './attributes.ts';
import { PaperKind } from './paper.ts';

const text = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max, `Ce texte dépasse ${max} caractères.`));
/** What a page may turn into a link: any other scheme would run or open something else. */
const webAddress = v.pipe(
  text(2048),
  v.check(
    (each) => /^https?:$/.test(URL.parse(each)?.protocol ?? ''),
    'Adresse attendue en entier, par exemple https://exemple.fr/contrat.pdf.',
  ),
);
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

/** What the AI of a school tool may be used for, in the words of annex III, point 3 of Regulation (EU) 2024/1689. */
export const aiUses = ['assessment', 'guidance', 'admission', 'exam-monitoring', 'none'] as const;
export const aiUseWords = {
  assessment: 'noter ou évaluer ce qu’un élève a appris',
  guidance: 'orienter un élève ou fixer le niveau de ce qu’il suivra',
  admission: 'décider d’une admission ou d’une affectation',
  'exam-monitoring': 'surveiller un examen ou y repérer la fraude',
  none: 'aucun de ces usages',
} as const satisfies Record<(typeof aiUses)[number], string>;
const AiUse = v.picklist(aiUses, `Usage attendu : ${aiUses.join(', ')}.`);

/** Every field may be missing: what was not declared is unknown, never false. */
export const Declaration = v.strictObject({
  declaredOn: v.optional(isoDate),
  audiences: v.optional(v.array(Audience)),
  /** Are some pupils under fifteen? */
  under15: v.optional(v.boolean('Répondez true ou false.')),
  /** Can users write to each other, or publish? */
  social: v.optional(v.boolean('Répondez true ou false.')),
  vendorType: v.optional(
    v.picklist(vendorTypes, 'Type d’éditeur attendu : public, association, company ou large-company.'),
  ),
  hostedBy: v.optional(v.picklist(hosts, 'Hébergeur attendu : vendor (l’éditeur) ou school (l’établissement).')),
  consumerEdition: v.optional(v.boolean('Répondez true ou false.')),
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
      /** Where the ScoLOMFR notice and the SAML metadata of the tool may be read. */
      notice: v.optional(text(2048)),
      samlMetadata: v.optional(text(2048)),
    }),
  ),
  licence: v.optional(v.strictObject({ code: v.optional(text(200)), content: v.optional(text(200)) })),
  repository: v.optional(text(2048)),
  dpo: v.optional(text(200)),
  /** Trackers, or advertising, in any page that a pupil can reach. */
  trackers: v.optional(v.boolean('Répondez true ou false.')),
  advertising: v.optional(v.boolean('Répondez true ou false.')),
  /** Hours before the school learns of a breach; months before data are erased once the use ends. */
  breachHours: v.optional(v.pipe(v.number('Donnez un nombre d’heures.'), v.integer(), v.minValue(0))),
  purgeMonths: v.optional(v.pipe(v.number('Donnez un nombre de mois.'), v.integer(), v.minValue(0))),
  /** Does the list of documents name all of them? Without it, what the list leaves out stays unknown. */
  papersComplete: v.optional(v.boolean('Répondez true ou false.')),
  /** The documents handed over, each with its date; an empty list says that there is none. */
  papers: v.optional(
    v.array(
      v.strictObject({ kind: PaperKind, date: isoDate, expires: v.optional(isoDate), url: v.optional(webAddress) }),
    ),
  ),
  exportFormats: v.optional(v.array(text(50))),
  selfHostable: v.optional(v.boolean('Répondez true ou false.')),
  ai: v.optional(v.boolean('Répondez true ou false.')),
  /** Which uses that annex III names does the AI have? An empty list says nothing; `none` is the answer. */
  aiUses: v.optional(
    v.pipe(
      v.array(AiUse),
      v.check(
        (uses) => !uses.includes('none') || uses.every((each) => each === 'none'),
        'Choisissez des usages, ou « aucun de ces usages », mais pas les deux.',
      ),
    ),
  ),
});
export type Declaration = v.InferOutput<typeof Declaration>;

/** What a submission says of its use: the attributes that switch rules on and off, each known or unknown. */
import * as v from 'valibot';

const unknownable = v.optional;

export const vendorTypes = ['public', 'association', 'company', 'large-company'] as const;
export const vendorTypeWords = {
  public: 'établissement ou service public',
  association: 'association',
  company: 'entreprise',
  'large-company': 'entreprise de plus de 250 millions d’euros de chiffre d’affaires',
} as const satisfies Record<(typeof vendorTypes)[number], string>;

export const hosts = ['vendor', 'school'] as const;

/** A missing attribute is unknown: a rule that depends on it then answers cannot-tell rather than accuse. */
export const Attributes = v.strictObject({
  pupils: unknownable(v.boolean()),
  primary: unknownable(v.boolean()),
  secondary: unknownable(v.boolean()),
  teachers: unknownable(v.boolean()),
  families: unknownable(v.boolean()),
  /** Some pupils are under fifteen, the age of digital consent in France (loi n° 78-17, article 45). */
  under15: unknownable(v.boolean()),
  account: unknownable(v.boolean()),
  ai: unknownable(v.boolean()),
  /** Users can write to each other or publish. */
  social: unknownable(v.boolean()),
  gar: unknownable(v.picklist(['compatible', 'in-progress', 'not-compatible', 'not-concerned'])),
  vendor: unknownable(v.picklist(vendorTypes)),
  hostedBy: unknownable(v.picklist(hosts)),
  /** The same tool is sold to the general public too. */
  consumerEdition: unknownable(v.boolean()),
});
export type Attributes = v.InferOutput<typeof Attributes>;

/** French words of each attribute, for the sentence that says what must be declared. */
export const attributeWords = {
  pupils: 'le public : élèves ou adultes',
  primary: 'le public : premier degré',
  secondary: 'le public : second degré',
  teachers: 'le public : enseignants',
  families: 'le public : familles',
  under15: 'l’âge des élèves',
  account: 'la nécessité d’un compte',
  ai: 'la présence de fonctions d’intelligence artificielle',
  social: 'la présence d’échanges entre utilisateurs',
  gar: 'le statut GAR',
  vendor: 'le type d’éditeur',
  hostedBy: 'qui héberge l’outil',
  consumerEdition: 'l’existence d’une édition grand public',
} as const satisfies Record<keyof Attributes, string>;

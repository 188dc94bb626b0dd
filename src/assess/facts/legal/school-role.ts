/** Where the vendor says that the school decides, and that it works for the school (RGPD, articles 4, 24 and 28). */
import type { LegalFact } from '../../../model/legal.ts';
import { quotationFrom } from './quotation.ts';
import { type Reading, unstated } from './reading.ts';

/** The first passage that says it outright: a denial, a condition, a question or a title says nothing. */
export const readSchoolRole = (reading: Reading): LegalFact['schoolRole'] => {
  const found = reading.page.passages.find(({ plain, title }) => !title && !unsure.test(plain) && says(plain));
  return found ? { quote: quotationFrom(reading.page, found) } : unstated(reading);
};

const says = (plain: string): boolean =>
  [schoolDecides, decidesIsSchool, worksForSchool].some((each) => each.test(plain));

const unsure = /\b(ne|n'\w+|pas|aucune?|si|s'il)\b|\?/;
const school =
  "(l'|le |la |les |votre |vos |chaque |un |d'un |des )(chefs? d'etablissements?|etablissements?|ecoles?|dasen|rectorats?|academies?|ministere|colleges?|lycees?)";
const controller = 'responsables? (du|de|des) (ce |ces |la |vos |tels? )?traitements?';

/** « L’établissement scolaire est responsable du traitement ». */
const schoolDecides = new RegExp(
  `(^|[ (,])${school}\\b[^.;:]{0,80}\\b(est|sont|reste(nt)?|demeure(nt)?|agit|agissent)\\b[^.;:]{0,30}\\b${controller}`,
);
/** « Le responsable du traitement est le chef d’établissement ». */
const decidesIsSchool = new RegExp(`\\b${controller}[^.;]{0,40}( est| sont| :) (donc )?${school}\\b`);
/** « Nous agissons en qualité de sous-traitant de l’établissement ». */
const worksForSchool = new RegExp(
  `\\b(nous|l'editeur|la societe)\\b[^.;]{0,60}\\b(agit|agissons|intervient|intervenons|est|sommes)\\b[^.;]{0,40}\\bsous-traitante?\\b[^.;]{0,60}(^|[ (,])(${school.replace("(l'", "(l'|du |au ")})\\b`,
);

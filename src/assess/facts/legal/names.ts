/** The name that follows a key: « Hébergeur : OVH SAS, 2 rue Kellermann » gives OVH SAS. */
import type { LegalWords } from '../../../model/lists.ts';

const lead = /^(?:\s|[:,–—|•*-]|\((?:e|trice|rice)\)|·e?)*/u;
const filler =
  /^(?:(?:(?:de )?(?:vos|mes|ces|tes) donnees(?: a caractere)?(?: personnel(?:le)?s?)?|est|sont|par|chez|aupres de|de|du|des|le|la|les|notre|nos|a savoir|nommee?|ci-apres|suivante?s?|prestataire|hebergeur|editeur|site(?: internet| web)?|present site|plateforme|application|service|responsable|de publication|de la publication|suivant|assuree?s?|realisee?s?|edite[es]*|heberge[es]*|publie[es]*|exploite[es]*|societe|entreprise|actuellement|principalement|monsieur|madame|mme?\.?|m\.|mr\.?)(?![a-z0-9-])|[dl]'|[:,–—|•*-])[\s:,–—|•*-]*/u;
const stop =
  /[,;:()|•*\n«»"“”]|[.!?](?=\s|$)| [-–—] |\b(?:dont|située?|sise?|domiciliee?|immatriculee?|inscrite?|ayant|au capital|adresse|telephone|tel\b|siege|https?:|qui|que|agissant|agit|en qualite|est|sont|represente|ci-apres|afin|pour|dans|aux? (?=[a-z])|collecte|traite|s'engage|met|a designe|conformement|ainsi)\b|www\./;
/** Longest name kept, in characters. */
const nameCap = 80;

/**
 * `text` begins where the key ends, `plain` is the same text, place for place. Undefined when what follows is no
 * name: a sentence, a hole of a template, a small word.
 */
export const nameAfter = (text: string, plain: string, words: LegalWords): string | undefined => {
  let from = lead.exec(plain)?.[0].length ?? 0;
  for (let turn = 0; turn < 8; turn += 1) {
    const small = filler.exec(plain.slice(from, from + 60));
    if (!small || /^(?:(?:Les?|La|Une?)(?!\p{L})|[LD]['’])/u.test(text.slice(from, from + 4))) break;
    from += small[0].length;
  }
  const end = stop.exec(plain.slice(from, from + nameCap + 40))?.index ?? plain.length - from;
  const name = text
    .slice(from, from + end)
    .replace(/\s+/g, ' ')
    .trim();
  const known = isName(name, plain.slice(from, from + end).replace(/\s+/g, ' '));
  return known && !words.holes.some((fits) => fits(plain.slice(Math.max(0, from - 2), from + end + 2)))
    ? name
    : undefined;
};

const notNames =
  /^(pourquoi|comment|nous|vous|ce|cette|cela|ces|il|elle|ils|si|en|voir|cf|contact|adresse|email|e-mail|tel|telephone|politique|donnees|cookies|mentions|conditions|article|les?|la|une?|qui|quelles?|aucune?|oui|non|siren|siret|rcs|propriete|responsabilite|responsables?|site|web|directeur|directrice|editeur|hebergeur|hebergement|credits?|conception|presidente?|gerante?|vos|votre|nos|notre|mes|mon|ma|ses|leurs?|tous|toutes|chaque|titulaire|services?|personnes?|traitements?|finalites?)(?![a-z])/;
/** Names of institutions keep their small words: « Académie de Lyon », « Ministère de l’éducation nationale ». */
const institution =
  /^(ministere|association|academie|conseil|communaute|region|universite|institut|centre|direction|societe|departement|groupement|reseau|ecole|etablissement|union|ville|mairie|commune|fondation|syndicat|agence|college|lycee|rectorat|service)\b/;
const smallWords = /^(?:de|du|des|la|le|les|et|d|l|pour|en|aux?|of|and|the|for|von|van|dba)$/;

const isName = (name: string, plain: string): boolean => {
  if (name.length < 2 || name.length > nameCap || notNames.test(plain)) return false;
  if (!/\p{L}[\p{L}\d]/u.test(name) || !/[\p{Lu}\d]/u.test(name)) return false;
  const words = name.match(/[\p{L}\d]+/gu) ?? [];
  const small = words.filter((word) => /^\p{Ll}{3,}$/u.test(word) && !smallWords.test(word));
  return words.length <= 9 && (small.length === 0 || institution.test(plain));
};

/** « Mme Jeanne Martin », « Jean-Pierre DUPONT »: at least a first name or a title, and a surname. */
export const personIn = (text: string): string | undefined =>
  text.match(
    /(?:(?:Mme|Madame|M\.|Monsieur|Mlle|Mr\.?|Dr\.?|Pr\.?) ?)?(?:\p{Lu}[\p{L}'’.-]{0,30} ){1,3}\p{Lu}[\p{L}'’-]{1,30}/u,
  )?.[0];

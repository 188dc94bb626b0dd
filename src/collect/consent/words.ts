/** What a button of a consent banner does, read from its words alone, in French and in English. */
import type { ControlRole } from '../../model/evidence.ts';

/** Cookies, named outright: any box that says so may be a banner. */
export const strongWords = String.raw`cookies?\b|traceurs?\b|t[ée]moins de connexion|trackers?\b|consentement`;
/** Enough for a box laid over the page. */
export const weakWords = `${strongWords}|confidentialit[ée]|vie priv[ée]e|donn[ée]es personnelles|personal data|privacy|partenaires`;

/**
 * The role of a control, or null when its words are those of something else.
 * A refusal that must be paid for is none (« Refuser et s’abonner »).
 */
export const roleOf = (text: string): ControlRole | null => {
  const words = plain(text);
  // A sentence is no button: 70 characters hold every real one of 3,513 texts seen on sites.
  if (words === '' || words.length > 70 || paid.test(words) || inform.test(words)) return null;
  if (reject.test(words)) return 'reject';
  if (settings.test(words)) return 'settings';
  if (acknowledge.test(words) && !accepting.test(words)) return 'acknowledge';
  if (accept.test(words)) return 'accept';
  return null;
};

/** Is it a choice for everything at once? Panels also hold one « Refuser » for each service. */
export const isGlobal = (text: string): boolean =>
  /\b(tou(t|s|tes)|all|sans accepter|without|uniquement|only|strictement)\b/.test(plain(text));

/** Lower case, no accents, straight apostrophes, no arrows nor ticks around: « ✗ Interdire tous les cookies ». */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .replaceAll(/[^\p{L}\p{N}'&+]+/gu, ' ')
    .trim();

const paid = /\b([sm]?'?abonn\w*|subscribe|subscription|payer|payant|pay|euros?|premium)\b/;

const inform =
  /^(notre |consultez |voir )*(politique|privacy|cookies? policy|charte|mentions|voir (la|notre) politique|notre page|publicites?|annonces?|contenus?|creer|enregistrer|sauvegarder|save|(accepter|autoriser|confirmer|valider) (la|ma|les|mes) (selection|choix)|lire|read|consulter|learn more about|data policy|nos partenaires|our partners|liste des)/;

const needed = 'necessaires?|essentiels?|essentielles?|obligatoires?|techniques?|indispensables?|fonctionnels?|requis';
const neededEnglish = 'necessary|essentials?|required|functional|technical|mandatory';

const reject = new RegExp(
  [
    String.raw`^(je |tout |tous |les |et )*(refus\w*|rejet\w*|interdi\w*|declin\w*|bloqu\w*)\b`,
    String.raw`\ben (refusant|continuant sans)\b`,
    String.raw`\bdesactiv\w* .*\b(non|optionnel\w*|facultatif\w*)\b`,
    String.raw`\b(tout|tous) (refuser|rejeter|interdire|bloquer|desactiver)\b`,
    String.raw`\bsans (accepter|consentir|consentement|cookies?|traceurs?|accord)\b`,
    "^(non( merci)?|no|nope|annuler|cancel|pas d'accord|je ne suis pas d'accord|je n'accepte pas|ne pas accepter|ne pas autoriser|m'opposer.*|s'opposer.*|je m'oppose)$",
    String.raw`^(non|no) (je|merci|thanks?|i)\b`,
    String.raw`\b(ne|pas) (pas )?accepter\b`,
    '^(desactiver|supprimer|retirer)( tou(t|s|tes))?( les)?( cookies| traceurs)?$',
    String.raw`\b(uniquement|seulement|juste|que) .*\b(${needed})\b`,
    String.raw`\b(${needed}) (uniquement|seulement)\b`,
    `^(accepter |autoriser |utiliser |conserver |garder )?(les )?(cookies )?(strictement )?(${needed})( et (${needed}))?( cookies)?$`,
    String.raw`^(accepter|autoriser) (les |le |uniquement )*(cookies? )?(strictement )?(${needed})\b(?!.*\bet\b)`,
    String.raw`^(i |we )?(reject|decline|deny|refuse|disagree|disallow|block)\b`,
    String.raw`\b(reject|decline|deny|refuse|disable) (all|everything|cookies|optional|non|additional|any)\b`,
    String.raw`\b(without accepting|without consent|do not (accept|agree|consent|allow)|don't (accept|agree|allow|consent)|not (accept|agree)|no thanks?|opt out)\b`,
    String.raw`\b(only|just) .*\b(${neededEnglish})\b`,
    String.raw`\b(${neededEnglish})( cookies)?( and close)? only\b`,
    `^(accept |allow |use |keep )?(strictly )?(${neededEnglish})( cookies)?( only)?$`,
  ].join('|'),
);

const settings = new RegExp(
  [
    String.raw`\b(parametr\w*|configur\w*|preferences?|reglages?|options|customi[sz]e|customi[sz]ation|settings?|preference)\b`,
    '^(.* et )?(je )?personnalise[rz]?( (mes|les|vos|mon|le|votre) (choix|cookies?|traceurs?|consentements?|autorisations?|services?))?$',
    String.raw`^(je |mes |les |voir |modifier |gerer |affiner |reviser |revoir )*(choisi\w*|mes choix|choix)\b`,
    '^(voir (en |les |le )?details?|plus de details?|gestionnaire (de|des) cookies|gerer le consentement)$',
    String.raw`\b(gerer|gestion|modifier|selectionner|manage|change|edit|adjust|choose|select) (mes|les|vos|des|my|your|the|all|cookies?|consent|choices?|options?|purposes?)\b`,
    String.raw`\b(afficher|voir|show|view|see) (les |toutes les |le |more )?(finalites|purposes|details?|objectifs)\b`,
    "^(manage|gerer|more options|more choices|plus d'options|details?|let me choose|decide later)$",
  ].join('|'),
);

const accepting = /accept|autoris|agree|allow/;
const acknowledge =
  /^(x )?((ok )?(j'ai |je l'ai )?(bien )?compris\b.*|ok je comprends|je comprends|entendu|fermer.*|close.*|dismiss|got it.*|(i |ok )?understood|i understand|masquer.*|hide.*|ignorer|x|vu|c'est note)$/;

const accept = new RegExp(
  [
    String.raw`\b(j?'?accept\w*|j?'?autoris\w*|consens|consentir|approuv\w*|activer tout|tout activer)\b`,
    String.raw`^(ok|oui|okay|yes|agreed?|allow|consent|enable|d'accord|continuer|continue|poursuivre|valider)\b`,
    String.raw`\b(d'accord|i agree|agree|allow (all|cookies?|everything)|ok pour moi|i consent|enable all|tout valider|yes i|i'm (ok|happy|fine))\b`,
  ].join('|'),
);

/** What a button of a consent banner does, read from its words alone, in French and in English. */
import type { ControlRole } from '../../model/records.ts';
import { abroad } from './words-abroad.ts';

/** Cookies, named outright: any box that says so may be a banner. */
export const strongWords = String.raw`cookies?\b|traceurs?\b|t[ée]moins de connexion|trackers?\b|consentement`;
/** Enough for a box laid over the page. */
export const weakWords = `${strongWords}|confidentialit[ée]|vie priv[ée]e|donn[ée]es personnelles|personal data|privacy|partenaires`;

/**
 * The role of a control, or null when its words are those of something else. A refusal that must be paid for is no
 * refusal (« Refuser et s’abonner ») but `pay`; what keeps the switches of a panel as they stand is `save`.
 */
export const roleOf = (text: string): ControlRole | null => {
  const words = plain(text);
  // A sentence is no button: 70 characters hold every real one of 3,513 texts seen on sites.
  if (words === '' || words.length > 70) return null;
  if (paid.test(words) || abroad.paid.test(words)) return bought.test(words) ? 'pay' : null;
  if (save.test(words)) return 'save';
  if (inform.test(words)) return null;
  if (both.test(words)) return 'settings';
  if (reject.test(words) || abroad.reject.test(words)) return 'reject';
  if (settings.test(words) || abroad.settings.test(words)) return 'settings';
  if ((acknowledge.test(words) && !accepting.test(words)) || abroad.acknowledge.test(words)) return 'acknowledge';
  if (accept.test(words) || abroad.accept.test(words)) return 'accept';
  return null;
};

/** Is it a choice for everything at once? Panels also hold one « Refuser » for each service. */
export const isGlobal = (text: string): boolean =>
  /\b(tou(t|s|tes)|all|alles?|toda?s|tutti|tutto|sans accepter|without|uniquement|only|strictement)\b/.test(
    plain(text),
  );

/**
 * Does a control open the choice again? Asked of the words near which cookies are named; a policy is a text, not a way
 * back, and « Cookies » alone is one only on a control that leads nowhere else.
 */
export const opensAgain = (text: string, leads: boolean): boolean => {
  const words = plain(text);
  if (words === '' || words.length > 80 || /\b(politique|policy|charte|en savoir plus|learn more)\b/.test(words))
    return false;
  return again.test(words) || (!leads && /^(les |nos )?cookies?( fenetre modale)?$/.test(words));
};

/** « En poursuivant votre navigation, vous acceptez… »: a banner that takes going on for an agreement. */
export const takesGoingOnForConsent = (text: string): boolean => goingOn.test(plain(text));

/** Lower case, no accents, straight apostrophes, no arrows nor ticks around: « ✗ Interdire tous les cookies ». */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .replaceAll(/[^\p{L}\p{N}'&+]+/gu, ' ')
    .trim();

const subject = '(cookies?|traceurs?|consentements?|confidentialite|vie privee|consent|privacy)';
const again = new RegExp(
  [
    String.raw`\b(ger\w+|gestion\w*|modifi\w*|parametr\w*|configur\w*|preferences?|personnalis\w*|chang\w*|revoir|reglages?|retirer|choix|centre|rouvrir|options)\b.{0,30}\b${subject}\b`,
    String.raw`\b${subject}\b.{0,20}\b(parametr\w*|preferences?|reglages?|gestion|choix|settings?|choices|options|manager)\b`,
    String.raw`\b(manage|change|update|withdraw|edit|review|your)\b.{0,20}\b${subject}\b`,
  ].join('|'),
);

const goingOn =
  /\b((en|si vous) (poursuiv|continu)\w*|la poursuite de)\b(?!.{0,20}\bsans\b).{0,80}\b(navigation|visite|naviguer|surfer|utiliser|utilisation|site|defiler)\b.{0,100}\b(accept\w*|consent\w*|autoris\w*|accord)\b|\bby (continuing|browsing|scrolling|using)\b.{0,100}\b(accept|agree|consent)\b/;

const paid =
  /\b([sm]?'?abonn(e|er|ez|ons|ement)s?|deja abonne|already a subscriber|subscribe\w*|subscription|payer|payant|pay|euros?|premium|ad free|abonnements?)\b/;
/** Paying as the other way to go on; « Déjà abonné ? » and a letter to subscribe to are none. */
const bought =
  /\b(refus\w*|reject\w*|declin\w*|deny|sans (pub\w*|accepter|cookies?|traceurs?)|without|payer|pay|ablehnen|rechaz\w*|rifiut\w*)\b|^(je |ou )?[sm]?'?abonn\w*( maintenant)?$|^subscribe( now)?$/;

const save = new RegExp(
  [
    String.raw`^(enregistrer|sauvegarder|appliquer|save|apply|store)\b(?!.*\b(et|and|or|ou) (acce|consult|retriev))`,
    String.raw`^(oui |yes |j'?)?(accept\w*|autoris\w*|confirm\w*|valid\w*|allow|agree)( to)?( only)? (la |ma |les |mes |my |the |your )?(selection|selectionnee?s?|choix|choices?|selected|preferences?|reglages|parametres)( cookies)?( (et|and) (fermer|close))?$`,
    '^(selection seule|confirm selection|allow only selection)$',
  ].join('|'),
);

const inform =
  /^(notre |consultez |voir )*(politique|privacy (policy|notice|statement)|cookies? policy|charte|mentions|voir (la|notre) politique|notre page|publicites?|annonces?|contenus?|creer|lire|read|consulter|learn more about|data policy|nos partenaires|our partners|liste des)|\b(acceptable use|accessibility|under \d+|create account|with (facebook|google|apple)|avec (facebook|google|apple)|rights?|close ad)\b|en savoir plus$/;

/** « Manage or reject cookies » opens a panel. */
const both = /^(manage|gerer|customi[sz]e|parametrer|personnaliser)\b.*\b(or|ou|et|and)\b.*\b(reject|refus\w*|decline)/;

const needed = 'necessaires?|essentiels?|essentielles?|obligatoires?|techniques?|indispensables?|fonctionnels?|requis';
const neededEnglish = 'necessary|essentials?|required|functional|technical|mandatory';

const reject = new RegExp(
  [
    String.raw`^(je |tout |tous |les |et )*(refus\w*|rejet\w*|interdi\w*|declin\w*|bloqu\w*)\b`,
    String.raw`\ben (refusant|continuant sans)\b`,
    String.raw`\bdesactiv\w* .*\b(non|optionnel\w*|facultatif\w*)\b`,
    String.raw`\b(tout|tous) (refuser|rejeter|interdire|bloquer|desactiver)\b`,
    String.raw`\bsans (accepter|consentir|consentement|cookies?|traceurs?|accord)\b`,
    String.raw`\b(retirer|revoquer) (mon|le|votre|tout) ?consentement\b`,
    "^(non( merci)?|no|nope|annuler|cancel|pas d'accord|je ne suis pas d'accord|je n'?accepte pas|ne pas accepter|ne pas autoriser|[ms]'?opposer.*|je m'?oppose)$",
    String.raw`^(non|no) (je|merci|thanks?|i)\b`,
    String.raw`\b(ne|pas) (pas )?accepter\b`,
    '^(desactiver|supprimer|retirer)( tou(t|s|tes))?( les)?( cookies| traceurs)?$',
    String.raw`\b(uniquement|seulement|juste|que) .*\b(${needed})\b`,
    String.raw`\b(${needed}) (uniquement|seulement)\b`,
    `^(accepter |autoriser |utiliser |conserver |garder )?(les )?(cookies )?(strictement )?(${needed})( et (${needed}))?( cookies)?$`,
    String.raw`^(accepter|autoriser) (les |le |uniquement )*(cookies? )?(strictement )?(${needed})\b(?!.*\bet\b)`,
    String.raw`^(i |we )?(reject|decline|deny|refuse|disagree|disallow|block)\b`,
    String.raw`\b(reject|decline|deny|refuse|disable) (all|everything|cookies|optional|non|additional|any)\b`,
    String.raw`\b(without (accept\w*|agree\w*|consent\w*|cookies|deciding)|do not (accept|agree|consent|allow)|don'?t (accept|agree|allow|consent)|not (accept|agree)|no thanks?|opt out( of)?( all)?$)`,
    String.raw`\b(only|just) .*\b(${neededEnglish})\b`,
    String.raw`\b(${neededEnglish})( cookies)?( and close)? only\b`,
    String.raw`^(accept|allow|use|keep) (the |strictly |only )*(${neededEnglish})\b(?!.*\band (all|anal|perf|mark|stat|other))`,
    '^(withdraw|revoke) (my |the |all )?consent$',
    `^(accept |allow |use |keep )?(strictly )?(${neededEnglish})( cookies)?( only)?$`,
  ].join('|'),
);

const settings = new RegExp(
  [
    String.raw`\b(parametr\w*|configur\w*|preferences?|reglages?|d?'?options|customi[sz]e|customi[sz]ation|personali[sz]e|settings?|preference)\b`,
    '^(.* et )?(je )?personnalise[rz]?( (mes|les|vos|mon|le|votre) (choix|cookies?|traceurs?|consentements?|autorisations?|services?))?$',
    String.raw`^(je |mes |les |voir |modifier |gerer |affiner |reviser |revoir )*(choisi\w*|mes choix|choix)\b`,
    String.raw`\b(set|make) (your|my) (own )?(choices?|selection)\b`,
    '^(laissez moi choisir|cookie consent manager|cookie management|learn more and manage|privacy controls|more details|choose|view cookies|voir (en |les |le )?details?|plus de details?|gestionnaire (de|des) cookies|gerer le consentement)$',
    String.raw`\b(gerer|gestion|modifier|selectionner|manage|change|edit|adjust|choose|select) (mes|les|vos|des|my|your|the|all|cookies?|consent|choices?|options?|purposes?)\b`,
    String.raw`\b(afficher|voir|show|view|see) (les |toutes les |le |more )?(finalites|purposes|details?|objectifs)\b`,
    "^(manage|gerer|more options|more choices|plus d'?options|let me choose|decide later)$",
  ].join('|'),
);

const accepting = /accept|autoris|agree|allow/;
const acknowledge =
  /^(x )?((ok )?(j'ai |je l'ai )?(bien )?compris\b.*|ok je comprends|je comprends|entendu|(that'?s|ok) (ok|fine|fermer|thanks|got it)|okay (got it|thanks)|alles klar|confirm|fermer.*|close.*|dismiss|got it.*|(i |ok )?understood|i understand|masquer.*|hide.*|ignorer|x|vu|c'est note)$/;

const accept = new RegExp(
  [
    String.raw`\b(j?'?accept\w*|j?'?autoris\w*|consens|consentir|approuv\w*|activer tout|tout activer)\b`,
    "^c'?est (bon|ok)( pour moi)?$",
    String.raw`^(ok|oui|okay|yes|agreed?|allow|consent|enable|d'accord|continuer|continue|poursuivre|valider)\b`,
    String.raw`\b(d'accord|i agree|agree|allow (all|cookies?|everything)|ok pour moi|i consent|enable all|tout valider|yes i|i'?m (ok|happy|fine))\b`,
  ].join('|'),
);

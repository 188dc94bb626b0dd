/** The words of each role, in French and in English; read on plain text: lower case, no accents, ’ as '. */
import type { PageRole } from '../model/records.ts';
import type { Way } from './inside/ways.ts';

export type LookedFor = Exclude<PageRole, 'entry' | 'next' | 'step'>;

export type RoleWords = {
  role: LookedFor;
  /** The whole text is the name of the page. */
  label: RegExp;
  /** Somewhere in the text, or in the address. */
  words: RegExp;
  /** A longer text is a sentence that speaks of it. */
  longest: number;
  /** Where such a link usually stands. */
  areas: readonly Way['area'][];
};

const foot = ['footer'] as const;
const head = ['header'] as const;

/** In the order of the visit: when its time runs out, the last ones are those left. */
export const roleWords: readonly RoleWords[] = [
  {
    role: 'legal-notice',
    label: /^(les )?mentions? legales?$|^legal notice$/,
    words: /\b(mentions? legales?|infos? legales?|informations? legales?|legal notice|imprint|impressum)\b/,
    longest: 200,
    areas: foot,
  },
  {
    role: 'privacy',
    label:
      /^(la )?(politique de )?(confidentialite|protection des donnees|vie privee)$|^donnees personnelles$|^privacy( policy)?$/,
    words: /\b(confidentialite|vie privee|donnees (a caractere )?personnelles?|protection des donnees|rgpd|privacy)\b/,
    longest: 200,
    areas: foot,
  },
  {
    role: 'sign-in',
    label: /^(se |me )?connecter$|^(connexion|connectez vous|s'identifier|identification|log ?in|sign ?in)$/,
    words:
      /\b(se connecter|me connecter|connexion|connectez[ -]vous|s'identifier|identifiez[ -]vous|identification|authentification|log ?in|sign[ -]?in|(mon|votre|acceder a mon) (compte|espace)|espace (personnel|eleve|enseignant|professeur|parent|famille)s?)\b/,
    longest: 50,
    areas: head,
  },
  {
    role: 'sign-up',
    label: /^(s'inscrire|inscription|inscrivez[ -]vous|(creer|ouvrir) (un|mon|votre) compte|sign ?up|register)$/,
    words:
      /\b(s'inscrire|m'inscrire|inscription|inscrivez[ -]vous|(creer|creez|ouvrir) (un |mon |son |votre )?(nouveau )?compte|creation de compte|nouveau compte|sign[ -]?up|register|registration|create (an |your )?account)\b/,
    longest: 50,
    areas: head,
  },
  {
    role: 'content',
    label: /^((les |nos )?(exercices?|activites?|lecons?|jeux)|jouer|commencer|essayer|s'entrainer|demo|play|start)$/,
    words:
      /\b(exercices?|exercises?|activites?|activity|activities|jouer|jeux?|games?|lecons?|lessons?|cours|courses?|quiz|s'entrainer|entrainement|ressources?|demo|demonstration|essayer|commencer|try|play)\b/,
    longest: 60,
    areas: ['main', 'other'],
  },
  {
    role: 'accessibility',
    label:
      /^(declaration d')?accessibilite( ?: ?(non|partiellement|totalement) conforme)?$|^accessibility( statement)?$/,
    words: /\b(accessibilite|accessibility|rgaa)\b/,
    longest: 200,
    areas: foot,
  },
  {
    role: 'terms',
    label: /^(cgu|cgv|conditions generales( d'utilisation)?|conditions d'utilisation|terms( of (use|service))?)$/,
    words: /\b(cgu|cgv|conditions? generales?|conditions? d'utilisation|terms|conditions of use)\b/,
    longest: 200,
    areas: foot,
  },
  {
    role: 'cookies',
    label: /^(politique (des? |en matiere de )?)?(cookies?|traceurs)$|^cookies? policy$/,
    words: /\b(cookies?|traceurs?)\b/,
    longest: 200,
    areas: foot,
  },
];

/** Acts, not pages: a visit signs nobody out, subscribes to nothing and deletes nothing. */
export const quiet =
  /\b(deconnexion|deconnecter|log ?out|sign ?out|newsletter|infolettre|lettre d'information|desinscri\w*|desabonn\w*|s'abonner|unsubscribe|supprimer|delete|panier|cart|mot de passe (oublie|perdu)|forgot\w*)\b/;

/** Files, and addresses that do something. */
export const notAPage =
  /\.(pdf|docx?|xlsx?|pptx?|od[tsp]|zip|gz|7z|exe|dmg|msi|apk|deb|jpe?g|png|gif|svg|webp|mp[34]|webm|ogg|ics|xml|rss|json)([?#]|$)|[?&/](logout|signout|delete|remove|unsubscribe|deconnexion)\b/i;

/** Pages of the house, which are never an exercise. */
export const contentWords =
  /\b(contact|aide|help|faq|blog|actualites?|news|presse|tarifs?|prix|pricing|a propos|about|equipe|team|partenaires?|support|plan du site|sitemap|accueil|home|langue|language|english|francais)\b/;

/** Whether a page was really loaded: an error page, a robot check or a blank page is never « nothing found ». */
import type { InconclusiveReason } from '../model/phase.ts';
import { refusalReasons, refusalWords } from '../model/refusal.ts';
import type { SeenDocument } from './inside/document.ts';
import { limits } from './limits.ts';

/** What is known of one navigation once the waiting is over; null where nothing could be read. */
export type Arrival = {
  /** Playwright's words when the navigation failed. */
  error: string | null;
  url: string;
  status: number | null;
  headers: Record<string, string>;
  /** The guard's reason when it answered in place of the site. */
  guard: string | null;
  /** Redirects in a row before the answer. */
  redirects: number;
  crashed: boolean;
  download: boolean;
  ready: boolean;
  document: SeenDocument | null;
};

export type LoadTrouble = { reason: InconclusiveReason; detail: string };

/** Null when the page was loaded and can be judged; else why nothing may be concluded from it. */
export const troubleOf = (arrival: Arrival): LoadTrouble | null =>
  refusedBy(arrival) ??
  ledTooFar(arrival) ??
  brokenBy(arrival) ??
  wallIn(arrival) ??
  answeredBadly(arrival) ??
  emptyOf(arrival);

const refusedBy = ({ guard }: Arrival): LoadTrouble | null => {
  if (guard === null) return null;
  const reason = refusalReasons.find((each) => each === guard);
  if (reason) return { reason: 'refused', detail: refusalWords[reason] };
  return { reason: 'unreachable', detail: 'Le serveur de l’outil ne répond pas. Vérifiez l’adresse, puis réessayez.' };
};

const ledTooFar = ({ redirects }: Arrival): LoadTrouble | null =>
  redirects > limits.redirects ? { reason: 'refused', detail: refusalWords['too-many-redirects'] } : null;

const brokenBy = (arrival: Arrival): LoadTrouble | null => {
  const { error, crashed, download, ready } = arrival;
  if (crashed) return { reason: 'crashed', detail: 'La page a fait planter le navigateur.' };
  if (download) return { reason: 'blank-page', detail: 'Cette adresse donne un fichier à télécharger, pas une page.' };
  // An error status without a body makes Chromium show its own error page: the status says more.
  if (arrival.status !== null && arrival.status >= 400) return null;
  if (error !== null) return networkTrouble(error);
  if (arrival.url.startsWith('chrome-error:')) {
    return {
      reason: 'browser-error-page',
      detail: 'Le navigateur a montré sa propre page d’erreur, pas celle de l’outil.',
    };
  }
  if (!ready || !arrival.document) {
    return { reason: 'timeout', detail: 'La page n’a pas fini de se charger dans le temps imparti.' };
  }
  return null;
};

const networkTrouble = (error: string): LoadTrouble => {
  if (/Timeout|ERR_TIMED_OUT/i.test(error)) {
    return { reason: 'timeout', detail: 'Le serveur n’a pas répondu dans le temps imparti. Réessayez plus tard.' };
  }
  if (/crash/i.test(error)) return { reason: 'crashed', detail: 'La page a fait planter le navigateur.' };
  const code = /net::(ERR_[A-Z_]+)/.exec(error)?.[1] ?? null;
  if (code && /CERT|SSL/.test(code)) {
    return {
      reason: 'unreachable',
      detail: `La connexion chiffrée a échoué (${code}). Vérifiez le certificat du site.`,
    };
  }
  if (code === 'ERR_TOO_MANY_REDIRECTS') {
    return { reason: 'unreachable', detail: 'La page redirige sans fin. Donnez l’adresse finale.' };
  }
  const what = code ? ` (${code})` : '';
  return {
    reason: 'unreachable',
    detail: `La page n’a pas pu être atteinte${what}. Vérifiez l’adresse, puis réessayez.`,
  };
};

/** Titles and sentences of the usual robot checks; their texts are short, a real page about them is not. */
const wallTitles =
  /^(just a moment|un instant|attention required!|access denied|pardon our interruption|verifying you are human|checking your browser|vérification de sécurité|êtes-vous un robot|are you a robot|robot check|human verification)/i;
const wallTexts =
  /(checking (if the site connection is secure|your browser)|verify(ing)? (that )?you are (a )?human|vérifi(ez|er|ons) que vous (n’êtes|n'êtes|êtes)|enable javascript and cookies to continue|activer javascript et les cookies pour continuer|unusual traffic from your|trafic inhabituel)/i;
const boxTexts = /(je ne suis pas un robot|i[’']m not a robot)/i;
/** The question of a home-made captcha, in a form among other things: anything else may be a wall, and is one. */
const homeMade = /(je ne suis pas un robot|i[’']m not a robot)\s*:[^?]{0,80}\?/i;
const shortChars = 1_500;
const aloneChars = 100;

const wallIn = ({ document, headers }: Arrival): LoadTrouble | null => {
  const wall: LoadTrouble = {
    reason: 'bot-wall',
    detail:
      'Le site a montré un contrôle anti-robot à la place de la page. Autorisez Préau, puis redemandez le contrôle.',
  };
  if (headers['cf-mitigated'] === 'challenge' || headers['x-amzn-waf-action'] !== undefined) return wall;
  if (!document || document.text.length > shortChars) return null;
  const { captcha, text } = document;
  if (wallTitles.test(document.title.trim()) || wallTexts.test(text)) return wall;
  const length = text.trim().length;
  if (boxTexts.test(text) && (captcha || length < aloneChars || !homeMade.test(text))) return wall;
  return captcha && length < 200 ? wall : null;
};

const answeredBadly = ({ status }: Arrival): LoadTrouble | null =>
  status === null || status < 400
    ? null
    : { reason: 'http-error', detail: `Le serveur a répondu par une erreur ${status} à la place de la page.` };

const emptyOf = ({ document }: Arrival): LoadTrouble | null =>
  document && (document.text.trim() !== '' || document.visible)
    ? null
    : { reason: 'blank-page', detail: 'La page est vide : rien à lire et rien à voir.' };

/** French dates, counts and spacing, as people read them, on screens and on paper. */

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });
const time = new Intl.DateTimeFormat('fr-FR', { hour: 'numeric', minute: '2-digit', timeZone: 'Europe/Paris' });
const number = new Intl.NumberFormat('fr-FR');

/** « 1er décembre 2026 » from an ISO date or instant, in Paris time; the text itself when it is no date. */
export const frenchDate = (iso: string): string => {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  // Intl writes « 1 décembre »; French wants the ordinal on the first day.
  return day.format(date).replace(/^1 /, '1er ');
};

/** « 24 novembre 2026 à 7 h 31 », in Paris time. */
export const frenchMoment = (iso: string): string => {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const [hour, minute] = time.format(date).split(':');
  return `${frenchDate(iso)} à ${Number(hour)}\u00a0h\u00a0${minute}`;
};

/** « 0 outil », « 1 outil », « 2 outils »: zero is singular in French. */
export const counted = (many: number, one: string, several: string): string =>
  `${number.format(many)}\u00a0${many < 2 ? one : several}`;

/** Text that must keep its spaces exactly: what people typed, addresses, code. */
const verbatim = /(<(textarea|code|pre|script|style|title)\b[\s\S]*?<\/\2>|<[^>]*>)/;

/**
 * Puts the unbreakable spaces of French in the text of an HTML page, in one place and for every author.
 * Attributes, fields and code are left alone.
 */
export const typeset = (html: string): string =>
  html
    .split(verbatim)
    // split() also yields the name captured inside `verbatim`; it stands after each piece that holds it.
    .flatMap((piece, index) => (index % 3 === 0 ? [spaced(piece)] : index % 3 === 1 ? [piece] : []))
    .join('');

const spaced = (text: string): string =>
  text
    .replaceAll(/ ([;!?])/g, '\u202f$1')
    .replaceAll(/ ([:»%])/g, '\u00a0$1')
    .replaceAll(/« /g, '«\u00a0');

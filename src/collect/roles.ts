/** Which page plays which part: chosen from the words, the address and the place of the ways that lead there. */
import { getDomain } from 'tldts';
import { isSameDocument } from '../model/document.ts';
import type { PageRole } from '../model/records.ts';
import { plain } from './consent/words.ts';
import type { Way } from './inside/ways.ts';
import { contentWords, type LookedFor, notAPage, quiet, type RoleWords, roleWords } from './role-words.ts';

/** A page chosen for one role or several, and why, in French. */
export type ChosenPage = { url: string; roles: PageRole[]; reason: string };

type Words = Pick<Way, 'text' | 'url'>;

/**
 * Roles that a way claims, by its text and, failing that, by its address. It may claim several: « Mentions légales et
 * confidentialité », « Connexion / Inscription ».
 */
export const rolesOf = (way: Words): LookedFor[] => claimsOf(way).map(({ role }) => role);

type Claim = { role: LookedFor; by: 'label' | 'text' | 'address' };

const claimsOf = (way: Words): Claim[] => {
  const text = plain(way.text);
  if (quiet.test(text)) return [];
  const byText = roleWords
    .filter(({ words, longest }) => text.length <= longest && words.test(text))
    .map(({ role, label }): Claim => ({ role, by: label.test(text) ? 'label' : 'text' }));
  if (byText.some(({ role }) => role !== 'content') || text.length > 120) return byText;
  const byAddress = roleWords
    .filter(({ words }) => words.test(addressWords(way.url)))
    .map(({ role }): Claim => ({ role, by: 'address' }));
  // « Commencer » that leads to /inscription is a way to sign up, not an exercise.
  return byText.length > 0 && byAddress.every(({ role }) => role === 'content') ? byText : byAddress;
};

const addressWords = (url: string): string => {
  const address = URL.parse(url);
  if (!address) return '';
  return plain(decoded(`${address.pathname} ${address.hash}`).replaceAll(/[-_/.#!]+/g, ' '));
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The pages that `ways` offer for the roles wanted, in the order of the roles; the order of `ways` changes nothing. */
export const choosePages = (ways: readonly Way[], wanted: readonly LookedFor[], entry: string): ChosenPage[] => {
  const offers = distinct(ways.filter((way) => isOffered(way, entry)));
  const pages = new Map<string, ChosenPage>();
  for (const { role, areas } of roleWords) {
    if (!wanted.includes(role)) continue;
    const best = bestFor(role, areas, offers) ?? (role === 'content' ? anyContent(offers) : null);
    if (!best) continue;
    const known = pages.get(best.url);
    if (known) pages.set(best.url, { ...known, roles: [...known.roles, role] });
    else pages.set(best.url, { url: best.url, roles: [role], reason: best.reason });
  }
  return [...pages.values()];
};

type Offer = { way: Way; claims: Claim[] };

const isOffered = (way: Way, entry: string): boolean =>
  isSameSite(way.url, entry) &&
  !isSameDocument(way.url, entry) &&
  !notAPage.test(way.url) &&
  !quiet.test(plain(way.text));

/** One address is offered once for each of its words; a fragment that is only a place in the page is dropped. */
const distinct = (ways: readonly Way[]): Offer[] => {
  const bare = ways.map((way) => ({ ...way, url: /#[/!]/.test(way.url) ? way.url : way.url.replace(/#.*$/, '') }));
  const unique = new Map(bare.map((way) => [`${way.url} ${way.text} ${way.area} ${way.by}`, way]));
  return [...unique.keys()].sort().flatMap((key) => {
    const way = unique.get(key);
    return way ? [{ way, claims: claimsOf(way) }] : [];
  });
};

const strengths = ['label', 'text', 'address'] as const;

const bestFor = (role: LookedFor, areas: RoleWords['areas'], offers: readonly Offer[]) => {
  const ranked = offers
    .flatMap(({ way, claims }) => {
      const claim = claims.find((each) => each.role === role);
      return claim
        ? [{ way, rank: [strengths.indexOf(claim.by), areas.includes(way.area) ? 0 : 1, way.text.length] }]
        : [];
    })
    // Sorted by address already: where all else is equal, the first address wins.
    .toSorted((one, other) => compare(one.rank, other.rank));
  const [best] = ranked;
  return best ? { url: best.way.url, reason: reasonOf(best.way, strengths[best.rank[0] ?? 2] === 'address') } : null;
};

const compare = (one: readonly number[], other: readonly number[]): number =>
  one.map((value, place) => value - (other[place] ?? 0)).find((difference) => difference !== 0) ?? 0;

const areaWords = {
  header: ' en tête de page',
  main: ' dans le contenu',
  footer: ' en pied de page',
  other: '',
} as const;

const reasonOf = ({ text, area, by }: Way, byAddress: boolean): string => {
  const named = text === '' ? 'sans texte' : `« ${text.slice(0, 120)} »`;
  return `${by === 'link' ? 'lien' : 'bouton'} ${named}${areaWords[area]}${byAddress ? ', reconnu à son adresse' : ''}`;
};

/** Where no word tells an exercise: the first address, in code order, that the body of the page itself offers. */
const anyContent = (offers: readonly Offer[]) => {
  const free = offers.filter(
    ({ way, claims }) => claims.length === 0 && way.text !== '' && !contentWords.test(plain(way.text)),
  );
  const inMain = free.find(({ way }) => way.area === 'main') ?? free.find(({ way }) => way.area === 'other');
  return inMain ? { url: inMain.way.url, reason: `${reasonOf(inMain.way, false)}, premier par ordre d’adresse` } : null;
};

/** Same registrable domain; for an address without one (loopback, IP), same host and port. */
export const isSameSite = (one: string, other: string): boolean => {
  const [first, second] = [URL.parse(one), URL.parse(other)];
  if (!first || !second) return false;
  const domain = getDomain(one, { allowPrivateDomains: true });
  return domain === null ? first.host === second.host : domain === getDomain(other, { allowPrivateDomains: true });
};

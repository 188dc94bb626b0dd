/** Which links lead to the documents that the law asks for, and in which order they are opened. */
import { getDomain } from 'tldts';
import { isSameDocument } from '../model/document.ts';
import type { PageRole } from '../model/evidence.ts';
import { plain } from './consent/words.ts';
import type { SeenLink } from './inside/document.ts';
import { type Cut, limits } from './limits.ts';

export type LegalPage = { url: string; roles: PageRole[] };

const roleWords: readonly (readonly [PageRole, RegExp])[] = [
  ['legal-notice', /\b(mentions? legales?|infos? legales?|informations? legales?|legal notice|imprint|impressum)\b/],
  [
    'privacy',
    /\b(confidentialite|vie privee|donnees (a caractere )?personnelles?|protection des donnees|rgpd|privacy)\b/,
  ],
  ['accessibility', /\b(accessibilite|accessibility|rgaa)\b/],
  ['terms', /\b(cgu|cgv|conditions? generales?|conditions? d'utilisation|terms|conditions of use)\b/],
  ['cookies', /\b(cookies?|traceurs?)\b/],
];

/**
 * Roles that a link claims, by its text and, failing that, by its address. A link may claim several:
 * « Mentions légales et confidentialité ».
 */
export const rolesOf = ({ text, url }: Pick<SeenLink, 'text' | 'url'>): PageRole[] => {
  const byText = matching(plain(text));
  if (byText.length > 0 || text.length > 120) return byText;
  const address = URL.parse(url);
  return address ? matching(plain(`${address.pathname} ${address.hash}`.replaceAll(/[-_/.#]+/g, ' '))) : [];
};

/** Same-site documents to open: the first link of each role, each address once, `limits.legalPages` addresses. */
export const chooseLegalPages = (links: SeenLink[], entry: string, cuts: Cut[]): LegalPage[] => {
  const pages = new Map<string, PageRole[]>();
  for (const [role] of roleWords) {
    const link = links.find(
      (each) => isSameSite(each.url, entry) && !isSameDocument(each.url, entry) && rolesOf(each).includes(role),
    );
    if (link) pages.set(link.url, [...(pages.get(link.url) ?? []), role]);
  }
  const chosen = [...pages].map(([url, roles]) => ({ url, roles }));
  if (chosen.length > limits.legalPages) cuts.push({ what: 'legal-pages', at: limits.legalPages });
  return chosen.slice(0, limits.legalPages);
};

const matching = (words: string): PageRole[] =>
  roleWords.flatMap(([role, pattern]) => (pattern.test(words) ? [role] : []));

/** Same registrable domain; for an address without one (loopback, IP), same host and port. */
export const isSameSite = (one: string, other: string): boolean => {
  const [first, second] = [URL.parse(one), URL.parse(other)];
  if (!first || !second) return false;
  const domain = getDomain(one, { allowPrivateDomains: true });
  return domain === null ? first.host === second.host : domain === getDomain(other, { allowPrivateDomains: true });
};

/** First party, same owner or third party: by registrable name, then by who stands behind the two names. */
import type { Evidence } from '../../model/evidence.ts';
import type { Lists } from '../../model/lists.ts';
import type { Party } from '../../model/tracker.ts';
import { domainsAbove, isRented, partsOf, siteOf } from './site.ts';

export type Parties = {
  /** The party of an address towards the site visited. */
  of: (url: string) => Party;
  /** Who stands behind an address, where a list knows. */
  ownerOf: (url: string) => string | null;
};

/**
 * The site visited is the target's, and that of the page where it really led (example.org that redirects to
 * example.fr is at home on both).
 */
export const partiesOf = (evidence: Evidence, lists: Lists): Parties => {
  const pages = evidence.pages.kind === 'collected' ? evidence.pages.records : [];
  const homes = [
    evidence.target,
    ...pages.filter((page) => page.role === 'entry' && page.loaded).map(({ url }) => url),
  ];
  const sites = new Set(homes.map(siteOf).filter((site) => site !== ''));
  const ownerOf = (url: string): string | null => nameOf(partsOf(url).host, lists);
  const owners = new Set(homes.map(ownerOf).filter((owner) => owner !== null));
  const of = (url: string): Party => {
    if (sites.has(siteOf(url))) return 'first';
    const owner = ownerOf(url);
    return owner !== null && owners.has(owner) ? 'same-owner' : 'third';
  };
  return { of, ownerOf };
};

/**
 * Our own list, then third-party-web. A rented name (x.github.io, x.cloudfront.net) says who lets it, not who
 * lives there, so only our own list may answer for it.
 */
const nameOf = (host: string, lists: Lists): string | null => {
  if (host === '') return null;
  for (const domain of domainsAbove(host)) {
    const owner = lists.owners.get(domain);
    if (owner !== undefined) return owner;
  }
  return isRented(host) ? null : (lists.entityOf(host)?.owner ?? null);
};

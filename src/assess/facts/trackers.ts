/** Which known service does a request go to? Our own list first, then third-party-web, then EasyPrivacy. */

import type { KnownService, Lists } from '../../model/lists.ts';
import type { Party, Tracker, TrackerCategory } from '../../model/tracker.ts';
import { domainsAbove, partsOf, urlOf } from './site.ts';

export type Asked = { url: string; type: string; page: string; party: Party };
/** `byPath`: known by the shape of its path alone, on a host that no list names. */
export type Recognised = { tracker: Tracker; exemptable: boolean; byPath: boolean };

/** From the most precise list to the least; null when no list knows the request. */
export const serviceOf = (asked: Asked, lists: Lists): Recognised | null => {
  const { host, path, query } = partsOf(asked.url);
  if (host === '') return null;
  const own = ownList(host, path + query, lists);
  if (own) return own;
  const entity = lists.entityOf(host)?.tracker;
  // A site that is itself a listed entity (twitter.com visited) is not its own tracker.
  if (entity && asked.party !== 'first') return { tracker: entity, exemptable: false, byPath: false };
  // The page itself is what the visitor asked for, whatever a filter says of its address.
  if (asked.party === 'first' && asked.type === 'document') return null;
  return lists.flagged(asked) ? { tracker: flaggedAs(host), exemptable: false, byPath: false } : null;
};

/**
 * The service hidden behind a first-party name by CNAME. Only services that watch people count: a site served
 * through a CDN's name is not thereby tracked.
 */
export const cloakedServiceOf = (cnames: readonly string[], asked: Asked, lists: Lists): Recognised | null => {
  for (const name of cnames) {
    const url = urlOf(asked.url);
    if (!url) return null;
    url.hostname = name;
    const found = serviceOf({ ...asked, url: url.href, party: 'third' }, lists);
    if (found && watchers.has(found.tracker.category)) return found;
  }
  return null;
};

const watchers: ReadonlySet<TrackerCategory> = new Set([
  'advertising',
  'analytics',
  'social',
  'session-recording',
  'fingerprinting',
  'tag-manager',
]);

/** Trades that the law asks consent for; a tag manager alone reads nothing yet, and `other` is too vague to accuse. */
export const needsConsent = ({ tracker, exemptable }: Recognised): boolean =>
  !exemptable && tracker.category !== 'tag-manager' && watchers.has(tracker.category);

const ownList = (host: string, address: string, lists: Lists): Recognised | null => {
  for (const domain of domainsAbove(host)) {
    const found = lists.services.get(domain)?.find((service) => service.path === null || service.path(address));
    if (found) return recognised(found, false);
  }
  if (!lists.shaped(address)) return null;
  const shape = lists.shapes.find((service) => service.path?.(address) === true);
  return shape ? recognised(shape, true) : null;
};

const recognised = ({ tracker, exemptable }: KnownService, byPath: boolean): Recognised => ({
  tracker,
  exemptable,
  byPath,
});

/** EasyPrivacy names no company: the host is the only honest name. */
const flaggedAs = (host: string): Tracker => ({
  name: host,
  category: 'other',
  owner: null,
  country: null,
  list: 'easyprivacy',
});

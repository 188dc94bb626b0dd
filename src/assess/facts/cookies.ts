/** Cookies with their party, purpose and need of consent, told only when a list knows the name. */

import type { CookieFact, StorageFact } from '../../model/facts.ts';
import type { KnownCookie, Lists } from '../../model/lists.ts';
import type { CookieRecord, StorageRecord } from '../../model/records.ts';
import type { Party } from '../../model/tracker.ts';
import type { Parties } from './party.ts';
import { isUnder, partsOf } from './site.ts';

/** `pageUrl`: the entry page of the cookie's phase, which tells whether the visit was over https. */
export const readCookie = (record: CookieRecord, pageUrl: string, parties: Parties, lists: Lists): CookieFact => {
  const host = record.domain.replace(/^\./, '');
  const party = partyOf(record, host, pageUrl, parties);
  const known = knownAs(record, host, party, lists);
  return {
    phase: record.phase,
    name: record.name,
    domain: record.domain,
    path: record.path,
    session: record.session,
    lifetimeDays: record.lifetimeDays,
    httpOnly: record.httpOnly,
    secure: record.secure,
    sameSite: record.sameSite,
    stored: record.stored,
    party,
    setBy: record.setBy.url,
    ...(known ? { purpose: known.purpose, consent: known.consent } : {}),
    service: known?.service ?? null,
    sensitive: known ? known.purpose === 'session' || known.purpose === 'authentication' : looksSensitive(record.name),
    https: partsOf(pageUrl).scheme === 'https',
    partitioned: record.partitioned,
    blocked: record.blocked,
    identifier: record.identifier,
    sentTo: thirdOf(record.sentTo, parties),
  };
};

export const readStorage = (record: StorageRecord, parties: Parties, lists: Lists): StorageFact => {
  const known = lists.keys.find((each) => each.key(record.key));
  return {
    phase: record.phase,
    origin: record.origin,
    area: record.area,
    key: record.key,
    valueLength: record.valueLength,
    party: parties.of(record.origin),
    service: known?.service ?? null,
    ...(known ? { consent: known.consent } : {}),
    identifier: record.identifier,
    sentTo: thirdOf(record.sentTo, parties),
  };
};

const thirdOf = (hosts: readonly string[], parties: Parties): string[] =>
  hosts.filter((host) => parties.of(`http://${host}/`) === 'third');

/** Cookies ignore ports, our sites do not (see site.ts): on an IP address or localhost, who set it decides. */
const partyOf = (record: CookieRecord, host: string, pageUrl: string, parties: Parties): Party => {
  const page = partsOf(pageUrl);
  if (host !== page.host) return parties.of(`http://${host}/`);
  return parties.of(record.setBy.kind === 'http' && record.setBy.url !== null ? record.setBy.url : pageUrl);
};

const knownAs = (record: CookieRecord, host: string, party: Party, lists: Lists): KnownCookie | null =>
  lists.cookies.find(
    (each) =>
      each.name(record.name) &&
      (!each.own || party !== 'third') &&
      (each.domains === null || each.domains.some((domain) => isUnder(host, domain))),
  ) ?? null;

/** `user_session`, `authToken`, `sid`, `app.jwt`… but not `csrf_token`, which scripts must read. */
const looksSensitive = (name: string): boolean =>
  /(^|[._-])(sess(ion)?(id)?|sid|auth|jwt|sso|remember(me|_token)?|(access|refresh|id|auth)[._-]?token)([._-]|$)/i.test(
    name.replaceAll(/([a-z])([A-Z])/g, '$1_$2'),
  ) && !/csrf|xsrf/i.test(name);

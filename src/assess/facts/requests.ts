/** Requests with their party, owner, known service, address and hidden name. */

import type { RequestFact } from '../../model/facts.ts';
import type { Lists } from '../../model/lists.ts';
import type { RequestRecord } from '../../model/records.ts';
import type { Network } from './network.ts';
import type { Parties } from './party.ts';
import { readPing } from './ping.ts';
import { partsOf, siteOf } from './site.ts';
import { type Asked, cloakedServiceOf, needsConsent, type Recognised, serviceOf } from './trackers.ts';

export type Surroundings = { parties: Parties; network: Network; lists: Lists };
export type ReadRequest = { fact: RequestFact; needsConsent: boolean };

/**
 * One request read with the lists. A first-party name that leads by CNAME to a service that watches people is
 * a third party under a borrowed name: it is told as third, and `cname` says why.
 */
export const readRequest = (record: RequestRecord, around: Surroundings): ReadRequest => {
  const { parties, network, lists } = around;
  const { host, path, scheme } = partsOf(record.url);
  const asked = { url: record.url, type: record.type, page: record.page, party: parties.of(record.url) };
  const cnames = network.cnamesOf(host);
  const hidden = mayHide(asked, host) ? cloakedServiceOf(strangersIn(cnames, host, parties), asked, lists) : null;
  const service = hidden ?? serviceOf(asked, lists);
  const disguise = hidden ? 'cname' : service !== null && isRelayed(service, asked, parties) ? 'path' : null;
  const party = hidden ? 'third' : asked.party;
  const address = network.addressOf(host);
  const fact: RequestFact = {
    phase: record.phase,
    page: record.page,
    url: record.url,
    host,
    path,
    scheme,
    method: record.method,
    type: record.type,
    channel: record.channel,
    initiator: record.initiator.url,
    answered: record.status !== null,
    party,
    owner: service?.tracker.owner ?? parties.ownerOf(record.url),
    tracker: service?.tracker ?? null,
    ...(address === undefined ? {} : { address }),
    disguise,
    cname: leaves(cnames, host) ? (cnames.at(-1) ?? null) : null,
    consentState: readPing(record.url)?.consent ?? null,
    ...(record.bytes === null ? {} : { bytes: record.bytes }),
    body: record.body !== null,
    chain: record.initiator.chain,
  };
  const elsewhere = party === 'third' || disguise !== null;
  return { fact, needsConsent: elsewhere && service !== null && needsConsent(service) };
};

/** The server of the page itself is what the visitor asked for, whoever rents it: a shop on a platform hides nothing. */
const mayHide = ({ party, page }: Asked, host: string): boolean => party !== 'third' && partsOf(page).host !== host;

/** The names behind a name that belong neither to the site nor to its owner. */
const strangersIn = (cnames: readonly string[], host: string, parties: Parties): string[] =>
  leaves(cnames, host) ? cnames.filter((name) => parties.of(`http://${name}/`) === 'third') : [];

/**
 * A company's own collection path on a name of the site: its server hands the visit over, or the name is lent. A tool
 * that has no owner in the list (Matomo, Umami) runs where it is installed: it is the site's own.
 */
const isRelayed = ({ byPath, tracker }: Recognised, { party, url }: Asked, parties: Parties): boolean =>
  byPath && party !== 'third' && tracker.owner !== null && tracker.owner !== parties.ownerOf(url);

const leaves = (cnames: readonly string[], host: string): boolean =>
  cnames.some((name) => siteOf(`http://${name}/`) !== siteOf(`http://${host}/`));

/** Requests with their party, owner, known service, address and hidden name. */
import type { RequestRecord } from '../../model/evidence.ts';
import type { RequestFact } from '../../model/facts.ts';
import type { Lists } from '../../model/lists.ts';
import type { Network } from './network.ts';
import type { Parties } from './party.ts';
import { partsOf, siteOf } from './site.ts';
import { cloakedServiceOf, needsConsent, serviceOf } from './trackers.ts';

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
  const hidden = asked.party === 'first' && leaves(cnames, host) ? cloakedServiceOf(cnames, asked, lists) : null;
  const service = hidden ?? serviceOf(asked, lists);
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
    cname: leaves(cnames, host) ? (cnames.at(-1) ?? null) : null,
  };
  return { fact, needsConsent: party === 'third' && service !== null && needsConsent(service) };
};

const leaves = (cnames: readonly string[], host: string): boolean =>
  cnames.some((name) => siteOf(`http://${name}/`) !== siteOf(`http://${host}/`));

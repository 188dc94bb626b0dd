/** What the guard's log says of a host: the address dialled and the names behind its name. */
import ipaddr from 'ipaddr.js';
import type { Evidence } from '../../model/evidence.ts';
import type { RequestFact } from '../../model/facts.ts';
import type { Lists } from '../../model/lists.ts';
import type { ExchangeRecord } from '../../model/records.ts';

export type Network = {
  /** undefined: the log does not tell; null: no address was ever dialled for this host. */
  addressOf: (host: string) => RequestFact['address'];
  /** CNAME chain, from the nearest to the farthest. */
  cnamesOf: (host: string) => readonly string[];
};

/** One address for each host, a dialled one when there is one; place from the operator's databases when there are any. */
export const networkOf = (exchanges: Evidence['exchanges'], lists: Lists): Network => {
  if (exchanges.kind === 'unavailable') return { addressOf: () => undefined, cnamesOf: () => [] };
  const byHost = new Map<string, ExchangeRecord>();
  for (const exchange of exchanges.records) {
    const host = bare(exchange.host.toLowerCase());
    const known = byHost.get(host);
    if (!known || rank(exchange) < rank(known)) byHost.set(host, exchange);
  }
  return {
    addressOf: (host) => {
      const exchange = byHost.get(bare(host));
      if (!exchange) return undefined;
      const ip = dialled(exchange);
      return ip === null ? null : { ip, ...(isPublicAddress(ip) ? lists.placeOf(ip) : {}) };
    },
    cnamesOf: (host) => byHost.get(bare(host))?.cnames ?? [],
  };
};

/** False for loopback, private and reserved addresses, and for what is no address. */
export const isPublicAddress = (ip: string): boolean => ipaddr.isValid(ip) && ipaddr.process(ip).range() === 'unicast';

/** By what was seen, so that neither the order of the log nor the TTL that a cache told can change a fact. */
const rank = (exchange: ExchangeRecord): string =>
  JSON.stringify([dialled(exchange) === null, dialled(exchange), exchange.cnames]);

const dialled = (exchange: ExchangeRecord): string | null => (exchange.verdict === 'allowed' ? exchange.address : null);

/** The log writes IPv6 hosts in brackets, as URLs do; those who ask may not. */
const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

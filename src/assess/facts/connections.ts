/** Connections with their party, and what the certificate is worth on the day of the visit. */
import ipaddr from 'ipaddr.js';
import type { ConnectionFact } from '../../model/facts.ts';
import type { ConnectionRecord } from '../../model/records.ts';
import { isPublicAddress, type Network } from './network.ts';
import type { Parties } from './party.ts';
import { partsOf } from './site.ts';

type Around = {
  parties: Parties;
  network: Network;
  /** When the visit ended, ISO 8601: the only « now » that a fact may know. */
  visit: string;
};

export const readConnection = (record: ConnectionRecord, { parties, network, visit }: Around): ConnectionFact => {
  const { host, scheme } = partsOf(record.origin);
  const { tls } = record;
  return {
    phase: record.phase,
    origin: record.origin,
    host,
    scheme,
    party: parties.of(record.origin),
    local: isLocal(host, network),
    protocol: record.protocol,
    tls: tls?.version ?? null,
    issuer: tls?.issuer ?? null,
    daysLeft: tls ? Math.floor((Date.parse(tls.validTo) - Date.parse(visit)) / 86_400_000) : null,
    nameMatches: tls ? tls.names.some((name) => covers(name, host)) : null,
  };
};

const isLocal = (host: string, network: Network): boolean => {
  const bare = host.replace(/^\[|\]$/g, '');
  const ip = network.addressOf(host)?.ip ?? (ipaddr.isValid(bare) ? bare : null);
  return ip === null ? host === 'localhost' || host.endsWith('.localhost') : !isPublicAddress(ip);
};

/** A star stands for one label, the leftmost. */
const covers = (name: string, host: string): boolean => {
  const [wanted, held] = [host.toLowerCase().replace(/^\[|\]$/g, ''), name.toLowerCase()];
  return held === wanted || (held.startsWith('*.') && wanted.replace(/^[^.]+/, '*') === held);
};

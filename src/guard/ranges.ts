/** Which addresses are not public unicast: both IANA special-purpose registries and what they forget, as one table. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * ipaddr.js knows most of these, but its `range() !== 'unicast'` lets ::7f00:1 and 168.63.129.16 through (measured on
 * 65 literals): the table is the law here and the library only does the arithmetic.
 */
export const refusedRanges = [
  ['0.0.0.0/8', 'this network, RFC 791'],
  ['10.0.0.0/8', 'private use, RFC 1918'],
  ['100.64.0.0/10', 'shared by carrier NAT, RFC 6598'],
  ['127.0.0.0/8', 'loopback, RFC 1122'],
  ['168.63.129.16/32', 'Azure’s host agent: a public number that answers inside, in no registry'],
  ['169.254.0.0/16', 'link local and cloud metadata, RFC 3927'],
  ['172.16.0.0/12', 'private use, RFC 1918'],
  ['192.0.0.0/24', 'IETF protocol assignments, RFC 6890'],
  ['192.0.2.0/24', 'documentation, RFC 5737'],
  ['192.31.196.0/24', 'AS112, RFC 7535'],
  ['192.52.193.0/24', 'AMT relays, RFC 7450'],
  ['192.88.99.0/24', '6to4 relays, RFC 7526'],
  ['192.168.0.0/16', 'private use, RFC 1918'],
  ['192.175.48.0/24', 'AS112, RFC 7534'],
  ['198.18.0.0/15', 'benchmarking, RFC 2544'],
  ['198.51.100.0/24', 'documentation, RFC 5737'],
  ['203.0.113.0/24', 'documentation, RFC 5737'],
  ['224.0.0.0/4', 'multicast, RFC 5771'],
  ['240.0.0.0/4', 'reserved and broadcast, RFC 1112 and RFC 919'],
  ['::/96', 'unspecified, loopback and IPv4-compatible, RFC 4291'],
  ['::ffff:0:0/96', 'IPv4-mapped, RFC 4291'],
  ['::ffff:0:0:0/96', 'IPv4-translated (SIIT), RFC 7915'],
  ['64:ff9b::/96', 'NAT64, RFC 6052'],
  ['64:ff9b:1::/48', 'local NAT64, RFC 8215'],
  ['100::/64', 'discard, RFC 6666'],
  ['100:0:0:1::/64', 'dummy prefix, RFC 9780'],
  ['2001::/23', 'IETF protocol assignments: Teredo, ORCHID, benchmarking, RFC 2928'],
  ['2001:db8::/32', 'documentation, RFC 3849'],
  ['2002::/16', '6to4, RFC 3056'],
  ['2620:4f:8000::/48', 'AS112, RFC 7534'],
  ['3fff::/20', 'documentation, RFC 9637'],
  ['5f00::/16', 'segment routing, RFC 9602'],
  ['fc00::/7', 'unique local, RFC 4193'],
  ['fe80::/10', 'link local, RFC 4291'],
  ['fec0::/10', 'site local, withdrawn by RFC 3879'],
  ['ff00::/8', 'multicast, RFC 4291'],
] as const satisfies readonly (readonly [string, string])[];

const parsedRanges = refusedRanges.map(([cidr, why]) => ({ range: ipaddr.parseCIDR(cidr), why }));

/** All the global unicast space that was ever handed out lies here (RFC 4291 §2.4, IANA): the rest waits for its day. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * Why an address may not be reached from a public place, or null when it is public unicast.
 * @param address IPv4 or IPv6 text; anything else, and any zone, is refused.
 */
export const whyNotPublic = (address: string): string | null => {
  if (isIP(address) === 0) return 'not an address';
  if (address.includes('%')) return 'an address with a zone, RFC 4007';
  const parsed = ipaddr.parse(address);
  const hit = parsedRanges.find(({ range }) => covers(range, parsed));
  if (hit) return hit.why;
  if (parsed.kind() === 'ipv6' && !parsed.match(globalUnicast)) return 'outside global unicast, RFC 4291';
  return null;
};

/** True when `range` is of the same family and holds the address: ipaddr.js throws on mixed families. */
export const covers = (range: [ipaddr.IPv4 | ipaddr.IPv6, number], address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  range[0].kind() === address.kind() && address.match(range);

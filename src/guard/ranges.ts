/** Which addresses are not public unicast: both IANA special-purpose registries, and what they do not list. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { ianaFour, ianaSix, type SpecialBlock } from './iana.ts';

/**
 * ipaddr.js knows most of these, but its `range() !== 'unicast'` lets ::7f00:1 and 168.63.129.16 through (measured on
 * 65 literals): the tables are the law here and the library only does the arithmetic.
 */
const beyondIana = [
  ['168.63.129.16/32', 'Azure’s host agent, a public number that answers inside', 'learn.microsoft.com'],
  ['224.0.0.0/4', 'Multicast', 'RFC 5771'],
  ['::/96', 'IPv4-compatible, withdrawn', 'RFC 4291 §2.5.5.1'],
  ['::ffff:0:0:0/96', 'IPv4-translated (SIIT)', 'RFC 7915'],
  ['fec0::/10', 'Site local, withdrawn', 'RFC 3879'],
  ['ff00::/8', 'Multicast', 'RFC 4291'],
] as const satisfies readonly SpecialBlock[];

/**
 * Every row is refused, « globally reachable » ones too: a relay or a translator (AMT, 6to4, NAT64) leads where the
 * address does not say, and no tool for schools lives in the others.
 */
export const refusedRanges: readonly (readonly [cidr: string, why: string])[] = [
  ...ianaFour,
  ...ianaSix,
  ...beyondIana,
].flatMap(([blocks, name, reference]) => blocks.split(', ').map((cidr) => [cidr, `${name}, ${reference}`] as const));

const parsedRanges = refusedRanges.map(([cidr, why]) => ({ range: ipaddr.parseCIDR(cidr), why }));

/** All the global unicast space that was ever handed out lies here (RFC 4291 §2.4, IANA): the rest waits for its day. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** Prefixes behind which a translator turns the last 32 bits into an IPv4 address (RFC 6052, RFC 8215). */
const translators = ['64:ff9b::/96', '64:ff9b:1::/48'].map((cidr) => ipaddr.parseCIDR(cidr));

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
  if (parsed.kind() !== 'ipv6') return null;
  if (!parsed.match(globalUnicast)) return 'outside global unicast, RFC 4291';
  return isatap(parsed) ? 'ISATAP, an IPv4 address in the last 32 bits, RFC 5214' : null;
};

/**
 * True for a NAT64 address that carries a public IPv4 address: it does not lead inside, but through a translator of
 * the network where we are, which may reach what we may not. A resolver with DNS64 (RFC 6147) makes these for every
 * IPv4 name, so that the tool is not to blame.
 */
export const isTranslated = (address: string): boolean => {
  if (isIP(address) !== 6 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  return translators.some((range) => covers(range, parsed)) && whyNotPublic(carried(parsed)) === null;
};

const carried = (six: ipaddr.IPv4 | ipaddr.IPv6): string => six.toByteArray().slice(-4).join('.');

/** The interface identifier of ISATAP, `0:5efe` or `200:5efe` (RFC 5214 §6.1), before the IPv4 address. */
const isatap = (six: ipaddr.IPv4 | ipaddr.IPv6): boolean => {
  const [first = 0, second, third, fourth] = six.toByteArray().slice(8, 12);
  return (first & 0b1111_1101) === 0 && second === 0 && third === 0x5e && fourth === 0xfe;
};

/** True when `range` is of the same family and holds the address: ipaddr.js throws on mixed families. */
export const covers = (range: [ipaddr.IPv4 | ipaddr.IPv6, number], address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  range[0].kind() === address.kind() && address.match(range);

/** What a parsed host is: an address written as a number, a public name, or something to refuse. */
import { isIP } from 'node:net';
import { parse } from 'tldts';
import type { RefusalReason } from '../model/refusal.ts';
import { allows } from './allow-nets.ts';
import type { Policy } from './policy.ts';
import { isTranslated, whyNotPublic } from './ranges.ts';

export type Host =
  | { kind: 'literal'; address: string }
  | { kind: 'name'; name: string }
  | { kind: 'refused'; reason: RefusalReason };

/** Never delegated on the public internet: IANA's special-use names, ICANN's reserved ones, and the habits of networks. */
const specialSuffixes = [
  'alt', // RFC 9476
  'arpa', // RFC 3172: home.arpa, ip6.arpa, resolver.arpa
  'corp',
  'domain',
  'example', // RFC 6761
  'home',
  'internal', // ICANN 2024; cloud metadata lives here
  'intranet',
  'invalid', // RFC 6761
  'lan',
  'local', // RFC 6762
  'localdomain',
  'localhost', // RFC 6761
  'onion', // RFC 7686
  'private',
  'test', // RFC 6761
];

/**
 * Reads `URL.hostname` (lower case, punycode, numbers folded, IPv6 in brackets).
 * `localhost` and what ends so is 127.0.0.1, as RFC 6761 has it, and only where an allowed net covers it.
 * With a staging resolver every other name is its business: the addresses that it answers are still checked.
 */
export const readHost = (hostname: string, port: number, policy: Policy): Host => {
  const number = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  if (isIP(number) !== 0) return readLiteral(number, port, policy);
  const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
  const labels = name.split('.');
  if (labels.some((label) => label === '')) return { kind: 'refused', reason: 'no-public-suffix' };
  if (labels.at(-1) === 'localhost') {
    return allows(policy.nets, '127.0.0.1', port)
      ? { kind: 'literal', address: '127.0.0.1' }
      : { kind: 'refused', reason: 'special-name' };
  }
  if (policy.resolver !== null) return { kind: 'name', name };
  if (labels.length === 1 || specialSuffixes.includes(labels.at(-1) ?? '')) {
    return { kind: 'refused', reason: 'special-name' };
  }
  // Private suffixes (github.io) are left out: what counts is that the registry of the last part is real.
  const { isIcann } = parse(name, { allowPrivateDomains: false, extractHostname: false });
  return isIcann ? { kind: 'name', name } : { kind: 'refused', reason: 'no-public-suffix' };
};

const readLiteral = (address: string, port: number, policy: Policy): Host => {
  if (whyNotPublic(address) === null || allows(policy.nets, address, port)) return { kind: 'literal', address };
  return { kind: 'refused', reason: isTranslated(address) ? 'translated-address' : 'private-address' };
};

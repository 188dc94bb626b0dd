/** What an address says before any question to the network: decided on the parsed host, never on the raw text. */
import type { Refusal, RefusalReason } from '../model/refusal.ts';
import { allowsPort } from './allow-nets.ts';
import { readHost } from './host.ts';
import type { Policy } from './policy.ts';
import { whyNotPublic } from './ranges.ts';

/** A page and its redirects never need more; Boulder stops at 2,000 for the path alone. */
export const longestAddress = 2_048;

export type ReadAddress = { kind: 'read'; url: URL; port: number } | Refusal;

/**
 * Judges an address that a person submits, or a hop of a guarded fetch. Parses with the WHATWG rules first (they fold
 * decimal, hexadecimal, octal, full-width and `。` forms), then judges scheme, credentials, host and port.
 * Never throws; never touches the network.
 */
export const readAddress = (raw: string, policy: Policy): ReadAddress => {
  if (raw.length > longestAddress) return refuse('too-long', raw);
  const url = URL.parse(raw);
  if (!url) return refuse('not-a-url', raw);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse('scheme', raw);
  if (url.href.length > longestAddress) return refuse('too-long', raw);
  if (url.username !== '' || url.password !== '') return refuse('credentials', raw);
  const port = portOf(url);
  const host = readHost(url.hostname, port, policy);
  if (host.kind === 'refused') return refuse(host.reason, raw);
  if (!askablePort(port, policy)) return refuse('port', raw);
  // A bare public number has no owner to show to a teacher. Inside a visit it may be dialled: it must be seen.
  const bareNumber = host.kind === 'literal' && whyNotPublic(host.address) === null;
  return bareNumber ? refuse('no-public-suffix', raw) : { kind: 'read', url, port };
};

/** 80 and 443, or a port that an allowed net names. */
export const askablePort = (port: number, policy: Policy): boolean => usualPort(port) || allowsPort(policy.nets, port);

export const portOf = (url: URL): number => {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
};

export const usualPort = (port: number): boolean => port === 80 || port === 443;

/** The address is quoted in mails and pages: no more of it than a person can read. */
export const refuse = (reason: RefusalReason, raw: string): Refusal => ({
  kind: 'refused',
  reason,
  address: raw.slice(0, 300),
});

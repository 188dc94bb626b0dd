/** Pages with the protections that their headers ask for, and whether they live on a local network. */
import ipaddr from 'ipaddr.js';
import type { PageFact } from '../../model/facts.ts';
import type { PageRecord } from '../../model/records.ts';
import { isPublicAddress, type Network } from './network.ts';
import { partsOf } from './site.ts';

/** All but what other records tell of the page. */
export const readPage = (record: PageRecord, network: Network): Omit<PageFact, 'freeClaim' | 'mixedContent'> => {
  const { host, scheme } = partsOf(record.url);
  const header = (name: string): string | null => record.headers[name] ?? null;
  const headers: PageFact['headers'] = {
    'strict-transport-security': header('strict-transport-security'),
    'content-security-policy': header('content-security-policy'),
    'x-content-type-options': header('x-content-type-options'),
    'referrer-policy': header('referrer-policy'),
    'x-frame-options': header('x-frame-options'),
  };
  return {
    phase: record.phase,
    role: record.role,
    url: record.url,
    status: record.status,
    scheme,
    local: isLocal(host, network),
    lang: record.lang,
    length: record.text.length,
    headers,
    hsts: maxAgeOf(headers['strict-transport-security']),
    framing: framingIsSet(headers),
  };
};

/** Loopback, private or reserved address, in the name itself or in what the guard dialled. */
export const isLocal = (host: string, network: Network): boolean => {
  const name = host.replace(/^\[|\]$/g, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  if (ipaddr.isValid(name)) return !isPublicAddress(name);
  const address = network.addressOf(host);
  return address !== null && address !== undefined && !isPublicAddress(address.ip);
};

/** RFC 6797 §6.1.1: max-age in seconds, quoted or not; 0 when the header or the directive is missing. */
const maxAgeOf = (header: string | null): number =>
  Number(/(?:^|;)\s*max-age\s*=\s*"?(\d+)/i.exec(header ?? '')?.[1] ?? 0);

/** True when the page says who may frame it: CSP frame-ancestors, or X-Frame-Options with a value that browsers know. */
const framingIsSet = (headers: PageFact['headers']): boolean =>
  /(^|[;,])\s*frame-ancestors\s/i.test(headers['content-security-policy'] ?? '') ||
  /^\s*(deny|sameorigin)\b/i.test(headers['x-frame-options'] ?? '');

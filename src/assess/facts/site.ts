/** Addresses cut into what the law cares about: host, site (one registrable name), and the domains above a host. */
import { parse } from 'tldts';

/** null for what is no address. Node 20 has no URL.parse. */
export const urlOf = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null);

/** Never throws: an address that is none has empty parts. */
export const partsOf = (url: string): { scheme: string; host: string; path: string; query: string } => {
  const parsed = urlOf(url);
  if (!parsed) return { scheme: '', host: '', path: '', query: '' };
  const scheme = parsed.protocol.slice(0, -1);
  return { scheme, host: parsed.hostname.replace(/\.$/, ''), path: parsed.pathname, query: parsed.search };
};

/**
 * The registrable name of an address, private suffixes counted: two users of github.io are two sites.
 * An IP address or `localhost` has no registrable name, so its site is host:port. A browser would say that all ports
 * of 127.0.0.1 are one site; ours are several, because the demonstration keeps its third parties on other ports.
 */
export const siteOf = (url: string): string => {
  const parsed = urlOf(url);
  if (!parsed || parsed.hostname === '') return '';
  const { domain } = parse(parsed.hostname, { allowPrivateDomains: true });
  return domain ?? `${parsed.hostname}:${parsed.port || (/^(https|wss):$/.test(parsed.protocol) ? '443' : '80')}`;
};

/** Does the name lie under a suffix where anybody may rent a name (github.io, web.app)? */
export const isRented = (host: string): boolean => parse(host, { allowPrivateDomains: true }).isPrivate === true;

/** `a.b.example.fr` → itself, b.example.fr, example.fr, fr. */
export const domainsAbove = (host: string): string[] => {
  const labels = host.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
};

/** Is `host` this domain or one of its subdomains? */
export const isUnder = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

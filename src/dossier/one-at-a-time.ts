/** The word by which two visits of one site exclude each other: its registrable domain. */
import { getDomain } from 'tldts';

/**
 * A site is visited by one browser at a time, whatever the number of workers and of dossiers that name it: its server
 * is nobody's test bench. Names without a registrable domain (loopback, an IP address) stand for themselves, with port.
 */
export const siteKey = (url: string): string => {
  const domain = getDomain(url, { allowPrivateDomains: true });
  return `site:${domain ?? URL.parse(url)?.host ?? url}`;
};

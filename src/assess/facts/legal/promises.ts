/** What the pages promise beside what the visit saw: the host of the site, the lifetime of its cookies. */
import type { CookieFact, RequestFact } from '../../../model/facts.ts';
import type { Stated } from '../../../model/legal.ts';
import type { Lists } from '../../../model/lists.ts';

/**
 * Name of the operator that served the site's own documents, by its network or by a domain that it alone serves;
 * undefined when an address has no known network, when two operators answer, or behind a CDN.
 */
export const hostObserved = (requests: readonly RequestFact[], { legal }: Lists): string | undefined => {
  const documents = requests.filter(
    ({ type, party, answered }) => type === 'document' && party === 'first' && answered,
  );
  const operators = documents.map(({ host, cname, address }) => {
    const names = [host, cname ?? ''];
    const byName = legal.hosts.find(({ domains }) =>
      domains.some((domain) => names.some((name) => isUnder(name, domain))),
    );
    const asn = address?.asn;
    return (byName ?? legal.hosts.find(({ asns }) => asn !== undefined && asns.includes(asn)))?.name;
  });
  const [first] = operators;
  return operators.every((each) => each === first) ? first : undefined;
};

const isUnder = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

/** Both names known, or no answer: a text that names a reseller accuses nobody. */
export const withObserved = (host: Stated<'host'>, observed: string | undefined): Stated<'host'> => ({
  ...host,
  ...(observed === undefined ? {} : { observed }),
  ...(observed === undefined || host.known === undefined ? {} : { agrees: observed === host.known }),
});

/** A day and two hundredths more than promised: rounding, not a longer life. */
const longerThan = (asked: number, promised: number): boolean => asked > promised * 1.02 + 1;

/**
 * Names of the stored cookies of the site that ask for a longer life than the longest promise of any page, or than
 * the promise made for that very cookie; undefined when no page promises anything.
 */
export const overlongCookies = (
  cookies: readonly CookieFact[],
  policies: readonly Stated<'cookiePolicy'>[],
): string[] | undefined => {
  const promises = policies.flatMap(({ longestDays }) => longestDays ?? []);
  if (promises.length === 0) return undefined;
  const longest = Math.max(...promises);
  const listed = policies.flatMap((each) => each.listed);
  const overlong = cookies.filter(({ name, lifetimeDays, stored, party }) => {
    if (!stored || lifetimeDays === null) return false;
    const own = listed.filter((each) => each.name === name).map(({ days }) => days);
    if (own.length > 0) return longerThan(lifetimeDays, Math.max(...own));
    return party !== 'third' && longerThan(lifetimeDays, longest);
  });
  return [...new Set(overlong.map(({ name }) => name))].sort();
};

/** One fact for each host reached: whose it is, which network answered, and whether a façade hides the machine. */
import type { CookieFact, RequestFact } from '../../model/facts.ts';
import type { KnownFacade, Lists } from '../../model/lists.ts';
import type { PageRecord } from '../../model/records.ts';
import type { HostFact } from '../../model/third-parties.ts';
import type { Network } from './network.ts';
import { isUnder, partsOf } from './site.ts';

export type Seen = {
  requests: readonly RequestFact[];
  /** Empty when the set is missing: a sign fewer, never a wrong one. */
  cookies: readonly CookieFact[];
  pages: readonly PageRecord[];
};

/** Hosts in the order of the log, once for each phase. Never says « known » on a doubt. */
export const readHosts = (seen: Seen, network: Network, lists: Lists): HostFact[] => {
  const facts = new Map<string, HostFact>();
  const masks = new Map<string, Mask>();
  const signs = signsOf(seen);
  for (const request of seen.requests) {
    const { phase, host } = request;
    const key = `${phase} ${host}`;
    const known = facts.get(key);
    if (host === '' || known) {
      if (known) disguise(known, request);
      continue;
    }
    const mask = masks.get(host) ?? maskOf(request, { ...signs(host), cnames: network.cnamesOf(host) }, lists);
    masks.set(host, mask);
    facts.set(key, factOf(request, mask, lists));
  }
  return [...facts.values()];
};

/** One request in disguise is enough for its host: it is then told as that service's. */
const disguise = (fact: HostFact, { disguise: found, party, owner }: RequestFact): void => {
  if (fact.disguise === null && found !== null) Object.assign(fact, { disguise: found, party, owner });
};

const factOf = (request: RequestFact, mask: Mask, lists: Lists): HostFact => {
  const { phase, host, party, owner, disguise: hidden, address, cname } = request;
  const operator = operatorOf(address, lists);
  return {
    phase,
    host,
    party,
    owner,
    disguise: hidden,
    ...(address === undefined ? {} : { address }),
    cname,
    ...(operator === undefined ? {} : { operator }),
    ...mask,
    ...holderOf(operator, mask),
  };
};

/** A façade holds nothing, and who carries the traffic of others need not own the machine. */
const holderOf = (operator: HostFact['operator'], { origin }: Mask): Pick<HostFact, 'holder'> => {
  if (operator === null) return { holder: null };
  const holds = operator !== undefined && ['host', 'service'].includes(operator.role) && origin === 'known';
  return holds ? { holder: { group: operator.group, country: operator.country } } : {};
};

const operatorOf = (address: RequestFact['address'], lists: Lists): HostFact['operator'] => {
  if (address === null) return null;
  return address?.asn === undefined ? undefined : lists.operators.get(address.asn);
};

type Mask = Pick<HostFact, 'facade' | 'origin'>;
type Headers = PageRecord['headers'];
type Signs = { headers: readonly Headers[]; cookies: readonly string[]; cnames: readonly string[] };

/**
 * A sign names the façade. Without one, the origin is known only when the AS is that of somebody who holds machines,
 * and when that network either rents no façade or showed its headers without one.
 */
const maskOf = ({ host, address }: RequestFact, signs: Signs, lists: Lists): Mask => {
  const asn = address?.asn;
  const facade = lists.facades.find(
    (each) => shows(each, host, signs) || (asn !== undefined && each.asns.includes(asn)),
  );
  if (facade) return { facade: facade.name, origin: 'masked' };
  const operator = asn === undefined ? undefined : lists.operators.get(asn);
  if (operator?.role === 'front') return { facade: operator.name, origin: 'masked' };
  if (!operator || asn === undefined) return {};
  const doubtful = lists.facades.some(({ shared }) => shared.includes(asn)) && signs.headers.length === 0;
  return doubtful ? {} : { facade: null, origin: 'known' };
};

const shows = (facade: KnownFacade, host: string, { headers, cookies, cnames }: Signs): boolean =>
  facade.names.some((name) => isUnder(host, name) || cnames.some((cname) => isUnder(cname, name))) ||
  headers.some((each) => facade.headers.some(({ name, value }) => name in each && value(each[name] ?? ''))) ||
  cookies.some((cookie) => facade.cookies.some((fits) => fits(cookie)));

/** Headers are kept of pages alone, and a cookie counts for the host that set it. */
const signsOf = ({ cookies, pages }: Seen): ((host: string) => Pick<Signs, 'headers' | 'cookies'>) => {
  const headers = Map.groupBy(
    pages.filter(({ loaded }) => loaded),
    ({ url }) => partsOf(url).host,
  );
  const names = Map.groupBy(cookies, ({ setBy }) => (setBy === null ? '' : partsOf(setBy).host));
  return (host) => ({
    headers: (headers.get(host) ?? []).map((page) => page.headers),
    cookies: (names.get(host) ?? []).map(({ name }) => name),
  });
};

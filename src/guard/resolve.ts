/** Asks a name once: its addresses, and the chain of names that led there. */
import { Resolver } from 'node:dns';
import * as dns from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import ipaddr from 'ipaddr.js';

/** Addresses in a stable order, IPv4 first; an empty list says that the name does not answer. */
export type Answer = { addresses: string[]; cnames: string[] };
export type Resolve = (name: string) => Promise<Answer>;

/** Chains longer than this are loops; the longest met in the wild have four names. */
const longestChain = 8;

/**
 * The chain proves where a disguised tracker really is, but it must not hold up the visit: where getaddrinfo knows
 * more than DNS (files, mDNS), the extra questions stay without answer.
 */
const chainMs = 1_000;

/**
 * @param server `address:port`, or null for the system's own way (files, then DNS).
 * @param timeoutMs after which a silent server counts as a name that does not answer.
 * @param chainServer who is asked for the chain of names, since getaddrinfo does not tell it; null as above.
 */
export const openResolve = (server: string | null, timeoutMs: number, chainServer: string | null = server): Resolve => {
  const addressesOf = server === null ? bySystem : byServer;
  return async (name) => {
    const resolver = openResolver(chainServer, timeoutMs);
    const chain = chainOf(resolver, name);
    const addresses = await within(timeoutMs, addressesOf(resolver, name), []);
    const cnames = addresses.length === 0 ? [] : await within(chainMs, chain, []);
    resolver.cancel();
    return { addresses: sorted(addresses), cnames };
  };
};

type AddressesOf = (resolver: Resolver, name: string) => Promise<string[]>;

const openResolver = (server: string | null, timeoutMs: number): Resolver => {
  const resolver = new Resolver({ timeout: Math.ceil(timeoutMs / 2), tries: 2 });
  if (server !== null) resolver.setServers([server]);
  return resolver;
};

const bySystem: AddressesOf = async (_resolver, name) => {
  const found = await dns.lookup(name, { all: true }).catch(() => []);
  return found.map((each) => each.address);
};

const byServer: AddressesOf = async (resolver, name) => {
  const both = await Promise.all([ask(resolver, name, 'A'), ask(resolver, name, 'AAAA')]);
  return both.flat();
};

/** No such name, no such record and a lame server are all « nothing to dial » here. */
const ask = (resolver: Resolver, name: string, type: 'A' | 'AAAA' | 'CNAME'): Promise<string[]> =>
  new Promise((done) => {
    const answer = (error: Error | null, values: string[]) => done(error ? [] : values);
    if (type === 'A') resolver.resolve4(name, answer);
    else if (type === 'AAAA') resolver.resolve6(name, answer);
    else resolver.resolveCname(name, answer);
  });

const chainOf = async (resolver: Resolver, name: string): Promise<string[]> => {
  const chain: string[] = [];
  for (let at = name; chain.length < longestChain; ) {
    const [next] = await ask(resolver, at, 'CNAME');
    if (next === undefined || chain.includes(next)) break;
    chain.push(next);
    at = next;
  }
  return chain;
};

const within = async <T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> => {
  const timer = new AbortController();
  const late = sleep(ms, otherwise, { signal: timer.signal }).catch(() => otherwise);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
};

/** Round-robin answers come in any order: sorted, the same name gives the same evidence and the same dialled address. */
const sorted = (addresses: string[]): string[] => {
  const canonical = addresses.map((each) => (each.includes('%') ? each : ipaddr.parse(each).toString()));
  const six = (each: string) => Number(each.includes(':'));
  return [...new Set(canonical)].sort((a, b) => six(a) - six(b) || (a < b ? -1 : 1));
};

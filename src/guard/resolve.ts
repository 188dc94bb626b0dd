/** Asks a name once: its addresses, how long each holds, and the chain of names that led there. */
import { type RecordWithTtl, Resolver } from 'node:dns';
import * as dns from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import ipaddr from 'ipaddr.js';
import type { AnswerRecord } from '../model/records.ts';

/** Addresses in a stable order, IPv4 first; an empty list says that the name does not answer. */
export type Answer = { addresses: AnswerRecord[]; cnames: string[] };
export type Resolve = (name: string) => Promise<Answer>;

/** Chains longer than this are loops; the longest met in the wild have four names. */
const longestChain = 8;

/**
 * The chain proves where a disguised tracker really is and the TTL how long an answer holds, but they must not hold up
 * the visit: where getaddrinfo knows more than DNS (files, mDNS), the extra questions stay without answer.
 */
const extraMs = 1_000;

/**
 * @param server `address:port`, or null for the system's own way (files, then DNS).
 * @param timeoutMs after which a silent server counts as a name that does not answer.
 * @param extraServer who is asked what getaddrinfo does not tell, the chain and the TTL; null as above.
 */
export const openResolve = (server: string | null, timeoutMs: number, extraServer: string | null = server): Resolve => {
  return async (name) => {
    const resolver = openResolver(extraServer, timeoutMs);
    const chain = chainOf(resolver, name);
    const told = byServer(resolver, name);
    const found = await within(timeoutMs, server === null ? bySystem(name) : told, []);
    const [cnames, holds] =
      found.length === 0 ? [[], []] : await Promise.all([within(extraMs, chain, []), within(extraMs, told, [])]);
    resolver.cancel();
    return { addresses: tidy(found, holds), cnames };
  };
};

const openResolver = (server: string | null, timeoutMs: number): Resolver => {
  const resolver = new Resolver({ timeout: Math.ceil(timeoutMs / 2), tries: 2 });
  if (server !== null) resolver.setServers([server]);
  return resolver;
};

const bySystem = async (name: string): Promise<AnswerRecord[]> => {
  const found = await dns.lookup(name, { all: true }).catch(() => []);
  return found.map(({ address }) => ({ address, ttl: null }));
};

/** No such name, no such record and a lame server are all « nothing to dial » here. */
const byServer = async (resolver: Resolver, name: string): Promise<AnswerRecord[]> => {
  const [four, six] = [Promise.withResolvers<RecordWithTtl[]>(), Promise.withResolvers<RecordWithTtl[]>()];
  resolver.resolve4(name, { ttl: true }, (error, records) => four.resolve(error ? [] : records));
  resolver.resolve6(name, { ttl: true }, (error, records) => six.resolve(error ? [] : records));
  const both = await Promise.all([four.promise, six.promise]);
  // A TTL with its highest bit set counts as zero (RFC 2181 §8).
  return both.flat().map(({ address, ttl }) => ({ address, ttl: Math.max(0, ttl) }));
};

const chainOf = async (resolver: Resolver, name: string): Promise<string[]> => {
  const chain: string[] = [];
  for (let at = name; chain.length < longestChain; ) {
    const next = await aliasOf(resolver, at);
    if (next === undefined || next === name || chain.includes(next)) break;
    chain.push(next);
    at = next;
  }
  return chain;
};

const aliasOf = (resolver: Resolver, name: string): Promise<string | undefined> =>
  new Promise((done) => resolver.resolveCname(name, (error, names) => done(error ? undefined : names[0])));

const within = async <T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> => {
  const timer = new AbortController();
  const late = sleep(ms, otherwise, { signal: timer.signal }).catch(() => otherwise);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
};

/**
 * Round-robin answers come in any order: sorted, the same name gives the same evidence and the same dialled address.
 * @param holds what DNS says of the same name, for the TTL.
 */
const tidy = (found: AnswerRecord[], holds: AnswerRecord[]): AnswerRecord[] => {
  const ttls = new Map(holds.map(({ address, ttl }) => [canonical(address), ttl]));
  const six = (each: string) => Number(each.includes(':'));
  return [...new Set(found.map(({ address }) => canonical(address)))]
    .sort((a, b) => six(a) - six(b) || (a < b ? -1 : 1))
    .map((address) => ({ address, ttl: ttls.get(address) ?? null }));
};

const canonical = (address: string): string => (address.includes('%') ? address : ipaddr.parse(address).toString());

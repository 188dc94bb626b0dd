/** Looks at the machine around a visit: host, clock, browser's file. Reads and asks; changes nothing, calls nobody outside. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { networkInterfaces, release } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { Circumstances, GuardPolicy, Host } from '../model/circumstances.ts';
import { methodName, methodText } from '../model/method.ts';
import type { FoundBrowser } from './browser/find.ts';
import { readClock } from './clock.ts';
import { sha256 } from './digest.ts';

/** What only the caller knows of the place where the visit is made. */
export type Place = { commit: string | null; publicAddress: string | null; guard: GuardPolicy | null };
export const nowhere: Place = { commit: null, publicAddress: null, guard: null };

/** All of the circumstances but what the scanner process itself tells. */
export const lookAround = async (
  found: FoundBrowser,
  place: Place,
): Promise<Omit<Circumstances, 'profile' | 'elapsedMs'>> => {
  const [host, clock, browser] = await Promise.all([readHost(place.publicAddress), readClock(), digestOf(found.path)]);
  const method = { name: methodName, sha256: sha256(methodText) };
  return { method, commit: place.commit, host, clock, browser, guard: place.guard };
};

const readHost = async (publicAddress: string | null): Promise<Host> => ({
  kernel: `${process.platform} ${release()}`,
  distribution: /^PRETTY_NAME="?([^"\n]*)/m.exec(await textOf('/etc/os-release'))?.[1] ?? null,
  architecture: process.arch,
  node: process.version,
  addresses: kindsOf(Object.values(networkInterfaces()).flatMap((each) => each ?? [])),
  resolvers: [...(await textOf('/etc/resolv.conf')).matchAll(/^\s*nameserver\s+(\S+)/gm)].map((each) => each[1] ?? ''),
  publicAddress,
});

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

const kindsOf = (interfaces: { address: string }[]): Host['addresses'] => {
  const kinds = interfaces.map(({ address }) => {
    const range = ipaddr.isValid(address) ? ipaddr.parse(address).range() : 'reserved';
    return range === 'loopback' ? 'loopback' : range === 'unicast' ? 'public' : 'private';
  });
  return [...new Set(kinds)].toSorted();
};

const digests = new Map<string, Promise<string>>();

/** 0.6 s for the 209 MB of Chromium: once for each state of the file in the life of a service. */
const digestOf = async (file: string): Promise<Circumstances['browser']> => {
  const { size, mtimeMs, ino } = await stat(file);
  const key = `${file} ${size} ${mtimeMs} ${ino}`;
  const digest = digests.get(key) ?? readDigest(file);
  digests.set(key, digest);
  return { sha256: await digest, bytes: size };
};

const readDigest = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
};

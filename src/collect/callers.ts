/** Carries the chain of a request on, from the last script of a stack to whoever brought that script: the tag manager. */
import type { Initiator } from '../model/records.ts';
import { limits } from './limits.ts';

/** A page visited, where a chain ends; a stream of events; or a script, a frame, a worker… */
export type Kind = 'page' | 'stream' | 'other';
/** Address → who asked for it first. */
export type Callers = Map<string, { initiator: Initiator; kind: Kind }>;

export const isWeb = (url: string): boolean => /^https?:/.test(url);

/** Keeps the first asker of an address: the others found it in a cache. */
export const remember = (callers: Callers, url: string, initiator: Initiator, kind: Kind): void => {
  if (!callers.has(url)) callers.set(url, { initiator, kind });
};

/** Scripts seen opening a worker or a stream, from the nearest: they replace the page, which is all that Chromium says. */
export const openedBy = (callers: Callers, url: string, chain: readonly string[]): void => {
  const known = callers.get(url);
  const [nearest] = chain;
  // The same file may also be an ordinary script of the page, of which Chromium tells everything.
  if (nearest === undefined || (known?.kind !== 'stream' && known?.initiator.type !== 'other')) return;
  if (known.initiator.type === 'script') return;
  callers.set(url, { ...known, initiator: { type: 'script', url: nearest, line: null, chain: [...chain] } });
};

/**
 * The same initiator, its chain continued. Addresses made up by the browser (`blob:` holds a random number) help to
 * find the way and are never told.
 */
export const withCallers = (initiator: Initiator, callers: Callers): Initiator => {
  const chain = [...initiator.chain];
  const behind = (url: string | undefined) => callers.get(url ?? '')?.initiator.chain ?? [];
  while (chain.length < limits.chain * 2) {
    const more = behind(chain.at(-1)).filter((url) => !chain.includes(url) && callers.get(url)?.kind !== 'page');
    if (more.length === 0) break;
    chain.push(...more);
  }
  // A worker made of text by the page itself has nobody behind but the page.
  const web = chain.some(isWeb) ? chain.filter(isWeb) : behind(chain.at(-1)).filter(isWeb);
  const told = web.slice(0, limits.chain);
  const { url } = initiator;
  if (url === null || isWeb(url)) return { ...initiator, chain: told };
  return { ...initiator, url: told[0] ?? null, line: null, chain: told };
};

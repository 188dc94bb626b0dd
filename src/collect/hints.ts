/** Files that an early hint (103) made Chromium fetch: its log tells the hint, and the fetch only if the page then uses it. */
import * as v from 'valibot';
import { emptyHop, type Hop, lowerCased } from './hop.ts';
import type { WireEvent } from './overhear.ts';

export const Hints = v.object({ requestId: v.string(), headers: v.record(v.string(), v.string()) });

/** DevTools has no such type: it marks what was deduced from a hint. */
export const hintType = 'early-hint';

/** The requests that the hints of `page` make. `preconnect` opens a connection and asks for nothing. */
export const hintedHops = (event: WireEvent, hints: v.InferOutput<typeof Hints>, page: Hop): Hop[] => {
  const header = lowerCased(hints.headers)['link'] ?? '';
  const links = [...header.matchAll(/<([^>]+)>\s*((?:;[^,]*)?)/g)];
  const wanted = links.filter(([, , rest = '']) => /\brel\s*=\s*"?(module)?preload\b/i.test(rest));
  return wanted.flatMap(([, address = '']) => {
    const url = URL.parse(address, page.url)?.href;
    if (!url || !/^https?:/.test(url)) return [];
    const initiator = { type: 'preload', url: page.url, line: null, chain: [page.url] };
    return [{ ...emptyHop(event, url, { stop: page.stop, act: page.act }), type: hintType, ahead: true, initiator }];
  });
};

/** Without the hints whose file was asked for by the page as well: Chromium tells those itself. */
export const withoutUsedHints = (hops: readonly Hop[]): Hop[] => {
  const asked = new Set(hops.filter(({ type }) => type !== hintType).map(({ url }) => url));
  return hops.filter(({ type, url }) => type !== hintType || !asked.has(url));
};

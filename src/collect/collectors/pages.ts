/** The pages visited: what they say, with which headers, how they look and what they are made of. */
import type { PageRecord, PageRole } from '../../model/records.ts';
import type { Hop } from '../hop.ts';
import { readSource } from '../inside/serialise.ts';
import { inMainFrame } from '../isolated.ts';
import { limits } from '../limits.ts';
import type { Scene, Visited } from '../scene.ts';
import type { Collector } from './collector.ts';

/** Taller pages are cut: 10,000 px is eight screens, and the PNG of an endless page has no bound. */
const picture = { width: 1280, height: 10_000 };

/** Pages of text say all that they have in their text. */
const pictured: readonly PageRole[] = ['entry', 'sign-in', 'sign-up', 'content'];
/** Pages opened again say nothing new of their making, and a step of the journey shows the account of its pupil. */
const notSerialised: readonly PageRole[] = ['next', 'step'];

export const watchPages: Collector<PageRecord> = (scene) => ({
  leaving: async (visited) => {
    if (visited.document?.cut) scene.cuts.push({ what: `text of ${visited.stop.url}`, at: limits.textChars });
    const loaded = visited.trouble === null;
    const plays = (roles: readonly PageRole[]) => visited.roles.some((role) => roles.includes(role));
    const screenshot = loaded && plays(pictured) ? await takePicture(scene) : null;
    const source = loaded ? await takeSource(scene, visited, !plays(notSerialised)) : { dom: null, nodes: null };
    const { 'set-cookie': _, ...headers } = visited.headers;
    // One address may hold several documents (legal notice and privacy on one page): one record for each role.
    return visited.roles.map((role) => ({
      phase: scene.phase,
      role,
      requestedUrl: visited.stop.requestedUrl,
      url: visited.stop.url,
      status: visited.status,
      loaded,
      settledBy: visited.settledBy,
      // An error page of the browser is not the site's: its title and text would be quoted as the site's words.
      title: visited.document?.title ?? '',
      lang: visited.document?.lang ?? null,
      text: visited.document?.text ?? '',
      headers,
      screenshot,
      ...source,
      mixedContent: stoppedInClear(scene, visited),
    }));
  },
});

/** Asked as long as the page stood: what a later act makes it ask belongs to that act. */
const stoppedInClear = ({ wire, now, cuts }: Scene, { stop }: Visited): string[] => {
  const stopped = wire.hops.filter((hop) => hop.stop.url === stop.url && hop.act === now.act && isMixed(hop));
  const urls = [...new Set(stopped.map(({ url }) => url))].toSorted();
  if (urls.length > limits.mixedContent) cuts.push({ what: `mixed content of ${stop.url}`, at: limits.mixedContent });
  return urls.slice(0, limits.mixedContent);
};

/** The browser's word for a request in clear that it did not send from a page over https. */
const isMixed = ({ stayed, failure }: Hop): boolean => stayed && failure === 'mixed-content';

/** Nulls when the page did not answer: like the picture, it is worth having and its lack proves nothing. */
const takeSource = async (
  { page, phase, cuts, keep }: Scene,
  { stop, roles }: Visited,
  kept: boolean,
): Promise<Pick<PageRecord, 'dom' | 'nodes'>> => {
  const most = { chars: kept ? limits.domChars : 0, nodes: kept ? limits.domNodes : 0 };
  const source = await inMainFrame(page, readSource, most).catch(() => null);
  if (!source) return { dom: null, nodes: null };
  if (source.cut && kept)
    cuts.push({ what: `dom of ${stop.url}`, at: source.html === null ? limits.domNodes : limits.domChars });
  if (source.html === null || !kept) return { dom: null, nodes: source.nodes };
  const name = `dom ${phase} ${roles.join(' ')}`;
  return { dom: await keep(Buffer.from(source.html), 'text/html', name), nodes: source.nodes };
};

/** Null when the page would not stand still: a picture is worth having, its lack proves nothing. */
const takePicture = async ({ page, phase, keep }: Scene): Promise<string | null> => {
  const options = { type: 'png', timeout: 10_000, animations: 'allow', caret: 'initial' } as const;
  const bytes = await page
    .screenshot({ ...options, fullPage: true, clip: { x: 0, y: 0, ...picture } })
    .catch(() => page.screenshot(options))
    .catch(() => null);
  return bytes ? keep(bytes, 'image/png', `screenshot ${phase}`) : null;
};

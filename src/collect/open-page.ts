/** Goes to one address, waits by our own rule, reads what is there and says whether it can be judged. */
import type { PageRole } from '../model/records.ts';
import { recognise } from './doors.ts';
import type { Hop } from './hop.ts';
import { readDocument, seenThings } from './inside/document.ts';
import { inMainFrame } from './isolated.ts';
import { limits } from './limits.ts';
import { type Arrival, troubleOf } from './loading.ts';
import type { Scene, Visited } from './scene.ts';
import { type Settled, settle } from './settle.ts';
import { guardHeader } from './wire.ts';

/** Opens `url` as a person who types it. Failures are in `trouble`; only bugs throw. */
export const openPage = (scene: Scene, url: string, roles: PageRole[]): Promise<Visited> => {
  scene.now.stop = { requestedUrl: url, url };
  return arrive(scene, roles, () =>
    // Playwright's own waits (`load`, `networkidle`) have no end on some pages: only the first byte is asked of it.
    scene.page.goto(url, { waitUntil: 'commit', timeout: scene.pace.commitMs }),
  );
};

/** The same page again: what a choice changes is often seen at the next page only. */
export const reopenPage = (scene: Scene, roles: PageRole[]): Promise<Visited> =>
  arrive(scene, roles, () => scene.page.reload({ waitUntil: 'commit', timeout: scene.pace.commitMs }));

/** The page where a click led, read without going anywhere. */
export const readHere = (scene: Scene, roles: PageRole[]): Promise<Visited> => {
  const url = scene.page.url();
  scene.now.stop = { requestedUrl: url, url };
  return arrive(scene, roles, async () => {});
};

const arrive = async (scene: Scene, roles: PageRole[], go: () => Promise<unknown>): Promise<Visited> => {
  const { page, wire, now, signs, pace, polls } = scene;
  const stop = now.stop;
  signs.download = false;
  const error = await go().then(
    () => null,
    (thrown: Error) => thrown.message,
  );
  const settled: Settled | null = error === null ? await settle(page, wire, pace, polls) : null;
  if (error === null) stop.url = page.url();
  const document = error === null && !signs.crashed ? await readPage(scene) : null;
  const answer = answerOf(wire.hops, stop.url);
  const arrival: Arrival = {
    error,
    url: page.url(),
    status: answer?.status ?? null,
    headers: answer?.headers ?? {},
    guard: answer?.headers[guardHeader] ?? null,
    redirects: redirectsOf(wire.hops, stop),
    crashed: signs.crashed,
    download: signs.download,
    ready: settled?.ready ?? false,
    document,
  };
  const { status, headers } = arrival;
  const trouble = troubleOf(arrival);
  const played = trouble ? roles : await recognise(scene, roles);
  return { stop, roles: played, status, headers, settledBy: settled?.by ?? 'failed', trouble, document };
};

const readPage = (scene: Scene) =>
  inMainFrame(scene.page, readDocument, {
    text: limits.textChars,
    title: limits.titleChars,
    things: seenThings,
  }).catch(() => null);

/** The answer that brought the document shown: an address with another fragment is the same document. */
const answerOf = (hops: Hop[], url: string): Hop | undefined => {
  const documents = hops.filter((hop) => hop.type === 'document' && hop.frame === null && hop.source === 'page');
  return documents.findLast((hop) => bare(hop.url) === bare(url)) ?? documents.at(-1);
};

/** The longest row of redirects of the page itself: a page that reloads is counted anew each time. */
const redirectsOf = (hops: Hop[], stop: Scene['now']['stop']): number => {
  let row = 0;
  let longest = 0;
  for (const hop of hops) {
    if (hop.stop !== stop || hop.type !== 'document' || hop.frame !== null || hop.source !== 'page') continue;
    row = hop.redirectedFrom === null ? 0 : row + 1;
    longest = Math.max(longest, row);
  }
  return longest;
};

const bare = (url: string): string => url.replace(/#.*$/, '');

/** The other pages of a phase: by role before any choice, and two of the same list again after one. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PhaseAsk } from './act.ts';
import { readWays } from './inside/ways.ts';
import { inEveryFrame } from './isolated.ts';
import { limits } from './limits.ts';
import { openPage } from './open-page.ts';
import type { Reading } from './reading.ts';
import { choosePages } from './roles.ts';
import type { Scene, Visited } from './scene.ts';

type TourAsk = Pick<PhaseAsk, 'tell' | 'late' | 'list' | 'robots'>;

/**
 * Opens the pages one after the other, each left to the collectors, until the budget of the visit is used. `entry` is
 * the page that stands open.
 */
export const tour = (scene: Scene, reading: Reading, ask: TourAsk, entry: Visited): Promise<void> =>
  scene.phase === 'before-choice' ? discover(scene, reading, ask, entry) : comeBack(scene, reading, ask);

const discover = async (scene: Scene, reading: Reading, ask: TourAsk, entry: Visited): Promise<void> => {
  const { list, robots, late } = ask;
  const site = entry.stop.url;
  list.met(entry.stop.requestedUrl, 'visited', entry.roles);
  await lookFor(scene, list, site);
  for (let page = list.next(); page; page = list.next()) {
    if (late()) {
      list.late();
      break;
    }
    if (!(await robots.allows(page.url))) {
      list.met(page.url, 'robots');
      continue;
    }
    const visited = await open(scene, ask, page.url, page.roles);
    await reading.leave(visited);
    list.met(page.url, 'visited', visited.roles);
    // A way to open an account often stands only where one signs in, and the legal pages of a portal only inside.
    const door = visited.roles.includes('sign-in') || visited.roles.includes('sign-up');
    if (door && !visited.trouble) await lookFor(scene, list, site);
  }
  const left = list.read().filter(({ state }) => state === 'late' || state === 'budget').length;
  if (left > 0) scene.cuts.push({ what: 'pages', at: list.read().length - 1 - left });
};

/** A choice that holds at the page where it was made may not hold at the next one. */
const comeBack = async (scene: Scene, reading: Reading, ask: TourAsk): Promise<void> => {
  const pages = ask.list.again().slice(0, limits.nextPages);
  for (const [place, url] of pages.entries()) {
    if (ask.late()) {
      scene.cuts.push({ what: `next pages ${scene.phase}`, at: place });
      return;
    }
    await reading.leave(await open(scene, ask, url, ['next']));
  }
};

const open = async (
  scene: Scene,
  { tell, robots }: TourAsk,
  url: string,
  roles: Visited['roles'],
): Promise<Visited> => {
  const { pace, phase } = scene;
  // The first byte is waited for half as long as for the submitted page: these are texts, for the most part.
  const quick = { ...scene, pace: { ...pace, commitMs: pace.commitMs / 2, capMs: pace.capMs / 2 } };
  await sleep(robots.delayMs(url));
  tell({ phase, step: `Lecture de ${url}` });
  return openPage(quick, url, roles);
};

const lookFor = async ({ page }: Scene, list: TourAsk['list'], site: string): Promise<void> => {
  const frames = await inEveryFrame(page, readWays, limits.links).catch(() => []);
  const ways = frames.flatMap((frame) => frame.value);
  list.add(choosePages(ways, list.wanted(), site));
};

/** The pages visited: what they say, with which headers, and a picture of the first one. */
import type { PageRecord } from '../../model/evidence.ts';
import { limits } from '../limits.ts';
import type { Scene } from '../scene.ts';
import type { Collector } from './collector.ts';

/** Taller pages are cut: 10,000 px is eight screens, and the PNG of an endless page has no bound. */
const picture = { width: 1280, height: 10_000 };

export const watchPages: Collector<PageRecord> = (scene) => ({
  leaving: async (visited) => {
    if (visited.document?.cut) scene.cuts.push({ what: `text of ${visited.stop.url}`, at: limits.textChars });
    const screenshot = visited.roles.includes('entry') && !visited.trouble ? await takePicture(scene) : null;
    const { 'set-cookie': _, ...headers } = visited.headers;
    const loaded = visited.trouble === null;
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
    }));
  },
});

/** Null when the page would not stand still: a picture is worth having, its lack proves nothing. */
const takePicture = async ({ page, phase, keep }: Scene): Promise<string | null> => {
  const options = { type: 'png', timeout: 10_000, animations: 'allow', caret: 'initial' } as const;
  const bytes = await page
    .screenshot({ ...options, fullPage: true, clip: { x: 0, y: 0, ...picture } })
    .catch(() => page.screenshot(options))
    .catch(() => null);
  return bytes ? keep(bytes, 'image/png', `screenshot ${phase}`) : null;
};

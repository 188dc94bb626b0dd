/** What is asked of Chromium on Playwright's own line: the answers are ours, even when they come after we left. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meetTarget } from '../../src/collect/meet-target.ts';
import { overhear } from '../../src/collect/overhear.ts';
import { openStage } from './stage.ts';

describe('an ear on the line', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it('goes on taking the answers to its questions once it has stopped, for Playwright would end on them', async () => {
    const context = await stage.newContext();
    const browser = context.browser();
    if (!browser) throw new Error('no browser');
    const met: string[] = [];
    const stop = overhear(
      browser,
      () => {},
      (target, ask) => {
        meetTarget(target, ask);
        met.push(target.type);
        // Its answers to what was just asked are still on their way.
        if (met.length === 2) stop();
      },
    );
    const page = await context.newPage();
    await page.evaluate(() => window.open('about:blank')?.name);
    // An error thrown outside of any promise fails the run: vitest sees to it.
    await page.waitForTimeout(500);
    await context.close();
    expect(met).toEqual(['page', 'page']);
  });
});

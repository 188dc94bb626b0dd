/** Phases that a whole visit does not play, because those before them showed that nothing could come of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutWayBack } from '../../src/collect/withdrawal.ts';
import { aConsent } from '../kit/evidence.ts';
import { serve } from '../site/served.ts';
import { openStage } from './stage.ts';

describe('a phase known to be vain', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  /** The states of a whole visit, and how many times each page of the site was opened. */
  const visited = async (name: string) => {
    const site = await serve(name);
    const { phases } = await stage.visitWhole(site.url);
    await site.close();
    return { phases, opened: site.requests.filter(({ url }) => new URL(url, site.url).pathname === '/').length };
  };
  const vain = { kind: 'inconclusive', reason: 'no-control-found' };

  it('is the acceptance, where two empty browsers saw no banner: the page is opened twice', async () => {
    const { phases, opened } = await visited('honnete');
    expect(phases).toMatchObject({
      'before-choice': { kind: 'observed' },
      'after-refusal': vain,
      'after-acceptance': vain,
      'after-withdrawal': { kind: 'inconclusive', reason: 'not-visited' },
    });
    expect(opened).toBe(2);
  });

  it('is the withdrawal, where nothing leads back to the choice: no fourth browser accepts again', async () => {
    const { phases, opened } = await visited('bandeau');
    expect(phases).toMatchObject({ 'after-acceptance': { kind: 'observed' }, 'after-withdrawal': vain });
    // Once, then twice for each choice: at the choice and after it.
    expect(opened).toBe(5);
  });

  it('is never the withdrawal that somebody could still find: a link, a function of the platform, a choice not kept', () => {
    const accepted = aConsent({ wayBack: null, cmp: null, kept: ['choix'] });
    expect(withoutWayBack(accepted)).toMatchObject({ reason: 'no-control-found' });
    expect(withoutWayBack({ ...accepted, wayBack: 'Gérer mes cookies' })).toBeNull();
    expect(withoutWayBack({ ...accepted, cmp: 'klaro' })).toBeNull();
    expect(withoutWayBack({ ...accepted, kept: [] })).toBeNull();
  });
});

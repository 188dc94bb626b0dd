/** A site that hides its trackers from our announced visit, seen through by the second look; an honest one is left alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsOf } from '../../src/assess/facts.ts';
import { secondLook } from '../../src/assess/second-look.ts';
import { seal } from '../../src/collect/seal.ts';
import { realLists } from '../kit/lists.ts';
import { serveSite } from '../kit/site.ts';
import { openStage } from './stage.ts';

type Stage = Awaited<ReturnType<typeof openStage>>;
let announced: Stage;
let ordinary: Stage;
beforeAll(async () => {
  announced = await openStage();
  ordinary = await openStage({ as: 'ordinary' });
});
afterAll(async () => {
  await announced.close();
  await ordinary.close();
});

const lists = realLists();
const missing = { kind: 'unavailable', reason: 'essai' } as const;
const look = async (page: (userAgent: string) => string) => {
  const site = await serveSite((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="fr"><title>Outil</title><h1>Bonjour</h1>${page(request.headers['user-agent'] ?? '')}`,
    );
  });
  try {
    const [one, other] = [await announced.visitWhole(site.url), await ordinary.visitWhole(site.url)];
    const facts = (raw: typeof one) => factsOf(seal(raw, missing, missing).evidence, {}, lists);
    return {
      looked: secondLook(facts(one), facts(other)),
      agents: [one.userAgent, other.userAgent],
      identities: [one.visitor, other.visitor],
    };
  } finally {
    await site.close();
  }
};
const pixel = '<img src="http://127.0.0.1:9/pixel.gif" alt="">';

describe('the ordinary visitor', () => {
  it('bears neither our name nor that of a headless browser, and the evidence says who came', async () => {
    const { agents, identities, looked } = await look(() => '');
    expect(agents[0]).toMatch(/Preau/);
    expect(agents[1]).not.toMatch(/Preau|Headless/);
    expect(identities.map(({ identity }) => identity)).toEqual(['announced', 'ordinary']);
    expect(looked).toEqual({ kind: 'compared', differences: [] });
  });

  it('is given the tracker that was kept from our name', async () => {
    const { looked } = await look((userAgent) => (/Preau/.test(userAgent) ? '' : pixel));
    expect(looked).toMatchObject({ kind: 'compared', differences: [{ kind: 'third-party', what: '127.0.0.1:9' }] });
  });

  it('differs in nothing on a site that shows everybody the same', async () => {
    const { looked } = await look(() => pixel);
    expect(looked).toEqual({ kind: 'compared', differences: [] });
  });
});

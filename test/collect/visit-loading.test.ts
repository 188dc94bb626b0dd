/** Pages that do not load, or never end: each inconclusive with its reason, none of them « nothing found ». */
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, playSite, recordsOf } from './stage.ts';

describe('loading in a real browser', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it.each([
    ['vide', 'blank-page'],
    ['erreur', 'http-error'],
    ['mur', 'bot-wall'],
    ['sans-fin', 'timeout'],
    ['boucle', 'timeout'],
  ])('calls the page « %s » inconclusive: %s', async (name, reason) => {
    const { state, sets } = await playSite(stage, name);
    expect(state).toMatchObject({ kind: 'inconclusive', reason });
    expect(recordsOf(sets.pages)).toEqual([expect.objectContaining({ loaded: false, screenshot: null })]);
  });

  it('says unreachable when nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const address = server.address();
    await new Promise((closed) => server.close(closed));
    const port = typeof address === 'object' && address ? address.port : 0;
    const { state } = await stage.play(`http://127.0.0.1:${port}/`, 'before-choice');
    expect(state).toMatchObject({ kind: 'inconclusive', reason: 'unreachable' });
  });

  it('reads a page that only draws', async () => {
    expect((await playSite(stage, 'toile')).state).toEqual({ kind: 'observed' });
  });

  it('is not held by a body that nobody reads', async () => {
    const { state, sets } = await playSite(stage, 'flot');
    expect(state).toEqual({ kind: 'observed' });
    expect(recordsOf(sets.pages)[0]?.settledBy).toBe('quiet');
  });

  it('stops waiting for long polls at its cap, and says so', async () => {
    const { state, sets } = await playSite(stage, 'attente');
    expect(state).toEqual({ kind: 'observed' });
    expect(recordsOf(sets.pages)[0]?.settledBy).toBe('cap');
    expect(recordsOf(sets.requests).filter((each) => each.url.includes('/attente'))).toHaveLength(4);
  });
});

/** Pages that do not load, or never end: each inconclusive with its reason, none of them « nothing found ». */
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Polls } from '../../src/collect/settle.ts';
import { serveSite } from '../kit/site.ts';
import { serve } from '../site/served.ts';
import { openStage, playSite, quickPace, recordsOf } from './stage.ts';

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

  it('stops waiting for long polls once nothing else moves, long before its cap, and says so', async () => {
    const began = performance.now();
    const { state, sets } = await playSite(stage, 'attente', 'before-choice', { ...quickPace, capMs: 60_000 });
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(state).toEqual({ kind: 'observed' });
    expect(recordsOf(sets.pages)[0]?.settledBy).toBe('cap');
    expect(recordsOf(sets.requests).filter((each) => each.url.includes('/attente'))).toHaveLength(4);
  });

  it('waits again for what is not a plain question: one path may answer a poll, and then the text of a page', async () => {
    const site = await serveSite((request, response) => {
      if (request.url !== '/') return;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        '<!doctype html><title>Outil</title><h1>Outil</h1><script>fetch("/api", { method: "POST" })</script>',
      );
    });
    const polls: Polls = new Set();
    await stage.play(site.url, 'before-choice', { ...quickPace, capMs: 60_000 }, { polls });
    await site.close();
    expect([...polls]).toEqual([]);
  });

  // Two durations are compared, 2.5 s apart by design: a machine that stalls for that long is given other tries.
  it('does not wait twice for the same long polls, and says that they never answered', { retry: 4 }, async () => {
    const site = await serve('attente');
    const polls: Polls = new Set();
    const play = async () => {
      const began = performance.now();
      const { sets } = await stage.play(site.url, 'before-choice', { ...quickPace, capMs: 60_000 }, { polls });
      const { settledBy } = recordsOf(sets.pages)[0] ?? {};
      const left = recordsOf(sets.requests).filter((each) => each.url.includes('/attente')).length;
      return { ms: performance.now() - began, seen: { settledBy, left } };
    };
    const [first, second] = [await play(), await play()];
    await site.close();
    expect(first.seen).toEqual({ settledBy: 'cap', left: 4 });
    expect(second.seen).toEqual(first.seen);
    // The whole address: another request of the same path is still waited for.
    expect([...polls].sort()).toEqual([0, 1, 2, 3].map((each) => `${site.url}attente?${each}`));
    expect(second.ms).toBeLessThan(first.ms - 1_000);
  });
});

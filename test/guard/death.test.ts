/** The guard dies in the middle of a real visit: nothing leaves any more, and the check is a failure of ours to try again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather } from '../../src/dossier/gather.ts';
import { type Guard, startGuard } from '../../src/guard/guard.ts';
import { browserCache } from '../collect/stage.ts';
import { patientMs } from '../kit/bounds.ts';
import { type Loopback, serveHttp } from './loopback.ts';

/** Asks its own server ten times a second, by fetch, image and beacon, as long as it lives. */
const restless = `<!doctype html><html lang="fr"><title>Sans repos</title><h1>Sans repos</h1><script>
let n = 0;
setInterval(() => {
  n += 1;
  fetch('/fetch?' + n).catch(() => {});
  new Image().src = '/image?' + n;
  navigator.sendBeacon('/beacon?' + n);
}, 100);
</script>`;

let site: Loopback;
let guard: Guard;
let asked: string[] = [];

beforeAll(async () => {
  site = await serveHttp((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(request.url === '/' ? restless : '');
  });
  guard = await startGuard({ resolver: '127.0.0.1:9', allowNets: [`127.0.0.1/32:${site.port}`] });
});
afterAll(async () => {
  await guard.stop();
  await site.stop();
});

const collect = () =>
  gather(
    guard,
    {
      chromium: null,
      cache: browserCache,
      acceptNoSandbox: false,
      contact: null,
      hold: 'off',
      staging: { resolver: '127.0.0.1:9', allowNets: [`127.0.0.1/32:${site.port}`], chromiumArgs: [] },
      publicAddress: null,
      commit: null,
    },
    '0.1.0',
  )({
    url: `http://127.0.0.1:${site.port}/`,
    declaration: {},
    tell: () => {},
    signal: new AbortController().signal,
  });

describe('a guard that is killed during a visit', () => {
  it('lets no request out after it, and ends the check at once as a technical failure', async () => {
    const check = collect();
    await expect
      .poll(() => asked.filter((each) => each.startsWith('/fetch')).length, { timeout: 40_000 })
      .toBeGreaterThan(5);
    const { exited, pid } = guard;
    process.kill(pid, 'SIGKILL');
    await exited;
    // What the guard had sent before is read to its end: each of its connections then closes.
    await expect.poll(() => site.open(), { timeout: 20_000 }).toBe(0);
    asked = [];
    const connections = site.hits();
    const died = performance.now();
    expect(await check).toMatchObject({ kind: 'failed', detail: expect.stringContaining('gardien') });
    expect(performance.now() - died).toBeLessThan(patientMs);
    expect([asked, site.hits()]).toEqual([[], connections]);
  }, 90_000);

  it('has a successor for the attempt after', async () => {
    const passage = await guard.open();
    const url = `http://127.0.0.1:${site.port}/`;
    expect(await passage.check(url)).toEqual({ kind: 'accepted', url });
    expect(await passage.fetch(url)).toMatchObject({ kind: 'answered', body: restless });
    await passage.close();
  });

  it.each(['open', 'check', 'fetch'] as const)(
    'before the visit began, at its %s, is not the end of the service',
    async (when) => {
      if (when === 'open') process.kill(guard.pid, 'SIGKILL');
      const passage = await guard.open();
      if (when !== 'open') process.kill(guard.pid, 'SIGKILL');
      const url = `http://127.0.0.1:${site.port}/`;
      if (when === 'check') await expect(passage.check(url)).rejects.toThrow('gone');
      if (when === 'fetch') await expect(passage.fetch(url)).rejects.toThrow('gone');
      const next = await guard.open();
      expect((await next.check(url)).kind).toBe('accepted');
      await next.close();
    },
  );
});

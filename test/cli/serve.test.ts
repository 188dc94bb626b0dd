/** `preau serve` as an operator runs it: it opens, answers, refuses what it cannot do in French, and closes well. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const data = mkdtempSync(path.join(tmpdir(), 'preau-serve-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

type Serving = { child: ChildProcess; said: () => string; ended: Promise<number | null> };
const serve = (settings: Record<string, string>): Serving => {
  const env = { ...process.env, PREAU_DATA: data, ...settings };
  const child = spawn(process.execPath, ['dist/main.js', 'serve'], { cwd: root, env });
  let heard = '';
  child.stderr.on('data', (chunk) => (heard += chunk));
  return { child, said: () => heard, ended: once(child, 'close').then(([code]) => code) };
};

const opened = async ({ said, child }: Serving): Promise<void> => {
  for (let tries = 0; tries < 400 && !said().includes('Préau est ouvert') && child.exitCode === null; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('preau serve', () => {
  it('opens its pages, says that its port is taken to a second one, and closes on SIGTERM', async () => {
    const port = await freePort();
    const first = serve({ PREAU_PORT: String(port) });
    await opened(first);
    expect((await fetch(`http://127.0.0.1:${port}/sante`)).status).toBe(200);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('Préau');
    expect(first.said()).toContain('personne ne peut décider');

    const second = serve({ PREAU_PORT: String(port), PREAU_DATA: path.join(data, 'autre') });
    expect(await second.ended).toBe(2);
    expect(second.said()).toContain(`Le port ${port} est déjà pris`);

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('says aloud each door that a staging setting opens', async () => {
    const port = String(await freePort());
    const staging = { PREAU_RESOLVER: '127.0.0.1:9', PREAU_ALLOW_NETS: '127.0.0.1/32:8000-8010' };
    const house = serve({ PREAU_PORT: port, ...staging });
    await opened(house);
    expect(house.said()).toContain('127.0.0.1:9');
    expect(house.said()).toContain('127.0.0.1/32:8000-8010');
    house.child.kill('SIGINT');
    expect(await house.ended).toBe(0);
  });

  it.each([
    [{ PREAU_PORT: 'abc' }, 'PREAU_PORT'],
    [{ PREAU_ALLOW_NETS: 'partout' }, 'PREAU_ALLOW_NETS'],
    [{ PREAU_COUNTRY_MMDB: '/inexistant.mmdb' }, 'PREAU_COUNTRY_MMDB'],
  ])('refuses the setting %j', async (settings, words) => {
    const house = serve(settings);
    expect(await house.ended).toBe(2);
    expect(house.said()).toContain(words);
    expect(house.said()).not.toContain('    at ');
  });
});

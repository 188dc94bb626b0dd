import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GuardGone, startGuard } from '../../src/guard/guard.ts';
import { isRoot, unprivilegedId } from '../../src/privileges.ts';
import { connectThrough, isShut, type Loopback, serveHttp, throughProxy } from './loopback.ts';

const loopbackOnly = { resolver: null, allowNets: ['127.0.0.0/8'] };
const portOf = (url: string): number => Number(new URL(url).port);
let site: Loopback;

beforeAll(async () => {
  site = await serveHttp((_request, response) => response.end('bonjour'));
});
afterAll(() => site.stop());

describe('the process of the guard', () => {
  it('is not root, and holds nothing of the environment of the service', async () => {
    vi.stubEnv('PREAU_TEST_SECRET', 'do-not-pass-on');
    const guard = await startGuard(loopbackOnly);
    vi.unstubAllEnvs();
    const status = readFileSync(`/proc/${guard.pid}/status`, 'utf8');
    const uids = /^Uid:\s+(.*)$/m.exec(status)?.[1]?.split('\t').map(Number) ?? [];
    expect(uids).toHaveLength(4);
    expect(uids).not.toContain(0);
    if (isRoot()) {
      expect(uids).toEqual(Array(4).fill(unprivilegedId));
      expect(status).toMatch(/^CapEff:\s+0{16}$/m);
      expect(status).toMatch(/^Groups:\s*$/m);
      expect(readFileSync(`/proc/${guard.pid}/environ`, 'utf8')).not.toContain('do-not-pass-on');
    }
    await guard.stop();
  });

  it('listens for each visit on a port of its own, until the visit is closed', async () => {
    const guard = await startGuard(loopbackOnly);
    const [one, two] = [await guard.open(), await guard.open()];
    expect(one.proxyUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(one.proxyUrl).not.toBe(two.proxyUrl);
    const { socket } = await connectThrough(one.proxyUrl, `127.0.0.1:${site.port}`);
    const cut = once(socket.resume(), 'close');
    expect(await one.close()).toMatchObject([{ host: '127.0.0.1', port: site.port, verdict: 'allowed' }]);
    expect(await one.close()).toHaveLength(1);
    await cut;
    expect(await isShut(portOf(one.proxyUrl))).toBe(true);
    await expect(one.check('http://exemple.fr/')).rejects.toThrow('closed');
    expect((await throughProxy(two.proxyUrl, `http://localhost:${site.port}/`)).body).toBe('bonjour');
    await guard.stop();
    expect(await guard.exited).toBe(0);
    expect(await isShut(portOf(two.proxyUrl))).toBe(true);
  });

  it('takes every way out with it when it is killed', async () => {
    const guard = await startGuard(loopbackOnly);
    const passage = await guard.open();
    const { socket, status } = await connectThrough(passage.proxyUrl, `127.0.0.1:${site.port}`);
    expect(status).toBe(200);
    const cut = once(socket.resume(), 'close');
    const before = site.hits();
    const halfway = passage.fetch(`http://127.0.0.1:${site.port}/`).then(
      () => 'answered',
      () => 'gone',
    );
    const { exited } = guard;
    process.kill(guard.pid, 'SIGKILL');
    expect(await exited).toBeNull();
    expect(passage.gone.aborted).toBe(true);
    await cut;
    await halfway;
    expect(site.hits() - before).toBeLessThanOrEqual(1);
    const hits = site.hits();
    expect(await isShut(portOf(passage.proxyUrl))).toBe(true);
    await expect(passage.fetch(`http://127.0.0.1:${site.port}/`)).rejects.toThrow('gone');
    await expect(passage.check(`http://127.0.0.1:${site.port}/`)).rejects.toThrow('gone');
    await expect(passage.close()).rejects.toThrow(GuardGone);
    await guard.stop();
    await expect(guard.open()).rejects.toThrow(GuardGone);
    expect(site.hits()).toBe(hits);
  });

  it('is started again for the next visit, once for several that wait, and the service is told', async () => {
    const told: (number | null)[] = [];
    const guard = await startGuard(loopbackOnly, {}, (code) => told.push(code));
    const first = guard.pid;
    process.kill(first, 'SIGKILL');
    // At once: the service may not know yet that its guard is dead.
    const passages = await Promise.all([guard.open(), guard.open(), guard.open()]);
    expect(guard.pid).not.toBe(first);
    for (const { proxyUrl, gone } of passages) {
      expect((await throughProxy(proxyUrl, `http://127.0.0.1:${site.port}/`)).body).toBe('bonjour');
      expect(gone.aborted).toBe(false);
    }
    expect(new Set(passages.map((each) => each.proxyUrl)).size).toBe(3);
    expect(told).toEqual([null]);
    await guard.stop();
    expect(told).toEqual([null]);
  });

  it('leaves when the service dies without a word', async () => {
    const entry = new URL('../../src/guard/guard.ts', import.meta.url).href;
    const story = `
      const { startGuard } = await import(${JSON.stringify(entry)});
      const guard = await startGuard({ resolver: null, allowNets: [] });
      console.log((await guard.open()).proxyUrl);
    `;
    const service = spawn(process.execPath, ['--input-type=module', '-e', story], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [proxyUrl] = await once(createInterface({ input: service.stdout }), 'line');
    expect(await isShut(portOf(proxyUrl))).toBe(false);
    service.kill('SIGKILL');
    await expect.poll(() => isShut(portOf(proxyUrl)), { timeout: 5_000 }).toBe(true);
  });

  it('survives a client that speaks nonsense', async () => {
    const guard = await startGuard(loopbackOnly);
    const passage = await guard.open();
    for (const nonsense of [
      '\0\0\0',
      'GET',
      '\x16\x03\x01\x02\x00\x01',
      `GET http://${'a'.repeat(200_000)}/ HTTP/1.1\r\n\r\n`,
    ]) {
      const { socket } = await connectThrough(passage.proxyUrl, `127.0.0.1:${portOf(passage.proxyUrl)}`);
      socket.on('error', () => {}).write(nonsense);
      socket.resume().end();
      await once(socket, 'close');
    }
    expect((await throughProxy(passage.proxyUrl, `http://127.0.0.1:${site.port}/`)).body).toBe('bonjour');
    await guard.stop();
  });

  it('refuses to start on settings that make no sense, with the sentence for the operator', async () => {
    await expect(startGuard({ resolver: null, allowNets: ['partout'] })).rejects.toThrow('PREAU_ALLOW_NETS');
  });
});

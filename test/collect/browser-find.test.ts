/** The browser is found with no manual step, in the right order, and a wrong setting is said. */
import { chmod, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { carriedPackage } from '../../src/collect/browser/carried.ts';
import { type FoundBrowser, findBrowser } from '../../src/collect/browser/find.ts';
import { readConfig } from '../../src/config.ts';

const settings = readConfig({});
if ('kind' in settings) throw new Error(settings.messages.join('\n'));
const { cache } = settings;

const none = { headlessShells: [], carried: async () => null, others: [] };
const carriedOnly = { ...none, carried: () => carriedPackage() };

let folder: string;
let carried: FoundBrowser;
/** A Chromium as a distribution installs it: a script that sets its libraries and runs the real browser. */
let installed: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'preau-find-'));
  const found = await findBrowser({ setting: null, cache }, carriedOnly);
  if (found.kind !== 'found') throw new Error(found.message);
  carried = found;
  installed = path.join(folder, 'chromium-headless-shell');
  await writeFile(installed, `#!/bin/sh\nLD_LIBRARY_PATH=${path.dirname(found.path)}/lib exec ${found.path} "$@"\n`);
  await chmod(installed, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('where the browser comes from', () => {
  it('is the carried headless shell on a bare machine, with its version', () => {
    expect(carried).toMatchObject({ origin: 'carried', note: null });
    expect(carried.version).toMatch(/^\d{3}\.\d+\.\d+\.\d+$/);
    expect(carried.path.startsWith(cache)).toBe(true);
  });

  it('is the headless shell of the system before the carried one', async () => {
    const found = await findBrowser({ setting: null, cache }, { ...carriedOnly, headlessShells: [installed] });
    expect(found).toMatchObject({ origin: 'system-headless-shell', path: installed, version: carried.version });
  });

  it('is the carried one before a full Chromium, five times as hungry', async () => {
    const found = await findBrowser({ setting: null, cache }, { ...carriedOnly, others: [installed] });
    expect(found).toMatchObject({ origin: 'carried' });
  });

  it('is a full Chromium where npm carried nothing for this machine', async () => {
    const found = await findBrowser({ setting: null, cache }, { ...none, others: ['/nowhere/chrome', installed] });
    expect(found).toMatchObject({ origin: 'system', path: installed });
  });

  it('is what the operator set, before anything else', async () => {
    const found = await findBrowser({ setting: installed, cache }, { ...carriedOnly, headlessShells: [installed] });
    expect(found).toMatchObject({ origin: 'setting', path: installed, version: carried.version });
  });

  it('is nowhere on an empty machine, and the message says what to install', async () => {
    const found = await findBrowser({ setting: null, cache }, none);
    expect(found).toMatchObject({ kind: 'no-browser', message: expect.stringContaining('apt install chromium') });
  });

  it('is not carried for a machine that the package has no binary for', async () => {
    expect(await carriedPackage('darwin', 'arm64')).toBeNull();
    expect(await carriedPackage('linux', 'arm64')).toBeNull();
  });

  it('says so when the carried archive cannot be unpacked', async () => {
    // Our own temporary folder: another test may unpack in the common one at the same time.
    const place = await mkdtemp(path.join(folder, 'tmp-'));
    vi.stubEnv('TMPDIR', place);
    const broken = async () => ({ bin: path.join(folder, 'nothing'), version: '1.0.0' });
    const found = await findBrowser({ setting: null, cache: path.join(folder, 'cache') }, { ...none, carried: broken });
    expect(found).toMatchObject({ kind: 'no-browser', message: expect.stringContaining('n’a pas pu être déballé') });
    vi.unstubAllEnvs();
    expect(await readdir(place)).toEqual([]);
  });
});

describe('a wrong PREAU_CHROMIUM', () => {
  it.each([
    ['a file that does not exist', '/nowhere/chromium', 'n’existe pas'],
    ['a folder', tmpdir(), 'n’est pas un fichier'],
    ['a file that cannot be run', new URL(import.meta.url).pathname, 'n’est pas exécutable'],
    ['a program that is no Chromium', '/bin/ls', 'ne se présente pas comme un Chromium'],
  ])('%s is refused in French, with no second choice', async (_, setting, words) => {
    const found = await findBrowser({ setting, cache }, carriedOnly);
    expect(found.kind).toBe('no-browser');
    expect(found).toMatchObject({ message: expect.stringContaining(words) });
    expect(found).toMatchObject({ message: expect.stringContaining('PREAU_CHROMIUM') });
  });

  it('a link to a real browser is accepted', async () => {
    const link = path.join(folder, 'link');
    await symlink(installed, link);
    expect(await findBrowser({ setting: link, cache }, none)).toMatchObject({ kind: 'found', origin: 'setting' });
  });
});

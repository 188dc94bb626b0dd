/** The carried browser is unpacked whole, once, and a folder that someone else could have made is never run. */
import { execFile } from 'node:child_process';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CarriedPackage, carriedPackage } from '../../src/collect/browser/carried.ts';
import { findBrowser } from '../../src/collect/browser/find.ts';
import { isWhole, seal, trusted } from '../../src/collect/browser/trust.ts';
import { unpack } from '../../src/collect/browser/unpack.ts';
import { isRoot, unprivilegedId } from '../../src/privileges.ts';

const found = await carriedPackage();
if (!found) throw new Error('npm carried no browser for this machine');
const carried: CarriedPackage = found;
const name = `chromium-${carried.version}-1`;

let place: string;
beforeEach(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'preau-unpack-'));
  await chmod(place, 0o755);
});
afterEach(() => rm(place, { recursive: true, force: true }));

const modes = async (folder: string): Promise<number[]> => {
  const names = await readdir(folder, { recursive: true });
  return Promise.all(names.map(async (each) => (await lstat(path.join(folder, each))).mode));
};

describe('unpacking', () => {
  it('fills an empty cache even under a umask of 077, readable by all, writable by us alone, and only once', async () => {
    const cache = path.join(place, 'cache');
    const before = process.umask(0o077);
    const first = await unpack(carried, cache).finally(() => process.umask(before));
    expect(first).toEqual({ folder: path.join(cache, name), kept: true });
    for (const mode of await modes(first.folder)) {
      expect(mode & 0o444).toBe(0o444);
      expect(mode & 0o022).toBe(0);
    }
    expect((await lstat(cache)).mode & 0o777).toBe(0o755);
    expect(await readFile(path.join(first.folder, 'fonts.conf'), 'utf8')).toContain(`${first.folder}/fonts`);

    const made = (await lstat(path.join(first.folder, 'chromium'))).ino;
    expect(await unpack(carried, cache)).toEqual(first);
    expect((await lstat(path.join(first.folder, 'chromium'))).ino).toBe(made);
  });

  it('by two processes at once leaves one whole folder and nothing beside it', async () => {
    const find = new URL('../../src/collect/browser/find.ts', import.meta.url).pathname;
    const script = `import { findBrowser } from ${JSON.stringify(find)};
      const found = await findBrowser({ setting: null, cache: ${JSON.stringify(place)} });
      console.log(JSON.stringify(found));`;
    const run = () => promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', script]);
    const answers = await Promise.all([run(), run()]);
    const [one, two] = answers.map(({ stdout }) => JSON.parse(stdout));
    expect(one).toEqual(two);
    expect(one).toMatchObject({ kind: 'found', origin: 'carried', path: path.join(place, name, 'chromium') });
    expect(await readdir(place)).toEqual([name]);
  });

  it('is done again when a power failure cut the browser short', async () => {
    const folder = path.join(place, name);
    await mkdir(folder);
    await writeFile(path.join(folder, 'chromium'), 'program');
    await seal(folder);
    await truncate(path.join(folder, 'chromium'), 3);
    expect(await isWhole(folder)).toBe(false);
    expect(await unpack(carried, place)).toEqual({ folder, kept: true });
    expect((await lstat(path.join(folder, 'chromium'))).size).toBeGreaterThan(100_000_000);
  });

  it.runIf(isRoot())('replaces a folder planted in our cache by another account', async () => {
    const planted = path.join(place, name);
    await mkdir(planted);
    await writeFile(path.join(planted, 'chromium'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    await writeFile(path.join(planted, 'sizes.json'), '{"chromium": 41}');
    await chown(path.join(planted, 'chromium'), 1234, 1234);
    const { folder } = await unpack(carried, place);
    expect((await lstat(path.join(folder, 'chromium'))).uid).toBe(0);
    expect((await lstat(path.join(folder, 'chromium'))).size).toBeGreaterThan(100_000_000);
  });

  it.runIf(isRoot())(
    'goes to a private temporary folder when the cache belongs to another account, and says so',
    async () => {
      await chown(place, 1234, 1234);
      const found = await findBrowser({ setting: null, cache: place });
      if (found.kind !== 'found') throw new Error(found.message);
      const folder = path.dirname(found.path);
      expect(folder.startsWith(place)).toBe(false);
      expect(found.note).toContain(`« ${place} » n’est pas utilisable`);
      expect(await lstat(folder)).toMatchObject({ uid: 0 });
      expect(await trusted(folder)).toBe(true);
      expect(await readdir(place)).toEqual([]);
      await rm(folder, { recursive: true });
    },
  );
});

describe('a folder is not trusted', () => {
  it('when others may write in it', async () => {
    await chmod(place, 0o777);
    expect(await trusted(place)).toBe(false);
  });

  it('when it is missing, or a file', async () => {
    expect(await trusted(path.join(place, 'missing'))).toBe(false);
    await writeFile(path.join(place, 'file'), '');
    expect(await trusted(path.join(place, 'file'))).toBe(false);
  });

  it.runIf(isRoot())('when another account owns it, or one of its files', async () => {
    const file = path.join(place, 'chromium');
    await writeFile(file, 'program');
    await seal(place);
    expect(await isWhole(place)).toBe(true);
    await chown(file, unprivilegedId, unprivilegedId);
    expect(await isWhole(place)).toBe(false);
    await chown(file, 0, 0);
    expect(await isWhole(place)).toBe(true);
    await chown(path.join(place, 'sizes.json'), unprivilegedId, unprivilegedId);
    expect(await isWhole(place)).toBe(false);
    await chown(place, unprivilegedId, unprivilegedId);
    expect(await trusted(place)).toBe(false);
  });

  it('when a file that was sealed in it is gone, or was replaced by a link', async () => {
    const file = path.join(place, 'chromium');
    await writeFile(file, 'program');
    await seal(place);
    await rm(file);
    expect(await isWhole(place)).toBe(false);
    await symlink('/bin/ls', file);
    expect(await isWhole(place)).toBe(false);
  });

  it('when it was never sealed', async () => {
    await writeFile(path.join(place, 'chromium'), 'program');
    expect(await isWhole(place)).toBe(false);
  });

  it('unless all that happened is that Chromium added to it', async () => {
    await writeFile(path.join(place, 'chromium'), 'program');
    await seal(place);
    await mkdir(path.join(place, 'locales'), { mode: 0o700 });
    expect(await isWhole(place)).toBe(true);
  });
});

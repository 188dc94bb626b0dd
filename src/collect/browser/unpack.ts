/** Unpacks the headless shell that npm carried into a private cache, once, whole or not at all. */
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type ExtractOptions, extract } from 'tar-fs';
import type { CarriedPackage } from './carried.ts';
import { isWhole, seal, trusted } from './trust.ts';

export type Unpacked = {
  folder: string;
  /** False when the cache could not be used: the folder is then a temporary one, lost at the next start. */
  kept: boolean;
};

/** Raised when what is written in the folder changes, so that an older Préau's folder is never mistaken for ours. */
const layout = 1;

/**
 * Gives the folder of the unpacked browser (`chromium`, `lib/`, `fonts/`), unpacking it under `cache` when missing.
 * Where `cache` cannot be written or belongs to someone else, the browser goes to a fresh private folder instead.
 * Measured here (2 cores): 2.0 to 3.2 s to unpack 211 MB, 3 ms when already there. Throws when no folder at all can be written.
 */
export const unpack = async (carried: CarriedPackage, cache: string): Promise<Unpacked> => {
  const name = `chromium-${carried.version}-${layout}`;
  const kept = await unpackUnder(carried, cache, name).catch(() => null);
  if (kept) return { folder: kept, kept: true };
  const fresh = await mkdtemp(path.join(tmpdir(), 'preau-browser-'));
  const remove = () => rmSync(fresh, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    await fill(fresh, carried, fresh);
  } catch (error) {
    remove();
    throw error;
  }
  return { folder: fresh, kept: false };
};

const unpackUnder = async (carried: CarriedPackage, cache: string, name: string): Promise<string | null> => {
  const folder = path.join(cache, name);
  // Made by us: whatever the umask, the unprivileged account must be able to go through.
  if (await mkdir(cache, { recursive: true })) await chmod(cache, 0o755);
  if (!(await trusted(cache))) return null;
  if (await isWhole(folder)) return folder;
  const part = await mkdtemp(`${folder}.part-`);
  try {
    await fill(part, carried, folder);
    await removeAbandoned(cache, `${name}.part-`, part);
    // There but not whole: cut short by a power failure, or put there by someone else.
    if (!(await isWhole(folder))) await rm(folder, { recursive: true, force: true });
    await rename(part, folder).catch(() => rm(part, { recursive: true, force: true }));
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
  return (await isWhole(folder)) ? folder : null;
};

/** `home` is where the folder will finally stand: fonts.conf needs absolute paths. */
const fill = async (folder: string, carried: CarriedPackage, home: string): Promise<void> => {
  await Promise.all([
    pipeline(
      createReadStream(path.join(carried.bin, 'chromium.br'), { highWaterMark: 1 << 20 }),
      createBrotliDecompress({ chunkSize: 1 << 21 }),
      createWriteStream(path.join(folder, 'chromium'), { mode: 0o755 }),
    ),
    // NSS and expat: a bare Debian has none of them, and the browser dies at `libnspr4.so: cannot open`.
    untar(path.join(carried.bin, 'al2023.tar.br'), folder),
    untar(path.join(carried.bin, 'fonts.tar.br'), folder),
    // libGLESv2 and Vulkan in software: without them a page that asks for WebGL gets nothing.
    untar(path.join(carried.bin, 'swiftshader.tar.br'), folder),
  ]);
  await writeFile(path.join(folder, 'fonts.conf'), fontsConf(home));
  // Run by root, Chromium makes this folder itself, closed to the account that runs it next (seen).
  await mkdir(path.join(folder, 'locales'));
  await seal(folder);
};

const untar = (archive: string, folder: string): Promise<void> => {
  // The archive names the account that built it: as root, tar-fs would give our files away to it.
  const options: ExtractOptions & { chown: boolean } = {
    chown: false,
    ignore: (_, header) => header?.type !== 'file' && header?.type !== 'directory',
  };
  return pipeline(createReadStream(archive), createBrotliDecompress(), extract(folder, options));
};

/** Removes what a killed process left half unpacked; an hour's margin spares those that are still at work. */
const removeAbandoned = async (cache: string, prefix: string, ours: string): Promise<void> => {
  const now = (await stat(ours)).mtimeMs;
  for (const name of await readdir(cache)) {
    const each = path.join(cache, name);
    if (!name.startsWith(prefix) || each === ours) continue;
    const age = await stat(each)
      .then((found) => now - found.mtimeMs)
      .catch(() => 0);
    if (age > 3_600_000) await rm(each, { recursive: true, force: true });
  }
};

/** The system's own faces come second: the carried ones are three weights of Open Sans and no emoji. */
const fontsConf = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${xml(path.join(home, 'fonts'))}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Whether a folder of programs may be run: who owns it, who else can write in it, and is it complete. */
import type { Stats } from 'node:fs';
import { chmod, lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';

const sealName = 'sizes.json';
/** Path inside the folder to size in bytes; 0 for a folder. */
const Sizes = v.record(v.string(), v.number());

/** True for a real folder (no link) that belongs to us or to root and that nobody else may write in. */
export const trusted = async (folder: string): Promise<boolean> => {
  const found = await lstat(folder).catch(() => null);
  return found?.isDirectory() === true && ours(found);
};

/** Closes a folder just filled: sizes written down, everything readable by whoever will run it, nothing writable by others. */
export const seal = async (folder: string): Promise<void> => {
  const sizes: Record<string, number> = {};
  for (const name of await readdir(folder, { recursive: true })) {
    const each = path.join(folder, name);
    const found = await lstat(each);
    // Under a umask of 077 the unprivileged account could not read what root unpacks: modes are set one by one.
    await chmod(each, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
    sizes[name] = sizeOf(found);
  }
  await writeFile(path.join(folder, sealName), JSON.stringify(sizes));
  await chmod(path.join(folder, sealName), 0o644);
  await chmod(folder, 0o755);
};

/**
 * True when the folder and all that was sealed in it are ours, with the sizes of that day. What was not sealed is not
 * looked at: Chromium may add to its own folder, and nobody but its owner could.
 */
export const isWhole = async (folder: string): Promise<boolean> => {
  const sealed = path.join(folder, sealName);
  const mark = await lstat(sealed).catch(() => null);
  if (!(await trusted(folder)) || !mark?.isFile() || !ours(mark)) return false;
  const sizes = v.safeParse(v.pipe(v.string(), v.parseJson(), Sizes), await readFile(sealed, 'utf8').catch(() => ''));
  if (!sizes.success) return false;
  const checks = Object.entries(sizes.output).map(async ([name, size]) => {
    const found = await lstat(path.join(folder, name)).catch(() => null);
    return found !== null && ours(found) && sizeOf(found) === size;
  });
  return (await Promise.all(checks)).every(Boolean);
};

const ours = (found: Stats): boolean =>
  [0, process.getuid?.() ?? 0].includes(found.uid) && !found.isSymbolicLink() && (found.mode & 0o022) === 0;

const sizeOf = (found: Stats): number => (found.isFile() ? found.size : 0);

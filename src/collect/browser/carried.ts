/** Where npm put the carried headless shell: its binary files, never its JavaScript. */
import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as v from 'valibot';

export type CarriedPackage = { bin: string; version: string };

const Manifest = v.object({
  name: v.literal('@sparticuz/chromium'),
  version: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
});

/**
 * The package's folder of archives, or null where there is none for this machine (the binary is x64 Linux).
 * Its JavaScript is never loaded: it starts Chromium with `--no-sandbox --disable-web-security --single-process`,
 * and runs any file found at a predictable temporary path.
 */
export const carriedPackage = async (
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<CarriedPackage | null> => {
  if (platform !== 'linux' || arch !== 'x64') return null;
  // The entry moved between versions 147 and 153 and hides package.json: the folder is found by walking up from it.
  for (let folder = path.dirname(entry() ?? '/'); folder !== '/'; folder = path.dirname(folder)) {
    const manifest = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => null);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Manifest), manifest);
    if (!parsed.success) continue;
    const bin = path.join(folder, 'bin');
    const there = await access(path.join(bin, 'chromium.br')).then(
      () => true,
      () => false,
    );
    return there ? { bin, version: parsed.output.version } : null;
  }
  return null;
};

const entry = (): string | null => {
  try {
    return createRequire(import.meta.url).resolve('@sparticuz/chromium');
  } catch {
    return null;
  }
};

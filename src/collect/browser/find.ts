/** Finds a Chromium with no manual step: the operator's, the system's headless shell, the carried one, any other. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BrowserIdentity } from '../../model/evidence.ts';
import type { CarriedPackage } from './carried.ts';
import { type Places, usualPlaces } from './places.ts';
import { unpack } from './unpack.ts';

/** Plain data: the service finds the browser once, as itself, and hands it to its unprivileged scanners. */
export type FoundBrowser = {
  kind: 'found';
  path: string;
  origin: Exclude<BrowserIdentity['origin'], 'imported'>;
  version: string;
  /** What this browser needs in its environment (libraries, fonts). */
  env: Record<string, string>;
  /** A French sentence for the operator when something is not as it should be. */
  note: string | null;
};
export type NoBrowser = { kind: 'no-browser'; message: string };

/**
 * `setting` is PREAU_CHROMIUM, `cache` the folder where the carried browser is unpacked (0.2 GB, once).
 * A browser counts as found when it told its version. A wrong setting is a problem, never a silent second choice.
 */
export const findBrowser = async (
  wanted: { setting: string | null; cache: string },
  places: Places = usualPlaces,
): Promise<FoundBrowser | NoBrowser> => {
  if (wanted.setting !== null) return findSetting(wanted.setting);
  const shell = await firstOf(places.headlessShells, 'system-headless-shell');
  if (shell) return shell;
  const carried = await findCarried(await places.carried(), wanted.cache);
  if (carried?.kind === 'found') return carried;
  return (await firstOf(places.others, 'system')) ?? carried ?? { kind: 'no-browser', message: nothingFound };
};

const nothingFound =
  'Aucun navigateur Chromium n’a été trouvé sur cette machine. ' +
  'Sous Debian ou Ubuntu, installez-le avec « apt install chromium-headless-shell ». ' +
  'Sinon, indiquez le chemin d’un Chromium ou d’un Chrome dans PREAU_CHROMIUM.';

const findSetting = async (setting: string): Promise<FoundBrowser | NoBrowser> => {
  const wrong = (what: string): NoBrowser => ({
    kind: 'no-browser',
    message:
      `PREAU_CHROMIUM indique « ${setting} » : ${what}. ` +
      'Corrigez ce chemin, ou retirez ce réglage pour laisser Préau trouver un navigateur.',
  });
  const file = path.resolve(setting);
  const found = await stat(file).catch(() => null);
  if (!found) return wrong('ce fichier n’existe pas');
  if (!found.isFile()) return wrong('ce n’est pas un fichier');
  if (!(await executable(file))) return wrong('ce fichier n’est pas exécutable');
  const version = await versionOf(file, {});
  if (!version) return wrong('ce programme ne se présente pas comme un Chromium');
  return { kind: 'found', path: file, origin: 'setting', version, env: {}, note: null };
};

const firstOf = async (
  files: readonly string[],
  origin: 'system-headless-shell' | 'system',
): Promise<FoundBrowser | null> => {
  for (const file of files) {
    const version = (await executable(file)) ? await versionOf(file, {}) : null;
    if (version) return { kind: 'found', path: file, origin, version, env: {}, note: null };
  }
  return null;
};

const findCarried = async (carried: CarriedPackage | null, cache: string): Promise<FoundBrowser | NoBrowser | null> => {
  if (!carried) return null;
  const unpacked = await unpack(carried, cache).catch((error: unknown) => ({ failed: String(error) }));
  if ('failed' in unpacked) return unusable(`n’a pas pu être déballé dans « ${cache} » (${unpacked.failed})`);
  const file = path.join(unpacked.folder, 'chromium');
  const env = {
    // NSS comes with it; the variable goes to this child only.
    LD_LIBRARY_PATH: path.join(unpacked.folder, 'lib'),
    FONTCONFIG_FILE: path.join(unpacked.folder, 'fonts.conf'),
  };
  const version = await versionOf(file, env);
  if (!version) return unusable('ne démarre pas sur cette machine');
  return { kind: 'found', path: file, origin: 'carried', version, env, note: unpacked.kept ? null : notKept(cache) };
};

const unusable = (what: string): NoBrowser => ({
  kind: 'no-browser',
  message:
    `Le navigateur transporté par npm ${what}, et aucun autre n’a été trouvé. ` +
    'Installez chromium-headless-shell, ou indiquez le chemin d’un Chromium dans PREAU_CHROMIUM.',
});

const notKept = (cache: string): string =>
  `Le dossier « ${cache} » n’est pas utilisable : le navigateur est déballé dans un dossier temporaire à chaque démarrage. ` +
  'Pour démarrer plus vite, faites de ce dossier la propriété de Préau, sans écriture pour les autres comptes.';

const executable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** `Chromium 153.0.8010.0`, `Google Chrome 153…`, `Microsoft Edge 153…`: the number, or null for anything else. */
const versionOf = async (file: string, env: Record<string, string>): Promise<string | null> => {
  const run = promisify(execFile)(file, ['--version'], {
    env: { PATH: '/usr/bin:/bin', ...env },
    timeout: 15_000,
    killSignal: 'SIGKILL',
  });
  const answer = await run.then(
    ({ stdout }) => stdout,
    () => '',
  );
  return /\b(?:Chrom\w*|Edge)\b[^\d\n]*(\d+(?:\.\d+){1,3})/i.exec(answer)?.[1] ?? null;
};

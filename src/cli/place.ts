/** Where the package lies on this machine, seen from src/ or from dist/, and its version. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = new URL('../..', import.meta.url);

export const place = {
  root: root.pathname,
  rules: new URL('rules', root).pathname,
  catalog: new URL('catalog', root).pathname,
};

/** The version of package.json, kept in every bundle and report. */
export const version = (): string => {
  const text: unknown = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : '0';
};

/** Commit of the source that runs, read from the working copy; null for a package installed without its history. */
export const commit = (folder: string = path.join(place.root, '.git')): string | null => {
  const head = textOf(path.join(folder, 'HEAD'));
  const ref = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
  const packed = () => textOf(path.join(folder, 'packed-refs')).match(new RegExp(`^([0-9a-f]{40}) ${ref}$`, 'm'))?.[1];
  const found = ref === undefined ? head : textOf(path.join(folder, ref)) || (packed() ?? '');
  return /^[0-9a-f]{40}$/.test(found) ? found : null;
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    // Not a working copy, or one that is kept elsewhere: the evidence then says that the commit is unknown.
    return '';
  }
};

/** Where the package lies on this machine, seen from src/ or from dist/, and its version. */
import { readFileSync } from 'node:fs';

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

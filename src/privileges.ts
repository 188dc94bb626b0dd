/** Gives up root before anything hostile is met: used by the guard and the scanner processes. */
import { readFileSync } from 'node:fs';

/** `nobody` on every Linux distribution that we know; the account owns no file. */
export const unprivilegedId = 65_534;

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Drops root for good: group list, group, then user, in that order, or the groups could not be left any more.
 * Modules must be loaded before: the project may lie in a folder that the unprivileged account cannot read.
 * Throws when the kernel kept any of the old identity.
 */
export const dropPrivileges = (id: number = unprivilegedId): void => {
  if (!isRoot() || !process.setgroups || !process.setgid || !process.setuid) return;
  process.setgroups([]);
  process.setgid(id);
  process.setuid(id);
  const identity = readFileSync('/proc/self/status', 'utf8').match(/^[UG]id:.*$/gm) ?? [];
  if (
    identity.some((line) =>
      line
        .split(/\s+/)
        .slice(1)
        .some((each) => each !== String(id)),
    )
  ) {
    throw new Error('Root could not be given up.');
  }
};

/** The child's entry beside a module, in source (.ts) or built (.js) form. */
export const beside = (moduleUrl: string, name: string): string =>
  new URL(`./${name}${moduleUrl.endsWith('.ts') ? '.ts' : '.js'}`, moduleUrl).pathname;

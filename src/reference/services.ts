/** Our own lists of services and owners, indexed by domain so that a host is answered in as many look-ups as it has dots. */
import type { KnownService, Lists } from '../model/lists.ts';
import type { ListFiles } from './list-files.ts';
import { patternOf } from './patterns.ts';

type Trackers = ListFiles['trackers'];
type Entry = Omit<Trackers['shapes'][number], 'path'> & { path?: string | undefined };

/** Domain → services, those with a path before the one that takes the rest of the domain. */
export const servicesOf = (file: Trackers): Lists['services'] => {
  const services = new Map<string, KnownService[]>();
  const narrowFirst = [...file.services].sort((a, b) => Number(a.path === undefined) - Number(b.path === undefined));
  for (const entry of narrowFirst) {
    const known = knownService(entry);
    for (const domain of entry.domains) services.set(domain, [...(services.get(domain) ?? []), known]);
  }
  return services;
};

export const shapesOf = (file: Trackers): Lists['shapes'] => file.shapes.map(knownService);

/** Most addresses have none of the shapes: one expression for all says so in one pass. */
export const anyShapeOf = (file: Trackers): Lists['shaped'] =>
  file.shapes.length === 0 ? () => false : patternOf(file.shapes.map(({ path }) => `(?:${path})`).join('|'));

export const ownersOf = (file: ListFiles['owners']): Lists['owners'] =>
  new Map(file.owners.flatMap(({ owner, domains }) => domains.map((domain) => [domain, owner] as const)));

const knownService = ({ service, owner, country, category, path, exemptable }: Entry): KnownService => ({
  tracker: { name: service, category, owner, country, list: 'trackers' },
  path: path === undefined ? null : patternOf(path),
  exemptable,
});

/** third-party-web: the owner of a host, and a tracker only where the entity's trade is one that we name. */
import thirdPartyWeb from 'third-party-web/nostats-subset.js';
import type { Entity, Lists } from '../model/lists.ts';
import type { TrackerCategory } from '../model/tracker.ts';

/** `categories` maps the package's words to ours; an entity of any other category has an owner and no tracker. */
export const openEntities = (categories: Readonly<Record<string, TrackerCategory>>): Lists['entityOf'] => {
  const known = new Map<string, Entity | null>();
  return (host) => {
    const remembered = known.get(host);
    if (remembered !== undefined) return remembered;
    const entity = entityOf(host, categories);
    known.set(host, entity);
    return entity;
  };
};

const entityOf = (host: string, categories: Readonly<Record<string, TrackerCategory>>): Entity | null => {
  const entity = thirdPartyWeb.getEntity(`https://${host}/`);
  if (!entity) return null;
  const owner = entity.company || entity.name;
  const category = categories[entity.category];
  const tracker = category ? { name: entity.name, category, owner, country: null, list: 'third-party-web' } : null;
  return { name: entity.name, owner, tracker };
};

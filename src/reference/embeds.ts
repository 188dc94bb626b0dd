/** The list of embedded contents, indexed by domain as the services are. */
import type { KnownEmbed, Lists } from '../model/lists.ts';
import type { ListFiles } from './list-files.ts';
import { patternOf } from './patterns.ts';

/** Key of the entries that have no domain: any host may serve a PeerTube. */
const anywhere = '*';

export const embedsOf = (file: ListFiles['embeds']): Lists['embeds'] => {
  const embeds = new Map<string, KnownEmbed[]>();
  for (const { service, kind, domains, address, variant, frames } of file.embeds) {
    const known = {
      service,
      kind,
      address: address === undefined ? null : patternOf(address),
      variant: variant ?? null,
      frames,
    };
    for (const domain of domains ?? [anywhere]) embeds.set(domain, [...(embeds.get(domain) ?? []), known]);
  }
  return embeds;
};

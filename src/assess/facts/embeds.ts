/** What a page shows from others: players, maps, fonts, captchas, forms, read from the requests that load them. */
import type { RequestFact } from '../../model/facts.ts';
import type { KnownEmbed, Lists } from '../../model/lists.ts';
import type { EmbedFact } from '../../model/third-parties.ts';
import { domainsAbove, partsOf } from './site.ts';

/** One fact for each phase, page, service and form; what the site serves itself is no embed. In the order of the log. */
export const readEmbeds = (requests: readonly RequestFact[], lists: Lists): EmbedFact[] => {
  const facts = new Map<string, EmbedFact>();
  for (const request of requests) {
    const known = request.party === 'first' ? null : embedOf(request, lists);
    if (!known) continue;
    const { phase, page, host, party, owner } = request;
    const key = JSON.stringify([phase, page, known.service, known.variant]);
    if (facts.has(key)) continue;
    const { service, kind, variant } = known;
    facts.set(key, { phase, page, service, kind, variant, host, party, owner, loadedBefore: before[phase] });
  }
  return [...facts.values()];
};

/** The visit clicks on no content: what it sees came unasked. A journey may click, so nothing is said of it. */
const before: Record<RequestFact['phase'], EmbedFact['loadedBefore']> = {
  'before-choice': 'choice',
  'after-refusal': 'click',
  'after-acceptance': 'click',
  'after-withdrawal': 'click',
  journey: null,
};

const embedOf = ({ host, type, url }: RequestFact, lists: Lists): KnownEmbed | null => {
  const inFrame = type === 'document';
  const near = [...domainsAbove(host), '*'].flatMap((domain) => lists.embeds.get(domain) ?? []);
  const able = near.filter(({ frames }) => inFrame || !frames);
  if (able.length === 0) return null;
  const { path, query } = partsOf(url);
  return able.find(({ address }) => address === null || address(path + query)) ?? null;
};

/** The links of each page visited, in its frames and open shadow roots too. */
import type { LinkRecord } from '../../model/records.ts';
import { readLinks } from '../inside/document.ts';
import { inEveryFrame } from '../isolated.ts';
import { cutAt, limits } from '../limits.ts';
import type { Collector } from './collector.ts';

export const watchLinks: Collector<LinkRecord> = ({ page, phase, cuts }) => ({
  leaving: async ({ stop, document }) => {
    if (!document) return [];
    const frames = await inEveryFrame(page, readLinks, limits.links + 1);
    const links = cutAt(
      frames.flatMap((frame) => frame.value),
      'links',
      limits.links,
      cuts,
    );
    const records = links.map((link) => ({ phase, page: stop.url, ...link }));
    return [...new Map(records.map((record) => [`${record.url} ${record.text} ${record.rel}`, record])).values()];
  },
});

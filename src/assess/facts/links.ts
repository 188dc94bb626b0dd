/** Links with the page they promise, by their words then by their address, and what they tell of the GAR. */
import { isSameDocument } from '../../model/document.ts';
import type { LinkFact } from '../../model/facts.ts';
import type { Lists } from '../../model/lists.ts';
import type { LinkRecord, PageRole } from '../../model/records.ts';
import { garHostOf, launchIsWellFormed } from './gar.ts';
import type { Parties } from './party.ts';
import { plain } from './plain.ts';
import { partsOf } from './site.ts';

export const readLink = (record: LinkRecord, lists: Lists, parties: Parties): LinkFact => {
  const { host } = partsOf(record.url);
  return {
    phase: record.phase,
    page: record.page,
    url: record.url,
    host,
    text: record.text,
    role: isSameDocument(record.url, record.page) ? null : roleOf(record, lists, parties),
    gar: garHostOf(host, lists.gar),
    garWellFormed: launchIsWellFormed(record.url, lists.gar),
  };
};

/** A sentence of 120 characters or more is an article that speaks of cookies, not a link to their page. */
const longestLabel = 120;

/** Another site's policy is not the tool's, unless the words of the link say that it is. */
const roleOf = (record: LinkRecord, lists: Lists, parties: Parties): PageRole | null => {
  const text = plain(record.text).replaceAll('\n', ' ');
  const byText = text.length <= longestLabel ? lists.links.find((each) => each.text(text)) : undefined;
  if (byText) return byText.role;
  const { scheme, path } = partsOf(record.url);
  if ((scheme !== 'http' && scheme !== 'https') || parties.of(record.url) === 'third') return null;
  return lists.links.find((each) => each.href(readable(path)))?.role ?? null;
};

const readable = (path: string): string => {
  try {
    return plain(decodeURIComponent(path));
  } catch {
    return plain(path);
  }
};

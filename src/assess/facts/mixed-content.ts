/** What a page over https asks in clear: what the browser stopped before it left, and what it let through. */
import type { PageFact, RequestFact } from '../../model/facts.ts';
import type { PageRecord } from '../../model/records.ts';
import { partsOf } from './site.ts';

/** A program of the pupil's own machine: nothing crosses a network (W3C Secure Contexts, §3.1). */
const ownMachine = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[?::1\]?)$/;

/** Nothing seen among what was sent proves nothing when nobody kept what was stopped: scripts in clear always are. */
export const mixedContentOf = (
  { phase, url, mixedContent }: PageRecord,
  requests: readonly RequestFact[],
): Pick<PageFact, 'mixedContent'> => {
  if (!url.startsWith('https:')) return { mixedContent: [] };
  const sent = requests.filter(
    (each) =>
      each.phase === phase &&
      each.page === url &&
      each.type !== 'document' &&
      (each.scheme === 'http' || each.scheme === 'ws') &&
      !ownMachine.test(each.host),
  );
  const stopped = (mixedContent ?? []).map((each) => partsOf(each).host);
  const hosts = [...new Set([...sent.map(({ host }) => host), ...stopped])].toSorted();
  return mixedContent === undefined && hosts.length === 0 ? {} : { mixedContent: hosts };
};

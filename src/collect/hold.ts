/** Answers the measurements of known collectors in their place, when the operator asks it: the visit is then no visitor. */
import type { BrowserContext, CDPSession } from 'playwright-core';
import type { Hold } from '../model/plan.ts';
import type { RequestRecord } from '../model/records.ts';

export type Held = {
  /** Was a request of this method and address answered by us? */
  has: (request: Pick<RequestRecord, 'method' | 'url'>) => boolean;
  stop: () => Promise<void>;
};

/**
 * Addresses to which the scripts of these services send what they count, as their vendors document them, and whose
 * answer is empty and sets no cookie: holding it changes nothing that a visit observes. Services whose answer sets a
 * cookie (Bing, LinkedIn, Meta, Piano) are not here. A pattern is DevTools': `*` is any run of characters.
 */
const collectors = [
  '*://*.google-analytics.com/*collect*',
  '*://analytics.google.com/g/collect*',
  '*://*/matomo.php*',
  '*://*/piwik.php*',
  '*://plausible.io/api/event*',
  '*://cloud.umami.is/api/send*',
  '*://*/cdn-cgi/rum*',
] as const;

/** What carries a measurement. Never a script, a style, a frame or a document: holding one would change the page. */
const kinds = ['Ping', 'Image', 'XHR', 'Fetch'] as const;

const patterns = collectors.flatMap((urlPattern) =>
  kinds.map((resourceType) => ({ urlPattern, resourceType, requestStage: 'Request' as const })),
);

const nothing: Held = { has: () => false, stop: async () => {} };

/**
 * Must come before the first page of the context. DevTools' Fetch on the browser itself reaches frames of other
 * processes and workers; Playwright's `route` would also change how service workers behave. No guard: only the
 * guard keeps the browser from an address.
 */
export const holdBeacons = async (context: BrowserContext, hold: Hold): Promise<Held> => {
  const browser = hold === 'beacons' ? context.browser() : null;
  if (!browser) return nothing;
  const session = await browser.newBrowserCDPSession();
  const held = new Set<string>();
  session.on('Fetch.requestPaused', (paused) => {
    held.add(`${paused.request.method} ${paused.request.url}`);
    // A page that leaves meanwhile takes its request with it.
    answer(session, paused).catch(() => {});
  });
  await session.send('Fetch.enable', { patterns });
  return {
    has: ({ method, url }) => held.has(`${method} ${url.replace(/#.*$/, '')}`),
    stop: async () => {
      await session.detach();
    },
  };
};

type Paused = { requestId: string; resourceType: string; request: { headers: Record<string, string> } };

/** The smallest picture there is, for an image without one would tell its page of an error. */
const pixel = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

const answer = (session: CDPSession, { requestId, resourceType, request }: Paused): Promise<unknown> => {
  const origin = request.headers['Origin'] ?? request.headers['origin'];
  // Where the real one lets the page read its answer, a refusal would be seen, and often tried again.
  const shared =
    origin === undefined
      ? []
      : [
          { name: 'access-control-allow-origin', value: origin },
          { name: 'access-control-allow-credentials', value: 'true' },
        ];
  if (resourceType !== 'Image') {
    return session.send('Fetch.fulfillRequest', { requestId, responseCode: 204, responseHeaders: shared });
  }
  const responseHeaders = [...shared, { name: 'content-type', value: 'image/gif' }];
  return session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: pixel });
};

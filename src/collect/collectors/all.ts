/** Every collector: a record set of the evidence that has none here does not compile. */
import { watchBehaviours } from './behaviours.ts';
import type { Collector, VisitSets } from './collector.ts';
import { watchConsent } from './consent.ts';
import { watchCookies } from './cookies.ts';
import { watchLinks } from './links.ts';
import { watchPages } from './pages.ts';
import { watchRequests } from './requests.ts';
import { watchStorage } from './storage.ts';

export const collectors = {
  pages: watchPages,
  links: watchLinks,
  requests: watchRequests,
  cookies: watchCookies,
  storage: watchStorage,
  behaviours: watchBehaviours,
  consent: watchConsent,
} satisfies { [Name in keyof VisitSets]: Collector<VisitSets[Name]> };

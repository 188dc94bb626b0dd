/** Every collector: a record set of the evidence that has none here does not compile. */
import { watchAccessibility } from './accessibility.ts';
import { watchBehaviours } from './behaviours.ts';
import type { Collector, VisitSets } from './collector.ts';
import { watchConnections } from './connections.ts';
import { watchConsent } from './consent.ts';
import { watchCookies } from './cookies.ts';
import { watchForms } from './forms.ts';
import { watchLeaks } from './leaks.ts';
import { watchLinks } from './links.ts';
import { watchPages } from './pages.ts';
import { watchRequests } from './requests.ts';
import { watchSteps } from './steps.ts';
import { watchStorage } from './storage.ts';

export const collectors = {
  pages: watchPages,
  links: watchLinks,
  requests: watchRequests,
  cookies: watchCookies,
  storage: watchStorage,
  behaviours: watchBehaviours,
  consent: watchConsent,
  leaks: watchLeaks,
  forms: watchForms,
  connections: watchConnections,
  steps: watchSteps,
  // Last, once all else of the page is read.
  accessibility: watchAccessibility,
} satisfies { [Name in keyof VisitSets]: Collector<VisitSets[Name]> };

/** The fields that a finding quotes: enough to find the record again, and the same from one visit to the next. */
import type { RecordSetName } from './record-sets.ts';

/**
 * Two visits of one page must give the same bytes, so nothing here holds a query string, an address, a length
 * or a count. Only these fields may stand in braces in the message of a rule.
 */
export const quotes = {
  requests: [
    'phase',
    'host',
    'path',
    'method',
    'type',
    'initiator',
    'party',
    'owner',
    'cname',
    'tracker.name',
    'tracker.category',
    'tracker.owner',
    'tracker.country',
    'tracker.list',
    'address.country',
  ],
  cookies: [
    'phase',
    'name',
    'domain',
    'path',
    'lifetimeDays',
    'httpOnly',
    'secure',
    'sameSite',
    'party',
    'purpose',
    'service',
    'setBy',
  ],
  storage: ['phase', 'origin', 'area', 'key', 'party', 'service'],
  pages: ['phase', 'role', 'url', 'status', 'scheme', 'framing', 'hsts'],
  links: ['phase', 'page', 'url', 'text', 'role', 'gar'],
  documents: ['phase', 'role', 'url', 'status', 'readable', 'french', 'unnamedServices'],
  consent: ['phase', 'cmp', 'banner', 'accept', 'reject', 'settings', 'action', 'gone'],
  behaviours: ['phase', 'kind', 'script', 'detail'],
  declaration: [
    'hosting.country',
    'hosting.adequacy',
    'hosting.provider',
    'gar.status',
    'gar.ark',
    'licence.code',
    'licence.freedom',
    'licence.contentFreedom',
    'accountRequired',
    'dpo',
  ],
  repository: ['source', 'licence', 'freedom'],
} as const satisfies Record<RecordSetName, readonly string[]>;

/** Fields that hold an address: quoted without query string nor fragment. */
export const addressFields: ReadonlySet<string> = new Set(['initiator', 'setBy', 'url', 'page', 'script', 'origin']);

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
    'disguise',
    'tracker.name',
    'tracker.category',
    'tracker.owner',
    'tracker.country',
    'tracker.list',
    'address.country',
  ],
  embeds: ['phase', 'page', 'service', 'kind', 'variant', 'host', 'party', 'owner', 'loadedBefore'],
  hosts: [
    'phase',
    'host',
    'party',
    'owner',
    'disguise',
    'cname',
    'address.country',
    'operator.name',
    'operator.group',
    'operator.country',
    'facade',
    'origin',
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
  connections: ['phase', 'host', 'party', 'protocol', 'tls', 'issuer', 'nameMatches'],
  pages: ['phase', 'role', 'url', 'status', 'scheme', 'framing', 'hsts'],
  links: ['phase', 'page', 'url', 'text', 'role', 'gar'],
  documents: ['phase', 'role', 'url', 'status', 'readable', 'french', 'unnamedServices', 'claims'],
  consent: [
    'phase',
    'cmp',
    'banner',
    'accept',
    'reject',
    'settings',
    'action',
    'gone',
    'clicks',
    'extraClicks',
    'areaRatio',
    'rejectContrast',
    'prechecked',
    'wayBack',
    'tcf.purposes',
    'purposesNamed',
    'policyLink',
  ],
  behaviours: ['phase', 'kind', 'script', 'detail', 'host', 'party', 'owner', 'to'],
  leaks: ['phase', 'page', 'field', 'encoding', 'host', 'party', 'owner', 'to', 'script'],
  forms: ['phase', 'page', 'asks', 'required', 'password', 'method', 'scheme', 'host', 'party', 'owner'],
  accessibility: ['phase', 'page', 'rule', 'title', 'impact', 'criteria', 'selectors', 'html', 'claimed'],
  weights: ['phase', 'page', 'about'],
  papers: ['kind', 'title', 'provided', 'expired', 'public', 'delay'],
  gaps: ['topic', 'declared', 'observed'],
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
  repository: [
    'source',
    'licence',
    'basis',
    'likeness',
    'freedom',
    'doubt',
    'contradictions',
    'idleMonths',
    'releases',
  ],
  licences: ['source', 'path', 'kind', 'written', 'licence', 'near', 'likeness', 'freedom', 'terms'],
  notices: ['url', 'point', 'met', 'element', 'line', 'detail'],
  terms: ['url', 'uri', 'label', 'vocabulary', 'known', 'outdated', 'linked', 'element', 'line', 'detail'],
  metadata: ['url', 'point', 'met', 'element', 'line', 'detail'],
  requestedAttributes: ['url', 'name', 'friendlyName', 'required', 'minimal', 'line'],
} as const satisfies Record<RecordSetName, readonly string[]>;

/** Quoted by the rules that read them alone: the findings of all the others keep the bytes that they had. */
const quotedWhenRead: { readonly [Set in RecordSetName]?: readonly string[] } = {
  repository: ['offered'],
  declaration: ['ai.uses', 'ai.dueOn'],
  consent: ['keptShortestDays', 'keptLongestDays'],
  forms: ['demands'],
  hosts: ['holder.country'],
  pages: ['outsideAccounts', 'ownAccess', 'freeClaim', 'mixedContent'],
};

/** Does the rule that reads these fields ask to see what it rests on, even when all is well? */
export const isShownWhenPassed = (set: RecordSetName, reads: readonly string[]): boolean =>
  set === 'documents' || reads.some((path) => quotedWhenRead[set]?.includes(path));

/** May the message of a rule that reads these fields name this one? */
export const mayBeQuoted = (set: RecordSetName, path: string, reads: readonly string[]): boolean =>
  quotes[set].some((each) => each === path) || (reads.includes(path) && quotedWhenRead[set]?.includes(path) === true);

/**
 * Where the words behind a field are: `mentions.host` rests on `passages.host`, `host.name` on `host.quote`. Such
 * words are quoted only by the rules that read the field, or each finding would recite the whole policy.
 */
export const wordsBehind = (set: RecordSetName, path: string): string | null => {
  const [topic = '', field] = path.split('.');
  if (quotedWhenRead[set]?.includes(path)) return path;
  if (set !== 'documents' || field === undefined) return null;
  return topic === 'mentions' ? `passages.${field}` : `${topic}.quote`;
};

/** Fields that hold an address: quoted without query string nor fragment. */
export const addressFields: ReadonlySet<string> = new Set([
  'initiator',
  'setBy',
  'url',
  'page',
  'script',
  'origin',
  'to',
  'offered',
]);

/** Words of the site, which may look like a code of ours: a cookie named « first » is not « l’outil lui-même ». */
export const asFound: ReadonlySet<string> = new Set([
  'name',
  'key',
  'host',
  'path',
  'domain',
  'text',
  'detail',
  'owner',
  'service',
  'title',
  'selectors',
  'html',
]);

/** The pages of mandatory information, read: what they state, in which words, and what they never name. */

import {
  type CookieFact,
  type DocumentFact,
  hostMentions,
  type Mention,
  mentions,
  phraseMentions,
  type RequestFact,
} from '../../model/facts.ts';
import type { Contradiction, LegalFact } from '../../model/legal.ts';
import type { Lists } from '../../model/lists.ts';
import { type DocumentRole, isDocumentRole, type PageRecord } from '../../model/records.ts';
import { contradictionsIn } from './legal/contradictions.ts';
import { readHost } from './legal/host.ts';
import { readIdentity } from './legal/identity.ts';
import { readProcessing } from './legal/processing.ts';
import { hostObserved, overlongCookies, withObserved } from './legal/promises.ts';
import { readAccessibility, readCookiePolicy, readUpdated } from './legal/publication.ts';
import { quotationFrom } from './legal/quotation.ts';
import type { Reading } from './legal/reading.ts';
import { readRetention } from './legal/retention.ts';
import { readSchoolRole } from './legal/school-role.ts';
import { isStated, statementsIn } from './legal/statements.ts';
import { legalText } from './legal/text.ts';
import { readTransfers } from './legal/transfers.ts';
import { namedServices, unnamedServices } from './services-named.ts';

/** What the visit saw beside the pages themselves; `visit` is its date, ISO 8601. */
export type Observed = { requests: readonly RequestFact[]; cookies: readonly CookieFact[] | null; visit: string };

/**
 * One fact for each page with a legal role. A service counts as named when any legal page read in the visit names
 * it: vendors spread their information over several pages, and a list in the cookie page is information. For the
 * same reason contradictions are looked for over all of them, and leave unknown, on every page, what they touch.
 */
export const readDocuments = (pages: readonly PageRecord[], observed: Observed, lists: Lists): DocumentFact[] => {
  const documents = pages.flatMap((page) =>
    isDocumentRole(page.role) ? [readPage(page, page.role, observed, lists)] : [],
  );
  const texts = documents.map(({ text }) => text);
  const unnamed = unnamedServices(observed.requests, texts.join('\n'));
  const policies = documents.flatMap(({ fact }) => fact.cookiePolicy ?? []);
  const overlong = observed.cookies ? overlongCookies(observed.cookies, policies) : undefined;
  const contradictions = contradictionsIn(documents.map(({ reading }) => reading));
  const host = hostObserved(observed.requests, lists);
  return documents.map(({ fact }) => {
    const cookiePolicy = fact.cookiePolicy && overlong ? { ...fact.cookiePolicy, overlong } : fact.cookiePolicy;
    const known = fact.host ? { host: withObserved(fact.host, host) } : {};
    const whole = {
      ...fact,
      ...known,
      ...(cookiePolicy === undefined ? {} : { cookiePolicy }),
      unnamedServices: unnamed,
    };
    return contradictions.reduce(withDoubt, { ...whole, contradictions });
  });
};

/** Below this many characters there is a title and a menu, not a legal page. */
const shortestDocument = 300;
/** Where the visitor cuts the text of a page: what comes after was not read. */
const longestDocument = 200_000;

const nothing = legalText('', '');

type Document = { reading: Reading; text: string; fact: DocumentFact };

const readPage = (page: PageRecord, role: DocumentRole, { requests, visit }: Observed, lists: Lists): Document => {
  const exact = legalText(page.url, page.text);
  const text = exact.plain;
  const readable = page.loaded && (page.status ?? 200) < 400 && text.length >= shortestDocument;
  const french = isFrench(text, page.lang, lists.frenchWords);
  const whole = page.text.length < longestDocument;
  const reading = {
    page: readable ? exact : nothing,
    lists,
    statements: statementsIn(readable ? exact : nothing, lists),
    complete: readable && french && whole,
  };
  const legal = readLegal(reading, role, namedServices(requests, text), visit);
  const fact: DocumentFact = {
    phase: page.phase,
    role,
    url: page.url,
    status: page.status,
    readable,
    french,
    length: text.length,
    mentions: mentionsOf(reading, legal, whole && french),
    passages: passagesOf(reading, legal),
    ...known(legal),
    contradictions: [],
    ...claimsOf(reading, whole && french),
    unnamedServices: [],
  };
  return { reading, text, fact };
};

const readLegal = (reading: Reading, role: DocumentRole, services: readonly string[], visit: string): LegalFact =>
  known({
    ...readIdentity(reading),
    host: readHost(reading),
    ...readProcessing(reading, services),
    schoolRole: readSchoolRole(reading),
    transfers: readTransfers(reading),
    retention: readRetention(reading),
    accessibility: readAccessibility(reading),
    cookiePolicy: readCookiePolicy(reading, role === 'cookies'),
    updated: readUpdated(reading, visit),
  });

/** A topic that nobody could read is left out: missing is how facts say unknown. */
const known = (topics: { [Topic in keyof LegalFact]?: LegalFact[Topic] | undefined }): LegalFact =>
  Object.fromEntries(Object.entries(topics).filter(([, topic]) => topic !== undefined)) as LegalFact;

/** In a text that was cut, or is not in French, what was not found is unknown: nobody looked for « We sell your data ». */
const mentionsOf = (reading: Reading, { host, retention }: LegalFact, read: boolean): DocumentFact['mentions'] => {
  const said = (mention: Mention): boolean => {
    if (mention === 'host-address') return (host?.address ?? null) !== null;
    if (mention === 'host-phone') return (host?.phone ?? null) !== null;
    return (
      isStated(reading.statements, mention, reading.lists) || (mention === 'retention' && (retention?.count ?? 0) > 0)
    );
  };
  const told = mentions.map((mention) => [mention, said(mention)] as const);
  return Object.fromEntries(told.filter(([, is]) => is || read));
};

const passagesOf = (reading: Reading, { host }: LegalFact): DocumentFact['passages'] => {
  const worded = phraseMentions.map((mention) => {
    const statements = isStated(reading.statements, mention, reading.lists) ? reading.statements[mention] : [];
    const best = statements.find(({ passage }) => !passage.title) ?? statements[0];
    return [mention, best ? quotationFrom(reading.page, best.passage) : null] as const;
  });
  const hosting = hostMentions.map((mention) => {
    const detail = mention === 'host-address' ? host?.address : host?.phone;
    return [mention, detail ?? null] as const;
  });
  return Object.fromEntries([...worded, ...hosting]) as DocumentFact['passages'];
};

const claimsOf = (reading: Reading, read: boolean): Pick<DocumentFact, 'claims'> => {
  const claims = claimsIn(reading);
  return claims.length > 0 || read ? { claims } : {};
};

const claimsIn = ({ statements, lists }: Reading): string[] => [
  ...(isStated(statements, 'ministry-approved', lists) ? ['agrément par l’Éducation nationale'] : []),
  ...(isStated(statements, 'gdpr-certified', lists) ? ['certification RGPD'] : []),
];

type Subject = Contradiction['about'];
const touched: Readonly<Record<Subject, { topics: readonly (keyof LegalFact)[]; mentions: readonly Mention[] }>> = {
  host: { topics: ['host'], mentions: ['host', 'host-address', 'host-phone'] },
  transfers: { topics: ['transfers'], mentions: ['transfers', 'no-transfer'] },
  retention: { topics: ['retention'], mentions: ['retention'] },
  resale: { topics: [], mentions: ['resale', 'no-sale'] },
  accessibility: { topics: ['accessibility'], mentions: ['accessibility'] },
};

/** Leaves unknown all that rests on one of two passages that cannot both be true. */
const withDoubt = (fact: DocumentFact, { about }: Contradiction): DocumentFact => {
  const left: DocumentFact = { ...fact, mentions: { ...fact.mentions } };
  for (const topic of touched[about].topics) delete left[topic];
  for (const mention of touched[about].mentions) delete left.mentions[mention];
  return left;
};

/** The language of a page shows in its first ten pages. */
const languageSample = 30_000;

/**
 * In 31 real French policies a fifth to a third of the words are among the common ones; a tenth leaves room for
 * lists of names. Too short a text to count: the page's own `lang`.
 */
const isFrench = (text: string, lang: string | null, common: ReadonlySet<string>): boolean => {
  const words = text.slice(0, languageSample).match(/[a-z]+/g) ?? [];
  if (words.length < 50) return /^fr\b/i.test(lang ?? '');
  return words.filter((word) => common.has(word)).length / words.length >= 0.1;
};

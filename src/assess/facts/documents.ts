/** The pages of mandatory information, read: what they state, in which language, and which services they never name. */
import type { PageRecord } from '../../model/evidence.ts';
import { type DocumentFact, type Mention, mentions, type RequestFact } from '../../model/facts.ts';
import type { Lists, Phrase } from '../../model/lists.ts';
import { plain } from './plain.ts';
import { siteOf } from './site.ts';

/**
 * One fact for each page with a legal role. A service counts as named when any legal page read in the visit names
 * it: vendors spread their information over several pages, and a list in the cookie page is information.
 */
export const readDocuments = (
  pages: readonly PageRecord[],
  requests: readonly RequestFact[],
  lists: Lists,
): DocumentFact[] => {
  const documents = pages.filter((page) => page.role !== 'entry');
  const texts = documents.map((page) => plain(page.text));
  const unnamed = unnamedServices(requests, texts.join('\n'));
  return documents.map((page, index) => readDocument(page, texts[index] ?? '', unnamed, lists));
};

/** Below this many characters there is a title and a menu, not a legal page. */
const shortestDocument = 300;

const readDocument = (page: PageRecord, text: string, unnamed: string[], lists: Lists): DocumentFact => ({
  phase: page.phase,
  role: page.role,
  url: page.url,
  status: page.status,
  readable: page.loaded && (page.status ?? 200) < 400 && text.length >= shortestDocument,
  french: isFrench(text, page.lang, lists.frenchWords),
  length: text.length,
  mentions: Object.fromEntries(mentions.map((mention) => [mention, says(text, lists.phrases[mention])])) as Record<
    Mention,
    boolean
  >,
  unnamedServices: unnamed,
});

const says = (text: string, phrase: Phrase): boolean => {
  const { except } = phrase;
  const passages = except ? sentencesOf(text).filter((sentence) => !except(sentence)) : [text];
  return phrase.any.filter((fits) => passages.some(fits)).length >= phrase.atLeast;
};

const sentencesOf = (text: string): string[] => text.split(/[.!?;\n]+/);

/**
 * In 31 real French policies a fifth to a third of the words are among the common ones; a tenth leaves room for
 * lists of names. Too short a text to count: the page's own `lang`.
 */
const isFrench = (text: string, lang: string | null, common: ReadonlySet<string>): boolean => {
  const words = text.match(/[a-z]+/g) ?? [];
  if (words.length < 50) return /^fr\b/i.test(lang ?? '');
  return words.filter((word) => common.has(word)).length / words.length >= 0.1;
};

const unnamedServices = (requests: readonly RequestFact[], text: string): string[] => {
  const unnamed = new Set<string>();
  for (const { phase, party, tracker, host, url } of requests) {
    if (phase !== 'before-choice' || party !== 'third' || tracker === null) continue;
    const names = [tracker.name, tracker.owner, host, siteOf(url)].filter((name) => name !== null);
    if (!names.some((name) => isNamed(name, text))) unnamed.add(tracker.name);
  }
  return [...unnamed].sort();
};

/** Also by its first word: « Google Fonts » is named by a text that says « polices de Google ». */
const isNamed = (name: string, text: string): boolean => {
  const whole = plain(name);
  const first = whole.split(/[ /(]/)[0] ?? whole;
  return text.includes(whole) || (first.length >= 4 && text.includes(first));
};

/** Which passages state what: found by the phrases of the list, then kept only when they do say something. */
import type { PhraseMention } from '../../../model/facts.ts';
import { phraseMentions } from '../../../model/facts.ts';
import type { LegalWords, Lists, Phrase } from '../../../model/lists.ts';
import type { LegalText, Passage } from './text.ts';
import { durationsIn } from './values.ts';

/** A passage that fits an expression of a phrase, the one numbered `which`. */
export type Statement = { passage: Passage; which: number };
export type Statements = Readonly<Record<PhraseMention, readonly Statement[]>>;

/** What says all in its own words: an accusation, a denial, a level of accessibility. */
const outspoken: ReadonlySet<PhraseMention> = new Set([
  ...(['privacy-shield', 'resale', 'age-13', 'no-sale', 'no-transfer'] as const),
  ...(['cnil-declaration', 'gdpr-certified', 'ministry-approved', 'accessibility'] as const),
]);

/** Passages looked at for one mention: a page that repeats a word ten thousand times says it once. */
const passageCap = 800;

/** What each phrase of the list finds in the page; nothing when the page only strings the words of the list. */
export const statementsIn = (page: LegalText, lists: Lists): Statements => {
  const candidates = candidatesIn(page, lists.legal);
  const found = phraseMentions.map(
    (mention) => [mention, fitting(candidates.get(mention) ?? [], lists.phrases[mention])] as const,
  );
  const isProse = proseIn(lists.frenchWords);
  const crowd = crowded(found, isProse);
  const content = contentIn(page, lists, isProse);
  const kept = found.map(([mention, statements]) => [
    mention,
    outspoken.has(mention) ? statements : statements.filter(({ passage }) => !crowd.has(passage) && content(passage)),
  ]);
  return Object.fromEntries(kept);
};

/** Is it stated, by as many of its expressions as the list asks? */
export const isStated = (statements: Statements, mention: PhraseMention, lists: Lists): boolean =>
  new Set(statements[mention].map(({ which }) => which)).size >= lists.phrases[mention].atLeast;

const fitting = (passages: readonly Passage[], { any, except }: Phrase): Statement[] =>
  passages.flatMap((passage) => {
    const found = any.flatMap(({ fits }, which) => (fits(passage.plain) ? [{ passage, which }] : []));
    return found.length === 0 || except?.(passage.plain) ? [] : found;
  });

/** For each mention, the passages where one of its strings stands; words come in the order of the page. */
const candidatesIn = ({ plain, passages }: LegalText, { nearIn }: LegalWords): Map<PhraseMention, Passage[]> => {
  const candidates = new Map<PhraseMention, Passage[]>(phraseMentions.map((each) => [each, []]));
  let index = 0;
  nearIn(plain, (mentions, place) => {
    while ((passages[index + 1]?.start ?? plain.length) <= place) index += 1;
    const passage = passages[index];
    for (const mention of mentions) {
      const held = candidates.get(mention);
      if (passage && held && held.at(-1) !== passage && held.length < passageCap) held.push(passage);
    }
  });
  return candidates;
};

/** Four subjects in less than 120 characters are the head of a table, or bait for a robot. */
const crowded = (
  found: readonly (readonly [PhraseMention, readonly Statement[]])[],
  isProse: (plain: string) => boolean,
): ReadonlySet<Passage> => {
  const subjects = new Map<Passage, number>();
  for (const [, statements] of found) {
    for (const passage of new Set(statements.map((each) => each.passage))) {
      subjects.set(passage, (subjects.get(passage) ?? 0) + 1);
    }
  }
  const crowd = [...subjects].filter(
    ([{ plain }, count]) => count >= 4 && plain.length < count * 30 && !/[\d@]/.test(plain) && !isProse(plain),
  );
  return new Set(crowd.map(([passage]) => passage));
};

/**
 * A sentence has a verb, a value, a name or words of its own beside those of the list; a title may find them in the
 * lines below. What a template left to fill in says nothing, and a row of key words is made for a robot.
 */
const contentIn = (
  page: LegalText,
  { legal, frenchWords }: Lists,
  isProse: (plain: string) => boolean,
): ((passage: Passage) => boolean) => {
  const isOwn = ownWords(legal, frenchWords);
  const hasHole = (plain: string): boolean => legal.holes.some((fits) => fits(plain));
  const says = (plain: string): boolean =>
    /\d|@/.test(plain) || isProse(plain) || durationsIn(plain).length > 0 || countOwn(plain, isOwn) >= 3;
  const hasContent = (passage: Passage): boolean => {
    const below = passage.start + passage.plain.length;
    const after = passage.title ? page.plain.slice(below, below + 160) : '';
    if (hasHole(passage.plain) || (passage.title && hasHole(after.slice(0, 80)))) return false;
    return says(passage.plain) || hasName(passage, isOwn) || says(after);
  };
  const known = new Map<Passage, boolean>();
  return (passage) => {
    const answer = known.get(passage) ?? hasContent(passage);
    known.set(passage, answer);
    return answer;
  };
};

const verbs =
  /\b(?:vous|nous|est|sont|sera|seront|peut|peuvent|avez|pouvez|disposez|ont|ils?|elles?|we|you|your|is|are)\b/;

/** A person speaks: a verb or a pronoun, or four of the small words of the language. */
const proseIn =
  (grammar: ReadonlySet<string>) =>
  (plain: string): boolean =>
    verbs.test(plain) || new Set((plain.match(/[a-z]+/g) ?? []).filter((word) => grammar.has(word))).size >= 4;

const initials: ReadonlySet<string> = new Set([
  'cnil',
  'dpo',
  'dpd',
  'rgpd',
  'gdpr',
  'rcs',
  'siren',
  'siret',
  'rna',
  'edit',
]);

const ownWords = ({ keywords }: LegalWords, grammar: ReadonlySet<string>): ((word: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (word) => {
    const seen = known.get(word);
    if (seen !== undefined) return seen;
    const own =
      word.length > 2 && !grammar.has(word) && !initials.has(word) && !keywords.some((each) => word.startsWith(each));
    known.set(word, own);
    return own;
  };
};

const countOwn = (plain: string, isOwn: (word: string) => boolean): number =>
  new Set((plain.match(/[a-z]+/g) ?? []).filter(isOwn)).size;

/** « Hébergeur : Scaleway » has one word of its own, and it is a name. */
const hasName = ({ text, plain }: Passage, isOwn: (word: string) => boolean): boolean =>
  [...text.matchAll(/(?<=\P{L})\p{Lu}[\p{L}\d]+/gu)].some(({ index, 0: word }) =>
    isOwn(plain.slice(index, index + word.length)),
  );

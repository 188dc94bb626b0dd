/** What the words of a banner say before any choice: what for, and where to read more. */
import type { ConsentFact } from '../../model/facts.ts';
import type { Lists } from '../../model/lists.ts';
import type { ConsentRecord } from '../../model/records.ts';
import { plain } from './plain.ts';

/** Where the visitor cuts the words of a banner, and its links. */
const longestText = 2_000;
const mostLinks = 30;

/**
 * Found is found, in whatever was read. Not found is only said of words read to their end, in French: a banner in another
 * language, or drawn as a picture, is left to a person.
 */
export const readWords = (
  { text, links }: ConsentRecord,
  { banner, frenchWords }: Pick<Lists, 'banner' | 'frenchWords'>,
): Pick<ConsentFact, 'purposesNamed' | 'policyLink'> => {
  if (text === null || links === null || banner === null) return {};
  const said = plain(text);
  const whole = text.length < longestText && isFrench(said, frenchWords);
  const named = banner.purposes(said);
  const led = links.some(
    (each) => banner.links(plain(each.text)) || (each.url !== null && banner.links(pathOf(each.url))),
  );
  return {
    ...(named || whole ? { purposesNamed: named } : {}),
    ...(led || (whole && links.length < mostLinks) ? { policyLink: led } : {}),
  };
};

const pathOf = (url: string): string => plain(URL.parse(url)?.pathname.replaceAll(/[/_-]+/g, ' ') ?? '');

/** A banner has few words: two of the common ones are enough. */
const isFrench = (said: string, common: ReadonlySet<string>): boolean =>
  (said.match(/[a-z]+/g) ?? []).filter((word) => common.has(word)).length >= 2;

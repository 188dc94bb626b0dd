/** The GAR seen from outside: which of its hosts, is this launch address or this ARK well formed. */
import type { LinkFact } from '../../model/facts.ts';
import type { Gar } from '../../model/lists.ts';
import { isUnder, partsOf, urlOf } from './site.ts';

/** The environment of a GAR host; null for any other host. */
export const garHostOf = (host: string, gar: Gar): LinkFact['gar'] => {
  if (gar.test.some((domain) => isUnder(host, domain))) return 'test';
  return gar.production.some((domain) => isUnder(host, domain)) ? 'production' : null;
};

/** Five-digit NAAN that is not the test one, then a name; a resolver's address may come before. */
export const arkIsWellFormed = (ark: string, gar: Gar): boolean =>
  gar.ark(ark) && /ark:\/?(\d{5})/.exec(ark)?.[1] !== gar.testNaan;

/**
 * A launch address (…/domaineGar?idENT=…&idEtab=…&idRessource=ARK): null when it is none, else whether its
 * parameters can be read: a resource that is an ARK, and a school that is an UAI when one is given.
 */
export const launchIsWellFormed = (url: string, gar: Gar): boolean | null => {
  if (!gar.launch(url)) return null;
  const query = urlOf(url)?.searchParams;
  if (!query) return false;
  const resource = query.get('idRessource') ?? decoded(query.get('idSrc'));
  const school = query.get('idEtab');
  return resource !== null && gar.ark(resource) && (school === null || isSchool(school, gar));
};

/** What the vendor declares as its access address: https, and well formed when it goes through the GAR. */
export const accessUrlIsWellFormed = (url: string, gar: Gar): boolean =>
  partsOf(url).scheme === 'https' &&
  launchIsWellFormed(url, gar) !== false &&
  garHostOf(partsOf(url).host, gar) !== 'test';

const isSchool = (school: string, gar: Gar): boolean => gar.uai(school) || gar.uai(decoded(school) ?? '');

/** Base64 as the GAR writes it; null for what is none. */
const decoded = (text: string | null): string | null =>
  text !== null && /^[A-Za-z0-9+/ _-]+=*$/.test(text)
    ? Buffer.from(text.replaceAll(' ', '+'), 'base64').toString('utf8')
    : null;

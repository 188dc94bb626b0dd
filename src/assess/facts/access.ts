/** How a page lets people in: accounts of Google, Microsoft, Apple or Facebook, and the other means beside them. */
import type { Evidence } from '../../model/evidence.ts';
import type { PageFact } from '../../model/facts.ts';
import type { Gar } from '../../model/lists.ts';
import type { FormRecord, LinkRecord, PageRecord } from '../../model/records.ts';
import { garHostOf } from './gar.ts';
import { plain } from './plain.ts';
import { isUnder, partsOf } from './site.ts';

type Access = Pick<PageFact, 'outsideAccounts' | 'ownAccess'>;

/** Both stay unknown without the links and the forms: words alone do not tell how one enters. */
export const accessOf = (page: PageRecord, { links, forms }: Pick<Evidence, 'links' | 'forms'>, gar: Gar): Access => {
  if (links.kind === 'unavailable' || forms.kind === 'unavailable') return {};
  const here = (record: LinkRecord | FormRecord) =>
    record.phase === page.phase && [page.url, page.requestedUrl].includes(record.page);
  const ownLinks = links.records.filter(here);
  const ownForms = forms.records.filter(here);
  const lines = [...page.text.split('\n'), ...ownLinks.map(({ text }) => text)]
    .map((each) => plain(each).replaceAll('\n', ' '))
    .filter((line) => line.length <= longestLabel);
  const addresses = [...ownLinks.map(({ url }) => url), ...ownForms.map(({ action }) => action)];
  return {
    outsideAccounts: accounts.filter((each) => offers(each, lines, addresses)).map(({ name }) => name),
    ownAccess: [...new Set([...byForms(ownForms), ...byLinks(ownLinks, gar), ...byLines(lines)])].sort(),
  };
};

/** A button says it in a few words; a longer line is a text that speaks of it. */
const longestLabel = 80;

type Account = { name: string; words: RegExp; domain: string; door: RegExp };
const opening =
  "(se connecter|connexion|connecte toi|connectez-vous|continuer|continue|s'identifier|s'inscrire|(sign|log) ?(in|up)|entrer)";
const account = (name: string, words: string, domain: string, door: RegExp): Account => ({
  ...{ name, domain, door },
  words: new RegExp(
    `\\b${opening} (avec|via|par|with)( (un|mon|ton|votre|le|your))?( (compte|account))? (${words})\\b`,
  ),
});

const accounts: readonly Account[] = [
  account('Apple', 'apple', 'appleid.apple.com', /^\/auth\//),
  account('Facebook', 'facebook|meta', 'facebook.com', /\/dialog\/oauth/),
  account('Google', 'google|gmail', 'accounts.google.com', /./),
  account('Microsoft', 'microsoft|office ?365|outlook', 'login.microsoftonline.com', /./),
];

const offers = ({ words, domain, door }: Account, lines: readonly string[], addresses: readonly string[]): boolean =>
  lines.some((line) => words.test(line)) ||
  addresses.some((address) => {
    const { host, path } = partsOf(address);
    return isUnder(host, domain) && door.test(path);
  });

const byForms = (forms: readonly FormRecord[]): string[] =>
  forms.flatMap(({ fields }) => {
    if (fields.some(({ asks }) => asks === 'password')) return ['mot de passe'];
    return fields.some(({ asks }) => asks === 'code') ? ['code'] : [];
  });

const byLinks = (links: readonly LinkRecord[], gar: Gar): string[] =>
  links.flatMap(({ url }) => {
    const { host } = partsOf(url);
    if (garHostOf(host, gar) === 'production') return ['GAR'];
    return isUnder(host, 'educonnect.education.gouv.fr') ? ['ÉduConnect'] : [];
  });

/** The words of a button, whole or after « se connecter avec »: a sentence that promises one is none. */
const byLines = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => own.filter(({ words }) => words.test(line)).map(({ name }) => name));

const own = [
  { name: 'ENT', words: 'ent' },
  { name: 'ÉduConnect', words: 'educonnect' },
  { name: 'GAR', words: 'gar|mediacentre' },
  { name: 'code', words: 'code (de )?(la )?classe|code eleve' },
].map(({ name, words }) => ({
  name,
  words: new RegExp(`^(${opening} (avec|via|par)( (un|mon|ton|votre|le|l'))? ?)?(${words})$`),
}));

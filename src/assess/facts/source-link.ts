/** Which link of a visit leads to the source of the tool: its repository itself, or a label that offers the code. */
import type { Licences } from '../../model/lists.ts';
import type { LinkRecord } from '../../model/records.ts';
import { plain } from './plain.ts';
import { partsOf } from './site.ts';

/**
 * The first such address in alphabetical order; null when none was seen. A label alone is not enough: in a school tool
 * « Code source » may be a lesson, so the link must lead to the forge of the repository, or to an archive.
 */
export const sourceLinkOf = (
  links: readonly LinkRecord[],
  source: string,
  { offer }: Pick<Licences, 'offer'>,
): string | null => {
  const home = homeOf(source);
  const found = links.filter(({ url, text }) => {
    if (home !== null && leadsTo(home, url)) return true;
    return offer?.(plain(text).replaceAll('\n', ' ')) === true && isSource(home, url);
  });
  return found.map(({ url }) => url).sort()[0] ?? null;
};

type Home = { host: string; path: string };

/** Host and path of a repository, without `.git` nor the page inside it; null for what has no address on the web. */
const homeOf = (source: string): Home | null => {
  const { scheme, host, path } = partsOf(source.replace(/^git\+/, ''));
  if (!/^https?$/.test(scheme)) return null;
  const [own = ''] = path.split(/\/(?:-|tree|blob|src|raw|archive|releases)\//);
  const cut = cleaned(own);
  return cut === '' ? null : { host: withoutWww(host), path: cut };
};

/** The repository, or its files: its discussions and its bug reports are no source. */
const leadsTo = (home: Home, url: string): boolean => {
  const { scheme, host, path } = partsOf(url);
  if (!/^https?$/.test(scheme) || withoutWww(host) !== home.host) return false;
  if (cleaned(path) === home.path) return true;
  const inner = path.toLowerCase().startsWith(`${home.path}/`) ? path.slice(home.path.length) : '';
  return /^\/(-\/)?(tree|blob|src|raw|archive|releases|tags|commits?)(\/|$)/.test(inner);
};

const isSource = (home: Home | null, url: string): boolean => {
  const { host, path } = partsOf(url);
  return withoutWww(host) === home?.host || /\.(zip|tar|tgz|tar\.(gz|xz|bz2))$/i.test(path);
};

const withoutWww = (host: string): string => host.replace(/^www\./, '');
const cleaned = (path: string): string =>
  path
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');

/** What the address of a repository may mean: a clone, an archive, one file; and where forges keep raw files. */

export type Place = {
  /** http(s) only, without user, query nor fragment. */
  address: URL;
  /** One text to read as it is. */
  file: string | null;
  /** Where git may answer, the likeliest first. */
  clones: readonly string[];
  /** Where a .tar.gz of the default branch may lie. */
  archives: readonly string[];
  /** Folders where the files of the default branch may lie, one by one. */
  raws: readonly string[];
};

/** null for what is no http(s) address. */
export const placeOf = (source: string): Place | null => {
  const given = URL.parse(source.replace(/^git\+/, ''));
  if (!given || !/^https?:$/.test(given.protocol)) return null;
  const address = new URL(given);
  Object.assign(address, { username: '', password: '', search: '', hash: '' });
  const none = { address, file: null, clones: [], archives: [], raws: [] };
  if (/\.(tar\.gz|tgz)$/i.test(address.pathname)) return { ...none, archives: [address.href] };
  if (isFile(address.pathname)) return { ...none, file: `${rawOf(address)}${given.search}` };
  const home = homeOf(address);
  const name = home.slice(home.lastIndexOf('/') + 1);
  return {
    ...none,
    clones: [`${home}.git`, home],
    archives: [
      `${home}/-/archive/HEAD/${name}-HEAD.tar.gz`,
      `${home}/archive/HEAD.tar.gz`,
      `${home}/archive/main.tar.gz`,
    ],
    raws: rawsOf(address, home),
  };
};

/** The page that shows a file, and where the same forge serves its text. */
const rawOf = ({ href }: URL): string =>
  href.replace('/-/blob/', '/-/raw/').replace('/src/branch/', '/raw/branch/').replace('/blob/', '/raw/');
const isFile = (pathname: string): boolean =>
  /\/(raw|blob|src\/branch)\//.test(pathname) || /\/(licen[cs]e|copying|publiccode)(\.\w+)?$/i.test(pathname);

/** The front page of the repository, without the `.git` and without the page inside it. */
const homeOf = ({ origin, hostname, pathname }: URL): string => {
  const parts = pathname.split('/').filter((part) => part !== '');
  const inner = parts.indexOf('-');
  const own = inner > 0 ? parts.slice(0, inner) : twoParts.has(hostname) ? parts.slice(0, 2) : parts;
  return `${origin}/${own.join('/').replace(/\.git$/, '')}`;
};

/** Forges where a repository is always OWNER/NAME: what follows is a page of it. */
const twoParts = new Set(['github.com', 'codeberg.org', 'bitbucket.org', 'gitea.com']);

const rawsOf = ({ hostname }: URL, home: string): string[] => {
  if (hostname === 'github.com')
    return [home.replace('//github.com/', '//raw.githubusercontent.com/').concat('/HEAD/')];
  return hostname === 'codeberg.org' ? [`${home}/raw/`] : [`${home}/-/raw/HEAD/`];
};

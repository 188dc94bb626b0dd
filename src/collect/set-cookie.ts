/** Reads one `Set-Cookie` line, or what a script writes in `document.cookie`, as browsers do (RFC 6265 §5.2). */

export type AskedCookie = {
  name: string;
  value: string;
  domain: string;
  path: string;
  /** Days asked, before any cap of the browser; null for a session cookie; zero or less erases. */
  lifetimeDays: number | null;
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'Strict' | 'Lax' | 'None' | 'unset';
  partitioned: boolean;
};

const dayMs = 86_400_000;

/** `url` is who answers, or the frame whose script writes; null when the line holds no cookie at all. */
export const readSetCookie = (line: string, url: string, now: Date): AskedCookie | null => {
  const [pair = '', ...rest] = line.split(';');
  const cut = pair.indexOf('=');
  const name = pair.slice(0, Math.max(cut, 0)).trim();
  const value = pair.slice(cut + 1).trim();
  const from = URL.parse(url);
  if (!from || (name === '' && value === '')) return null;
  const attributes = new Map(rest.map(readAttribute));
  return {
    name,
    value,
    domain: domainOf(attributes.get('domain'), from.hostname),
    path: attributes.get('path')?.startsWith('/') ? (attributes.get('path') ?? '/') : folderOf(from.pathname),
    lifetimeDays: lifetimeOf(attributes, now),
    httpOnly: attributes.has('httponly'),
    secure: attributes.has('secure'),
    sameSite: sameSiteOf(attributes.get('samesite')),
    partitioned: attributes.has('partitioned'),
  };
};

/**
 * Whole days from ten days on, so that a date in the year 9999 gives the same figure at each visit of a day; finer
 * below, for a cookie of one minute must not be taken for an erased one.
 */
export const daysBetween = (from: number, to: number): number => {
  const days = (to - from) / dayMs;
  const size = Math.abs(days);
  const scale = size < 1 ? 10_000 : size < 10 ? 100 : 1;
  const rounded = Math.round(days * scale) / scale;
  return days > 0 ? Math.max(rounded, 1 / scale) : rounded;
};

const readAttribute = (text: string): [string, string] => {
  const cut = text.indexOf('=');
  if (cut < 0) return [text.trim().toLowerCase(), ''];
  return [text.slice(0, cut).trim().toLowerCase(), text.slice(cut + 1).trim()];
};

/** Written as Chromium's jar writes it: a dot before a domain that covers its subdomains. */
const domainOf = (asked: string | undefined, host: string): string => {
  const bare = (asked ?? '').replace(/^\./, '').toLowerCase();
  if (bare === '' || /^[\d.]+$|^\[/.test(bare)) return host;
  return `.${bare}`;
};

const folderOf = (pathname: string): string => pathname.slice(0, pathname.lastIndexOf('/')) || '/';

/** Max-Age wins over Expires. A date that cannot be read makes a session cookie, as in browsers. */
const lifetimeOf = (attributes: Map<string, string>, now: Date): number | null => {
  const age = attributes.get('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return daysBetween(0, Number(age) * 1_000);
  const expires = attributes.get('expires');
  const date = expires === undefined ? Number.NaN : Date.parse(expires.replaceAll('-', ' '));
  return Number.isNaN(date) ? null : daysBetween(now.getTime(), date);
};

const sameSiteOf = (asked: string | undefined): AskedCookie['sameSite'] => {
  const known = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;
  return known[(asked ?? '').toLowerCase() as keyof typeof known] ?? 'unset';
};

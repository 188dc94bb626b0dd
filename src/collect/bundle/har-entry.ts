/** One exchange of a HAR 1.2 file, from the words of DevTools, without a cookie's value, a password or a body. */
import { sha256 } from '../digest.ts';

/** W3C draft « HTTP Archive », version 1.2 (2012): names of the format, ours begin with an underscore. */
export type HarHeader = { name: string; value: string };
export type HarEntry = {
  pageref: string;
  startedDateTime: string;
  /** Milliseconds; -1 when no answer came to its end. */
  time: number;
  request: {
    method: string;
    url: string;
    httpVersion: string;
    cookies: HarHeader[];
    headers: HarHeader[];
    queryString: HarHeader[];
    headersSize: -1;
    bodySize: number;
    _bodySha256: string | null;
  };
  response: {
    status: number;
    statusText: string;
    httpVersion: string;
    cookies: HarHeader[];
    headers: HarHeader[];
    content: { size: number; mimeType: string };
    redirectURL: string;
    headersSize: -1;
    bodySize: number;
    /** Chromium's reason when no answer came. */
    _error: string | null;
  };
  cache: Record<string, never>;
  timings: { send: 0; wait: number; receive: number };
  _resourceType: string;
  _initiator: string | null;
};

export const hidden = '[masqué]';
export const longest = 4_096;

export const bounded = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** Headers that carry a secret or name a person: only their presence is a fact. */
const secrets = /^(?:authorization|proxy-authorization|x-api-key|x-auth-token|x-csrf-token|x-xsrf-token)$/i;

/** Sorted by name; a cookie keeps its name and its attributes, never its value. */
export const headersOf = (headers: Record<string, string>): HarHeader[] =>
  Object.entries(headers)
    .flatMap(([name, value]) => value.split('\n').map((line) => ({ name, value: safeValue(name, line) })))
    .toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));

const safeValue = (name: string, value: string): string => {
  if (secrets.test(name)) return hidden;
  if (/^cookie$/i.test(name)) return cookieNames(value).join('; ');
  if (/^set-cookie$/i.test(name)) return withoutValue(value);
  return bounded(value);
};

const cookieNames = (line: string): string[] => line.split(';').map((pair) => withoutValue(pair.trim()));

/** `name=value; Path=/` → `name=[masqué]; Path=/`. A cookie without a name is all value. */
const withoutValue = (line: string): string => {
  const [pair = '', ...attributes] = line.split(';');
  const equal = pair.indexOf('=');
  const name = equal === -1 ? '' : pair.slice(0, equal).trim();
  return [bounded(`${name}=${hidden}`), ...attributes.map((each) => bounded(each.trim()))].join('; ');
};

/** Cookies sent or set, by name. */
export const cookiesOf = (headers: Record<string, string>, header: 'cookie' | 'set-cookie'): HarHeader[] => {
  const line = Object.entries(headers).find(([name]) => name.toLowerCase() === header)?.[1] ?? '';
  const pairs = header === 'cookie' ? line.split(';') : line.split('\n');
  return pairs
    .map((pair) => /^\s*([^=;]*)=/.exec(pair)?.[1]?.trim())
    .filter((name) => name !== undefined)
    .map((name) => ({ name: bounded(name), value: hidden }));
};

export const queryOf = (url: string): HarHeader[] =>
  [...(URL.parse(url)?.searchParams ?? [])].map(([name, value]) => ({ name: bounded(name), value: bounded(value) }));

/** Size and digest of what was sent: the body itself may be a pupil's. */
export const bodyOf = (posted: string | undefined): { bodySize: number; _bodySha256: string | null } =>
  posted === undefined
    ? { bodySize: 0, _bodySha256: null }
    : { bodySize: Buffer.byteLength(posted), _bodySha256: sha256(posted) };

/** The only fetch of the service: through a passage, every redirect checked, the size and the time bounded. */
import { interceptors, ProxyAgent, request } from 'undici';
import type { Refusal } from '../model/refusal.ts';
import { refuse } from './address.ts';
import { readBody, textOf } from './body.ts';
import type { Checked } from './gate.ts';

export type FetchOptions = {
  headers?: Record<string, string>;
  /** Sends these bytes with POST; a redirect is then the answer, never followed. */
  post?: Uint8Array;
  /** The body is kept as bytes and not read as text: `body` is then empty. */
  raw?: boolean;
  /** Of the body once decompressed. */
  maxBytes?: number;
  /** For the whole chain of redirects. */
  timeoutMs?: number;
};

export type Fetched =
  | {
      kind: 'answered';
      /** After redirects. */
      url: string;
      status: number;
      /** Names in lower case; repeated ones joined by a comma. */
      headers: Record<string, string>;
      body: string;
      /** The body as it came, once decompressed, when `raw` was asked; empty otherwise. */
      bytes: Uint8Array;
      truncated: boolean;
    }
  | Refusal
  | { kind: 'failed'; detail: string };

export type Fetch = (url: string, options?: FetchOptions) => Promise<Fetched>;

const mostRedirects = 10;
const redirects = new Set([301, 302, 303, 307, 308]);

/** A LICENSE or a legal page is far below; robots.txt is cut at 500 KiB by RFC 9309 itself. */
const defaultMaxBytes = 1_000_000;
const defaultTimeoutMs = 20_000;

/**
 * GET, or POST of the bytes given, through the passage's own proxy. Certificates are verified. Never throws for what the network does:
 * a refusal, a broken answer and a late one are values.
 */
export const guardedFetch =
  (proxyUrl: string, check: (url: string) => Promise<Checked>): Fetch =>
  async (url, options = {}) => {
    const { headers = {}, post, raw = false, maxBytes = defaultMaxBytes, timeoutMs = defaultTimeoutMs } = options;
    const proxy = new ProxyAgent({ uri: proxyUrl, requestTls: { rejectUnauthorized: true } });
    const dispatcher = proxy.compose(interceptors.decompress({ skipErrorResponses: false, skipStatusCodes: [] }));
    const signal = AbortSignal.timeout(timeoutMs);
    const get: Get = async (at) => {
      const sent = post === undefined ? {} : { method: 'POST' as const, body: post };
      const answer = await request(at, { dispatcher, headers, signal, ...sent });
      // A body that is let go emits AbortError: without a listener it would end the service.
      answer.body.on('error', () => {});
      return answer;
    };
    try {
      return await follow(url, check, get, { maxBytes, raw, moves: post === undefined });
    } finally {
      await proxy.destroy();
    }
  };

type Get = (url: string) => ReturnType<typeof request>;
type Reading = { maxBytes: number; raw: boolean };

const follow = async (
  start: string,
  check: (url: string) => Promise<Checked>,
  get: Get,
  { moves, ...reading }: Reading & { moves: boolean },
): Promise<Fetched> => {
  let at = start;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const checked = await check(at);
    if (checked.kind === 'refused') return checked;
    const answer = await get(checked.url).catch(failure);
    if ('kind' in answer) return answer;
    const { location } = answer.headers;
    const isMove = moves && redirects.has(answer.statusCode);
    if (!isMove || typeof location !== 'string') return finish(checked.url, answer, reading);
    answer.body.destroy();
    const next = URL.parse(location, checked.url);
    if (!next) return refuse('not-a-url', location);
    at = next.href;
  }
  return refuse('too-many-redirects', start);
};

const finish = async (url: string, answer: Awaited<ReturnType<Get>>, { maxBytes, raw }: Reading): Promise<Fetched> => {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  try {
    const { bytes, truncated } = await readBody(answer.body, maxBytes);
    const body = raw ? '' : textOf(bytes, headers['content-type'] ?? '');
    const kept = raw ? bytes : new Uint8Array();
    return { kind: 'answered', url, status: answer.statusCode, headers, body, bytes: kept, truncated };
  } catch (error) {
    return failure(error);
  }
};

const failure = (error: unknown): { kind: 'failed'; detail: string } => {
  const words = error instanceof Error ? [error.name, 'code' in error ? String(error.code) : '', error.message] : [];
  return { kind: 'failed', detail: words.filter(Boolean).join(': ') || String(error) };
};

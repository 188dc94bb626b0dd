/** How a hostile page is answered: bombs, drips, raw bytes and the rest, shared by the lists of cases. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, createGzip } from 'node:zlib';
import type { Handler } from '../../kit/site.ts';

/**
 * `seen`: a page that a person would see; saying less than « observed » loses something.
 * `unseen`: nothing of the tool was shown: « observed » would be a false clean.
 * `ends`: either word is honest, as long as it comes in time.
 */
export type Truth = 'seen' | 'unseen' | 'ends';

export const heading =
  '<h1>Tables de multiplication</h1><p>Deux fois deux font quatre, trois fois trois font neuf.</p>';
export const document = (body: string, head = '<title>Tables</title>') =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
export const script = (code: string) => document(`${heading}<script>${code}</script>`);

export const send = (
  response: ServerResponse,
  body: string | Buffer,
  headers: Record<string, string> = {},
  status = 200,
) => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(body);
};
export const page =
  (text: string): Handler =>
  (request, response) =>
    rest(request) === '' ? send(response, text) : send(response, '', { 'content-type': 'text/plain' });
export const runs = (code: string): Handler => page(script(code));
export const status =
  (code: number, text = document(heading)): Handler =>
  (_request, response) =>
    send(response, text, {}, code);
/** Bytes of our own on the socket, where node:http would have corrected them. */
export const raw =
  (bytes: string | Buffer): Handler =>
  (request) => {
    request.socket.write(bytes);
    request.socket.end();
  };

/** `/nom/reste?x` → `reste?x`. */
export const rest = (request: IncomingMessage): string => (request.url ?? '').replace(/^\/[^/]*\/?/, '');

export const megabytes = 1_000_000;

/** A gigabyte of `filling` in about a megabyte of gzip, made while it is sent. */
export const bomb =
  (start: string, filling: string): Handler =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' });
    pour(response, start, filling);
  };

const pour = (response: ServerResponse, start: string, filling: string) => {
  const gzip = createGzip();
  gzip.on('error', () => {});
  gzip.pipe(response);
  response.on('close', () => gzip.destroy());
  gzip.write(start);
  const block = filling.repeat(Math.ceil(megabytes / filling.length));
  let left = 1_000;
  const more = () => {
    while (left > 0 && !gzip.destroyed) {
      left -= 1;
      if (!gzip.write(block)) {
        gzip.once('drain', more);
        return;
      }
    }
    if (!gzip.destroyed) gzip.end();
  };
  more();
};

export const bombIn =
  (tag: string, type: string, filling: string): Handler =>
  (request, response) => {
    if (rest(request) === '') return send(response, document(`${heading}${tag}`));
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' });
    pour(response, '', filling);
  };

/** Something each `everyMs`, for ever. */
const drip = (
  response: { write(text: string | Buffer): unknown },
  text: string | Buffer,
  everyMs: number,
  stop: IncomingMessage,
) => {
  const timer = setInterval(() => response.write(text), everyMs);
  stop.socket.on('close', () => clearInterval(timer));
};

export const endless =
  (head: string, type: string, text: string | Buffer, everyMs: number, start: string | Buffer = ''): Handler =>
  (request, response) => {
    if (head !== '' && rest(request) === '') return send(response, document(`${heading}${head}`));
    response.writeHead(200, { 'content-type': type });
    response.write(start);
    drip(response, text, everyMs, request);
  };

export const onSocket =
  (start: string, text: string, everyMs: number): Handler =>
  (request) => {
    request.socket.write(start);
    drip(request.socket, text, everyMs, request);
  };

export const hop =
  (most: number): Handler =>
  (request, response) => {
    const step = Number(rest(request) || '0');
    if (step >= most) return send(response, document(heading));
    const name = (request.url ?? '').split('/')[1];
    response.writeHead(302, { location: `/${name}/${step + 1}` }).end();
  };

export const worker =
  (code: string): Handler =>
  (request, response) =>
    rest(request) === 'sw.js'
      ? send(response, code, { 'content-type': 'text/javascript' })
      : send(response, script('navigator.serviceWorker.register("sw.js").then(() => fetch("x"))'));

export const hang: Handler = () => {};

export const dialogs = (call: string) => `for (let i = 0; i < 200; i++) ${call}`;
export const forever = (code: string) => `setInterval(() => { ${code} }, 0)`;

export const brotli = (): Buffer =>
  brotliCompressSync(Buffer.alloc(400 * megabytes, 'a'), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

/** Name → truth and answer. */
export type Cases = Record<string, [Truth, Handler]>;

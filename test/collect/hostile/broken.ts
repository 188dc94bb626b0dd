/** Answers that are no page, or no HTTP. */
import { gzipSync } from 'node:zlib';
import { type Cases, document, heading, page, raw, rest, script, send, status } from './answers.ts';

export const broken: Cases = {
  // Files.
  'download-direct': [
    'unseen',
    (_request, response) =>
      send(response, 'x', {
        'content-disposition': 'attachment; filename="../../evil.sh"',
        'content-type': 'application/octet-stream',
      }),
  ],
  'download-flood': [
    'seen',
    (request, response) =>
      rest(request) === ''
        ? send(
            response,
            script(
              'for (let i = 0; i < 100; i++) { const a = document.createElement("a"); a.href = "f" + i; a.download = "../../f" + i; a.click() }',
            ),
          )
        : send(response, 'x'.repeat(1_000), { 'content-type': 'application/octet-stream' }),
  ],
  'binary-html': [
    'ends',
    (_request, response) => send(response, Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 256))),
  ],
  'pdf-broken': [
    'unseen',
    (_request, response) => send(response, '%PDF-1.7 cassé', { 'content-type': 'application/pdf' }),
  ],
  // Answers that say nothing, or something else.
  'status-204': ['unseen', (_request, response) => void response.writeHead(204).end()],
  'status-205': ['unseen', (_request, response) => void response.writeHead(205).end()],
  'status-304': ['unseen', (_request, response) => void response.writeHead(304).end()],
  'status-401': [
    'unseen',
    (_request, response) => void response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
  ],
  'status-403': ['unseen', status(403)],
  'status-404': ['unseen', status(404)],
  'status-429': ['unseen', status(429)],
  'status-500': ['unseen', status(500)],
  'status-500-empty': ['unseen', status(500, '')],
  'status-503': ['unseen', status(503)],
  'status-999': [
    'unseen',
    raw('HTTP/1.1 999 Non\r\nContent-Type: text/html\r\nContent-Length: 14\r\n\r\n<h1>refus</h1>'),
  ],
  'empty-body': ['unseen', (_request, response) => send(response, '')],
  'blank-html': ['unseen', page(document(''))],
  'white-on-load': ['unseen', page(document('<div id="app"></div><script>throw new Error("bundle")</script>'))],
  // Broken HTTP.
  'http-garbage': ['unseen', raw(Buffer.from(Array.from({ length: 2_000 }, (_, i) => (i * 131) % 256)))],
  'http-09': ['unseen', raw('<h1>HTTP 0.9</h1>')],
  'http-reset': ['unseen', (request) => void request.socket.resetAndDestroy()],
  'http-close': ['unseen', (request) => void request.socket.end()],
  'header-huge': ['unseen', raw(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(600_000)}\r\nContent-Length: 2\r\n\r\nok`)],
  'header-nul': [
    'unseen',
    raw('HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Type: text/html\r\nContent-Length: 12\r\n\r\n<h1>nul</h1>'),
  ],
  'length-two': ['unseen', raw('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n<h1>x</h1>')],
  'body-truncated': [
    'ends',
    raw('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<title>T</title><h1>Coupé</h1>'),
  ],
  'chunked-broken': [
    'ends',
    raw(
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n1c\r\n<title>T</title><h1>x</h1>.\r\nZZ\r\n',
    ),
  ],
  'gzip-lies': ['unseen', (_request, response) => send(response, document(heading), { 'content-encoding': 'gzip' })],
  'gzip-truncated': [
    'ends',
    (_request, response) =>
      send(response, gzipSync(document(heading + 'x'.repeat(9_000))).subarray(0, 150), { 'content-encoding': 'gzip' }),
  ],
  'charset-unknown': [
    'seen',
    (_request, response) => send(response, document(heading), { 'content-type': 'text/html; charset=klingon-7' }),
  ],
  'charset-utf16': [
    'ends',
    (_request, response) =>
      send(response, Buffer.from(document(heading), 'utf16le'), { 'content-type': 'text/html; charset=utf-7' }),
  ],
};

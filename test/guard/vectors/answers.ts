/** Vectors of the server: redirects, headers and documents that name an address. */
import type { Aim, Answer, Vector } from './vector.ts';

const html = 'text/html';
const javascript = 'text/javascript';
const framed = ({ own }: Aim) => `<iframe src="${own}"></iframe>`;
const image = ({ own }: Aim) => `<img src="${own}">`;
const to =
  (status: number) =>
  ({ http }: Aim): Answer => ({ status, headers: { location: `${http}/a` } });

/** A signed exchange that is worth nothing: the browser then goes to its fallback address (b3 §5.1). */
const signedExchange = ({ https }: Aim): Answer => {
  const fallback = Buffer.from(`${https}/a`);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(fallback.length);
  const body = Buffer.concat([Buffer.from('sxg1-b3\0'), length, fallback, Buffer.alloc(6)]).toString('latin1');
  return { type: 'application/signed-exchange;v=b3', headers: { 'x-content-type-options': 'nosniff' }, body };
};

const worker = (code: (aim: Aim) => string) => ({
  script: ({ own }: Aim) => `navigator.serviceWorker.register('${own}', { scope: '${own}/' }).catch(() => {})`,
  answer: (aim: Aim): Answer => ({ type: javascript, body: code(aim) }),
});

export const answerVectors: readonly Vector[] = [
  ...[301, 302, 303, 307, 308].map((status) => ({
    name: `redirect ${status} of an image`,
    html: image,
    answer: to(status),
  })),
  { name: 'redirect of a frame', html: framed, answer: to(302) },
  { name: 'redirect of a script', html: ({ own }) => `<script src="${own}"></script>`, answer: to(302) },
  { name: 'redirect of a style', html: ({ own }) => `<link rel="stylesheet" href="${own}">`, answer: to(302) },
  {
    name: 'redirect 307 of a post',
    script: ({ own }) => `fetch('${own}', { method: 'POST', mode: 'no-cors', body: 'a' }).catch(() => {})`,
    answer: to(307),
  },
  { name: 'redirect of a beacon', script: ({ own }) => `navigator.sendBeacon('${own}', 'x')`, answer: to(307) },
  { name: 'redirect of an EventSource', script: ({ own }) => `new EventSource('${own}')`, answer: to(302) },
  { name: 'redirect of a worker', script: ({ own }) => `new Worker('${own}')`, answer: to(302) },
  {
    name: 'chain of redirects',
    html: ({ own }) => `<img src="/far?hops=5&to=${encodeURIComponent(own)}">`,
    answer: to(302),
  },
  {
    name: 'redirect to a scheme-less address',
    html: image,
    answer: ({ host }) => ({ status: 302, headers: { location: `//${host}/a` } }),
  },
  {
    name: 'Refresh header',
    html: framed,
    answer: ({ http }) => ({ type: html, headers: { refresh: `0;url=${http}/a` }, body: 'a' }),
  },
  {
    name: 'Link header, preload',
    html: framed,
    answer: ({ http }) => ({ type: html, headers: { link: `<${http}/a>; rel=preload; as=image` }, body: 'a' }),
  },
  {
    name: 'Link header, preconnect',
    html: framed,
    answer: ({ https }) => ({ type: html, headers: { link: `<${https}>; rel=preconnect` }, body: 'a' }),
  },
  {
    name: 'Alt-Svc header',
    html: framed,
    answer: ({ host }) => ({ type: html, headers: { 'alt-svc': `h3="${host}", h2="${host}"` }, body: 'a' }),
  },
  {
    name: 'SourceMap header',
    html: ({ own }) => `<script src="${own}"></script>`,
    answer: ({ http }) => ({ type: javascript, headers: { sourcemap: `${http}/a` }, body: '1' }),
  },
  {
    name: 'CSP report-uri',
    html: framed,
    answer: ({ http }) => ({
      type: html,
      headers: { 'content-security-policy': `img-src 'none'; report-uri ${http}/a` },
      body: '<img src="/b">',
    }),
  },
  {
    name: 'CSP report-to, Reporting API',
    html: framed,
    answer: ({ http }) => ({
      type: html,
      headers: { 'reporting-endpoints': `a="${http}/a"`, 'content-security-policy': "img-src 'none'; report-to a" },
      body: '<img src="/b">',
    }),
  },
  {
    name: 'Network Error Logging',
    html: framed,
    answer: ({ http }) => ({
      type: html,
      headers: {
        'report-to': `{"group":"a","max_age":600,"endpoints":[{"url":"${http}/a"}]}`,
        nel: '{"report_to":"a","max_age":600,"success_fraction":1}',
      },
      body: 'a',
    }),
  },
  { name: 'signed exchange', html: framed, answer: signedExchange },
  {
    name: 'SVG document',
    html: framed,
    answer: ({ http }) => ({
      type: 'image/svg+xml',
      body: `<svg xmlns="http://www.w3.org/2000/svg"><image href="${http}/a" width="9" height="9"/></svg>`,
    }),
  },
  {
    name: 'XML stylesheet',
    html: framed,
    answer: ({ http }) => ({ type: 'text/xml', body: `<?xml-stylesheet type="text/css" href="${http}/a"?><a>a</a>` }),
  },
  {
    name: 'XML external entity',
    html: framed,
    answer: ({ http }) => ({ type: 'text/xml', body: `<!DOCTYPE a [<!ENTITY b SYSTEM "${http}/a">]><a>&b;</a>` }),
  },
  { name: 'service worker, fetch', ...worker(({ http }) => `fetch('${http}/a', { mode: 'no-cors' }).catch(() => {})`) },
  { name: 'service worker, importScripts', ...worker(({ http }) => `importScripts('${http}/a')`) },
  { name: 'service worker, WebSocket', ...worker(({ ws }) => `new WebSocket('${ws}/a')`) },
];

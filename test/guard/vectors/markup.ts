/** Vectors that need no script: everything in HTML, SVG and CSS that names an address. */
import { dataUrl, quoted, type Vector } from './vector.ts';

const box = 'width:9px;height:9px';

export const markupVectors: readonly Vector[] = [
  { name: 'img', html: ({ http }) => `<img src="${http}/a">` },
  { name: 'img srcset', html: ({ http }) => `<img srcset="${http}/a 1x">` },
  { name: 'picture source', html: ({ http }) => `<picture><source srcset="${http}/a"><img></picture>` },
  { name: 'input image', html: ({ http }) => `<input type="image" src="${http}/a">` },
  { name: 'img with credentials', html: ({ host }) => `<img src="http://a:b@${host}/a">` },
  { name: 'img over https', html: ({ https }) => `<img src="${https}/a">` },
  { name: 'img attributionsrc', html: ({ http }) => `<img src="data:," attributionsrc="${http}/a">` },
  { name: 'video', html: ({ http }) => `<video preload="auto" src="${http}/a"></video>` },
  { name: 'video source', html: ({ http }) => `<video preload="auto"><source src="${http}/a"></video>` },
  { name: 'video poster', html: ({ http }) => `<video poster="${http}/a"></video>` },
  { name: 'audio', html: ({ http }) => `<audio preload="auto" src="${http}/a"></audio>` },
  {
    name: 'track',
    html: ({ http }) => `<video crossorigin="anonymous" src="data:,"><track default src="${http}/a"></video>`,
  },
  { name: 'script', html: ({ http }) => `<script src="${http}/a"></script>` },
  { name: 'module script', html: ({ http }) => `<script type="module" src="${http}/a"></script>` },
  { name: 'SVG script', html: ({ http }) => `<svg><script href="${http}/a"></script></svg>` },
  { name: 'SVG image', html: ({ http }) => `<svg><image href="${http}/a" width="9" height="9"/></svg>` },
  {
    name: 'SVG feImage',
    html: ({ http }) =>
      `<svg><filter id="f"><feImage href="${http}/a"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`,
  },
  { name: 'SVG use', html: ({ http }) => `<svg><use href="${http}/a#b"/></svg>` },
  { name: 'stylesheet', html: ({ http }) => `<link rel="stylesheet" href="${http}/a">` },
  { name: 'CSS import', html: ({ http }) => `<style>@import url("${http}/a");</style>` },
  { name: 'CSS background', html: ({ http }) => `<div style="${box};background:url(${http}/a)"></div>` },
  { name: 'CSS image-set', html: ({ http }) => `<div style="${box};background:image-set('${http}/a' 1x)"></div>` },
  { name: 'CSS mask', html: ({ http }) => `<div style="${box};background:red;mask-image:url(${http}/a)"></div>` },
  {
    name: 'CSS border-image',
    html: ({ http }) => `<div style="border:9px solid;border-image:url(${http}/a) 1"></div>`,
  },
  { name: 'CSS filter', html: ({ http }) => `<div style="${box};filter:url(${http}/a#b)"></div>` },
  { name: 'CSS content', html: ({ http }) => `<i style="content:url(${http}/a)"></i>` },
  { name: 'CSS list style', html: ({ http }) => `<ul style="list-style-image:url(${http}/a)"><li>a</ul>` },
  { name: 'CSS cursor', html: ({ http }) => `<div style="${box};cursor:url(${http}/a),auto"></div>` },
  {
    name: 'CSS font',
    html: ({ http, port }) =>
      `<style>@font-face{font-family:f${port};src:url("${http}/a")}</style><p style="font-family:f${port}">a</p>`,
  },
  { name: 'table background', html: ({ http }) => `<table background="${http}/a"><tr><td>a</table>` },
  { name: 'icon', html: ({ http }) => `<link rel="icon" href="${http}/a">` },
  { name: 'manifest', html: ({ http }) => `<link rel="manifest" href="${http}/a">` },
  { name: 'preload', html: ({ http }) => `<link rel="preload" as="image" href="${http}/a">` },
  { name: 'modulepreload', html: ({ http }) => `<link rel="modulepreload" href="${http}/a">` },
  { name: 'prefetch', html: ({ http }) => `<link rel="prefetch" href="${http}/a">` },
  { name: 'preconnect', html: ({ https }) => `<link rel="preconnect" href="${https}">` },
  { name: 'dns-prefetch', html: ({ https }) => `<link rel="dns-prefetch" href="${https}">` },
  { name: 'prerender', html: ({ http }) => `<link rel="prerender" href="${http}/a">` },
  { name: 'compression dictionary', html: ({ http }) => `<link rel="compression-dictionary" href="${http}/a">` },
  ...(['prefetch', 'prerender'] as const).map((kind) => ({
    name: `speculation rules, ${kind}`,
    html: ({ http }: { http: string }) =>
      `<script type="speculationrules">{"${kind}":[{"urls":["${http}/a"],"eagerness":"immediate"}]}</script>`,
  })),
  { name: 'iframe', html: ({ http }) => `<iframe src="${http}/a"></iframe>` },
  { name: 'sandboxed iframe', html: ({ http }) => `<iframe sandbox src="${http}/a"></iframe>` },
  { name: 'iframe srcdoc', html: ({ http }) => `<iframe srcdoc="${quoted(`<img src="${http}/a">`)}"></iframe>` },
  {
    name: 'iframe data: in data:',
    html: ({ http }) => {
      const inner = dataUrl(`<img src="${http}/a">`);
      return `<iframe src="${dataUrl(`<iframe src="${inner}"></iframe>`)}"></iframe>`;
    },
  },
  {
    name: 'iframe javascript:',
    html: ({ http }) => `<iframe src="javascript:void(new Image().src='${http}/a')"></iframe>`,
  },
  {
    name: 'meta refresh',
    html: ({ http }) => `<iframe srcdoc="${quoted(`<meta http-equiv="refresh" content="0;url=${http}/a">`)}"></iframe>`,
  },
  { name: 'object', html: ({ http }) => `<object data="${http}/a" type="text/html"></object>` },
  { name: 'embed', html: ({ http }) => `<embed src="${http}/a" type="text/html">` },
];

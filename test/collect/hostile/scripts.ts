/** Pages that hold the browser with scripts, windows, memory or stores. */
import {
  bomb,
  bombIn,
  brotli,
  type Cases,
  dialogs,
  document,
  forever,
  heading,
  megabytes,
  page,
  runs,
  send,
} from './answers.ts';

export const scripts: Cases = {
  // Scripts that never give the page back.
  'js-while': ['unseen', runs('for(;;);')],
  'js-while-late': ['ends', runs('setTimeout(() => { for(;;); }, 800)')],
  'js-microtasks': ['unseen', runs('const f = () => Promise.resolve().then(f); f()')],
  'js-regex': ['unseen', runs('/^(a+)+$/.test("a".repeat(60) + "!")')],
  'js-pushstate': [
    'ends',
    runs(forever('for (let i = 0; i < 500; i++) history.pushState({}, "", "?" + Math.random())')),
  ],
  'js-hash': ['ends', runs(forever('location.hash = Math.random()'))],
  'js-console': ['seen', runs(forever('for (let i = 0; i < 100; i++) console.log("x".repeat(10000))'))],
  'js-postmessage': [
    'ends',
    runs('onmessage = () => { postMessage(1, "*"); postMessage(1, "*") }; postMessage(1, "*")'),
  ],
  'js-mutations': [
    'ends',
    runs(
      'new MutationObserver(() => { document.body.dataset.x = Math.random() }).observe(document.body, { attributes: true }); document.body.dataset.x = 1',
    ),
  ],
  'wasm-loop': [
    'unseen',
    runs(
      'new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11]))).exports.f()',
    ),
  ],
  'worker-miner': [
    'seen',
    runs(
      'const u = URL.createObjectURL(new Blob(["let x=0;for(;;)x+=Math.sqrt(x+1)"])); for (let i = 0; i < 8; i++) new Worker(u)',
    ),
  ],
  // Dialogs, windows, prints.
  'alert-loop': ['unseen', runs('for(;;) alert("encore")')],
  'confirm-storm': ['seen', runs(dialogs('confirm("sûr ?")'))],
  'prompt-storm': ['seen', runs(dialogs('prompt("nom ?")'))],
  beforeunload: ['seen', runs('onbeforeunload = (e) => { e.preventDefault(); return "non" }')],
  'popup-storm': ['seen', runs('for (let i = 0; i < 200; i++) window.open("about:blank#" + i)')],
  'popup-endless': ['ends', runs('setInterval(() => window.open("popup"), 20)')],
  'print-storm': ['seen', runs('for (let i = 0; i < 50; i++) print()')],
  'fullscreen-lock': [
    'seen',
    runs(
      'document.body.requestFullscreen().catch(() => {}); document.body.requestPointerLock(); navigator.keyboard?.lock?.()',
    ),
  ],
  'permission-spam': [
    'seen',
    runs(
      'for (let i = 0; i < 200; i++) { navigator.geolocation.getCurrentPosition(() => {}, () => {}); Notification.requestPermission(); navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => {}) }',
    ),
  ],
  'scheme-flood': ['ends', runs('for (let i = 0; i < 50; i++) location.href = "mailto:x@example.org?subject=" + i')],
  // Memory.
  'gzip-html': ['ends', bomb('<!doctype html><title>Bombe</title><p>', 'a')],
  'gzip-css': ['ends', bombIn('<link rel="stylesheet" href="x.css">', 'text/css', 'p{color:red}')],
  'gzip-js': ['ends', bombIn('<script src="x.js"></script>', 'text/javascript', 'var a=1;')],
  'gzip-fetch': ['ends', bombIn('<script>fetch("x").then(r => r.text())</script>', 'text/plain', 'abcdefgh')],
  'brotli-html': ['ends', (_request, response) => send(response, brotli(), { 'content-encoding': 'br' })],
  'nodes-million': [
    'ends',
    runs(
      'const f = document.createDocumentFragment(); for (let i = 0; i < 1e6; i++) f.append(document.createElement("b")); document.body.append(f)',
    ),
  ],
  'nodes-html': ['ends', (_request, response) => send(response, document(heading + '<i>x</i>'.repeat(400_000)))],
  'nodes-endless': [
    'ends',
    runs(forever('for (let i = 0; i < 2000; i++) document.body.append(document.createElement("p"))')),
  ],
  'nesting-deep': ['ends', (_request, response) => send(response, document(heading + '<div>'.repeat(100_000)))],
  'title-huge': [
    'seen',
    (_request, response) => send(response, document(heading, `<title>${'T'.repeat(5 * megabytes)}</title>`)),
  ],
  'text-huge': [
    'seen',
    (_request, response) => send(response, document(`${heading}<pre>${'mot '.repeat(2 * megabytes)}</pre>`)),
  ],
  'array-hog': [
    'ends',
    runs('const a = []; setInterval(() => { for (let i = 0; i < 20; i++) a.push(new Uint8Array(1e7).fill(1)) }, 10)'),
  ],
  'string-hog': [
    'ends',
    runs(
      'let s = "x"; setInterval(() => { if (s.length < 2 ** 28) s += s; (window.k ??= []).push(s + Math.random()) }, 5)',
    ),
  ],
  'canvas-huge': [
    'ends',
    runs(
      'for (let i = 0; i < 20; i++) { const c = document.createElement("canvas"); c.width = c.height = 16000; c.getContext("2d").fillRect(0, 0, 16000, 16000); document.body.append(c) }',
    ),
  ],
  'css-animations': [
    'seen',
    page(
      document(
        `${heading}${'<i class="a">.</i>'.repeat(3_000)}<style>.a{display:inline-block;filter:blur(3px);animation:t .1s infinite}@keyframes t{to{transform:rotate(1turn) scale(9)}}</style>`,
      ),
    ),
  ],
  'svg-laughs': [
    'ends',
    page(
      document(
        `${heading}<svg><defs><g id="a0"><circle r="1"/></g>${Array.from({ length: 12 }, (_, i) => `<g id="a${i + 1}">${`<use href="#a${i}"/>`.repeat(8)}</g>`).join('')}</defs><use href="#a6"/></svg>`,
      ),
    ),
  ],
  'page-tall': [
    'seen',
    page(document(`${heading}<div style="height:30000000px;background:linear-gradient(red,blue)"></div>`)),
  ],
  // Stores.
  'cookie-flood': ['seen', runs('for (let i = 0; i < 5000; i++) document.cookie = "c" + i + "=" + "v".repeat(500)')],
  'cookie-flood-http': [
    'seen',
    (_request, response) => {
      response.setHeader(
        'set-cookie',
        Array.from({ length: 500 }, (_, i) => `h${i}=${'v'.repeat(60)}`),
      );
      send(response, document(heading));
    },
  ],
  'storage-flood': [
    'seen',
    runs('try { for (let i = 0; i < 1e5; i++) localStorage["k" + i] = "v".repeat(40) } catch {}'),
  ],
  'indexeddb-flood': [
    'seen',
    runs(
      'for (let i = 0; i < 60; i++) { const r = indexedDB.open("b" + i); r.onupgradeneeded = () => { const s = r.result.createObjectStore("s"); for (let k = 0; k < 200; k++) s.put("v".repeat(1000), k) } }',
    ),
  ],
};

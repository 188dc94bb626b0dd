/** Pages that never end, take themselves over or lead in circles. */
import {
  type Cases,
  document,
  endless,
  forever,
  hang,
  heading,
  hop,
  onSocket,
  page,
  rest,
  runs,
  script,
  send,
  worker,
} from './answers.ts';

export const network: Cases = {
  // Answers that never end.
  'body-endless': [
    'unseen',
    endless('', 'text/html; charset=utf-8', '<p>encore', 200, '<!doctype html><title>Sans fin</title><p>Patience'),
  ],
  'body-drip': ['unseen', endless('', 'text/html; charset=utf-8', 'x', 1_000, '<')],
  'image-endless': [
    'ends',
    endless('<img src="x.png">', 'image/png', Buffer.alloc(1_000), 50, Buffer.from('89504e470d0a1a0a', 'hex')),
  ],
  'script-endless': ['unseen', endless('<script src="x.js"></script><p>Suite', 'text/javascript', '//\n', 200)],
  'style-endless': ['ends', endless('<link rel="stylesheet" href="x.css">', 'text/css', 'p{}', 200)],
  'headers-never': ['unseen', hang],
  'headers-drip': ['unseen', onSocket('HTTP/1.1 200 OK\r\n', 'X-A: b\r\n', 500)],
  'early-hints': ['unseen', onSocket('', 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n', 100)],
  'continue-endless': ['unseen', onSocket('', 'HTTP/1.1 100 Continue\r\n\r\n', 100)],
  'long-polls': [
    'seen',
    (request, response) =>
      rest(request) === '' ? send(response, script('for (let i = 0; i < 4; i++) fetch("attente" + i)')) : undefined,
  ],
  'unread-body': [
    'seen',
    (request, response) =>
      rest(request) === '' ? send(response, script('fetch("flot")')) : void response.write('début'),
  ],
  'websocket-flood': ['seen', runs('for (let i = 0; i < 300; i++) new WebSocket("ws://" + location.host + "/s")')],
  'eventsource-flood': ['ends', runs('for (let i = 0; i < 100; i++) new EventSource("e" + i)')],
  'beacon-flood': ['seen', runs('for (let i = 0; i < 2000; i++) navigator.sendBeacon("b" + i, "x".repeat(100))')],
  'fetch-flood': ['seen', runs('let i = 0; setInterval(() => { for (let k = 0; k < 20; k++) fetch("f" + i++) }, 10)')],
  // Service workers.
  'sw-answers-all': [
    'seen',
    worker(
      'oninstall = () => skipWaiting(); onactivate = (e) => e.waitUntil(clients.claim()); onfetch = (e) => e.respondWith(new Response("<title>Piège</title><h1>Servi par le piège</h1>", { headers: { "content-type": "text/html" } }))',
    ),
  ],
  'sw-loops': [
    'ends',
    worker(
      'oninstall = () => skipWaiting(); onactivate = (e) => e.waitUntil(clients.claim()); onfetch = () => { for(;;); }',
    ),
  ],
  'sw-never-answers': [
    'ends',
    worker(
      'oninstall = () => skipWaiting(); onactivate = (e) => e.waitUntil(clients.claim()); onfetch = (e) => e.respondWith(new Promise(() => {}))',
    ),
  ],
  'sw-navigates': [
    'ends',
    worker(
      'oninstall = () => skipWaiting(); onactivate = async () => { await clients.claim(); for (;;) for (const c of await clients.matchAll()) await c.navigate("?" + Math.random()).catch(() => {}) }',
    ),
  ],
  // Navigations.
  'meta-refresh': ['ends', page(document(heading, '<title>R</title><meta http-equiv="refresh" content="0">'))],
  'reload-loop': ['ends', runs('location.reload()')],
  'replace-loop': ['ends', runs('location.replace("?" + Math.random())')],
  'back-trap': ['seen', runs('history.pushState(1, ""); onpopstate = () => history.pushState(1, "")')],
  'redirect-loop': [
    'unseen',
    (_request, response) => void response.writeHead(302, { location: '/redirect-loop/' }).end(),
  ],
  'redirect-30': ['unseen', hop(30)],
  'redirect-12': ['unseen', hop(12)],
  'redirect-9': ['seen', hop(9)],
  'redirect-to-data': [
    'unseen',
    (_request, response) => void response.writeHead(302, { location: 'data:text/html,<h1>x</h1>' }).end(),
  ],
  'redirect-to-file': [
    'unseen',
    (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  ],
  'iframe-recursion': [
    'seen',
    (_request, response) =>
      send(
        response,
        document(`${heading}<iframe src="?${Math.random()}"></iframe><iframe src="?${Math.random()}"></iframe>`),
      ),
  ],
  'iframe-flood': ['seen', page(document(heading + '<iframe src="f"></iframe>'.repeat(300)))],
  'write-loop': ['ends', runs(forever('document.write("<p>x")'))],
  'open-loop': ['ends', runs(forever('document.open(); document.write("<h1>Encore</h1>"); document.close()'))],
  'blob-navigation': [
    'ends',
    runs(
      'location.href = URL.createObjectURL(new Blob(["<title>Blob</title><h1>Ailleurs</h1>"], { type: "text/html" }))',
    ),
  ],
  'data-navigation': ['ends', runs('location.href = "data:text/html,<h1>x</h1>"')],
  'about-blank': ['unseen', page(document('<script>location.href = "about:blank"</script>'))],
  'chrome-crash': [
    'ends',
    runs('location.href = "chrome://crash"; location.href = "about:crash"; open("chrome://kill")'),
  ],
  'file-navigation': [
    'seen',
    runs('location.href = "file:///etc/passwd"; fetch("file:///etc/passwd").catch(() => {})'),
  ],
  'window-close': ['ends', runs('setTimeout(() => window.close(), 300)')],
};

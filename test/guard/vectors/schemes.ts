/** Ways for a page to open what is no web page: files of this machine, pages of the browser, other protocols. */
import type { Aim, Vector } from './vector.ts';

const targets: Record<string, (aim: Aim) => string> = {
  'file:': () => 'file:///etc/passwd',
  'chrome:': () => 'chrome://version/',
  'view-source: of a file': () => 'view-source:file:///etc/passwd',
  'view-source:': ({ http }) => `view-source:${http}/a`,
  'devtools:': () => 'devtools://devtools/bundled/inspector.html',
  'ftp:': ({ host }) => `ftp://${host}/a`,
};

type Way = { way: string } & (
  | { html: (url: string) => string }
  | { script: (url: string) => string }
  | { redirect: (own: string) => string }
);
const ways: Way[] = [
  { way: 'frame', html: (url) => `<iframe src="${url}"></iframe>` },
  { way: 'object', html: (url) => `<object data="${url}"></object>` },
  { way: 'window.open', script: (url) => `window.open('${url}')` },
  {
    way: 'link',
    script: (url) => `Object.assign(document.createElement('a'), { href: '${url}', target: '_blank' }).click()`,
  },
  {
    way: 'location',
    script: (url) =>
      `{ const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.location = '${url}' }`,
  },
  {
    way: 'fetch',
    script: (url) => `fetch('${url}').then(async (r) => document.body.append(await r.text())).catch(() => {})`,
  },
  { way: 'redirect', redirect: (own) => `<iframe src="${own}"></iframe>` },
];

export const schemeVectors: readonly Vector[] = Object.entries(targets).flatMap(([scheme, target]) =>
  ways.map((each): Vector => {
    const name = `${scheme}, ${each.way}`;
    if ('html' in each) return { name, html: (aim) => each.html(target(aim)) };
    if ('script' in each) return { name, script: (aim) => each.script(target(aim)) };
    return {
      name,
      html: ({ own }) => each.redirect(own),
      answer: (aim) => ({ status: 302, headers: { location: target(aim) } }),
    };
  }),
);

/** What a frame shows when a page got at a file or at the browser itself. */
export const isInward = ({ url, text }: { url: string; text: string }): boolean =>
  /^(file|view-source|devtools|ftp|chrome(?!-error)[a-z-]*):/.test(url) || /root:.*:0:0:/.test(text);

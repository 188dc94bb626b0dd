/** Vectors that a script uses: every interface of the browser that takes an address. */
import type { Vector } from './vector.ts';

const blob = (code: string, type = 'text/javascript') =>
  `URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: '${type}' }))`;
const quiet = (call: string) => `${call}?.catch?.(() => {})`;
const click = (attributes: string) =>
  `{ const a = Object.assign(document.createElement('a'), ${attributes}); document.body.append(a); a.click() }`;
const frame = (then: string) => `{ const f = document.createElement('iframe'); document.body.append(f); ${then} }`;
const submit = (method: string) => `{
  const f = Object.assign(document.createElement('iframe'), { name: 'to${method}' });
  const form = Object.assign(document.createElement('form'), { method: '${method}', action: AIM, target: f.name });
  document.body.append(f, form); form.submit() }`;
const peer = (servers: string) => `{
  const c = new RTCPeerConnection({ iceServers: [${servers}] });
  c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o)) }`;
const turn = (url: string) => `{ urls: '${url}', username: 'a', credential: 'b' }`;

/** A peer whose only candidate is the canary. */
const candidate = (line: string) => `(async () => {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  a.createDataChannel('x');
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription(await b.createAnswer());
  await a.setRemoteDescription(b.localDescription);
  await a.addIceCandidate({ candidate: '${line}', sdpMid: '0', sdpMLineIndex: 0 });
})().catch(() => {})`;

const ip = (host: string) => host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');

export const scriptVectors: readonly Vector[] = [
  { name: 'fetch', script: ({ http }) => quiet(`fetch('${http}/a', { mode: 'no-cors' })`) },
  { name: 'fetch with preflight', script: ({ http }) => quiet(`fetch('${http}/a', { method: 'PUT', body: 'a' })`) },
  {
    name: 'fetch keepalive',
    script: ({ http }) => quiet(`fetch('${http}/a', { mode: 'no-cors', keepalive: true, method: 'POST' })`),
  },
  { name: 'fetch over https', script: ({ https }) => quiet(`fetch('${https}/a', { mode: 'no-cors' })`) },
  {
    name: 'fetch to a named address space',
    script: ({ http }) => quiet(`fetch('${http}/a', { mode: 'no-cors', targetAddressSpace: 'loopback' })`),
  },
  { name: 'fetchLater', script: ({ http }) => `fetchLater('${http}/a', { activateAfter: 0 })` },
  {
    name: 'XMLHttpRequest',
    script: ({ http }) => `{ const x = new XMLHttpRequest(); x.open('GET', '${http}/a'); x.send() }`,
  },
  {
    name: 'XMLHttpRequest, synchronous',
    script: ({ http }) => `{ const x = new XMLHttpRequest(); x.open('GET', '${http}/a', false); x.send() }`,
  },
  { name: 'beacon', script: ({ http }) => `navigator.sendBeacon('${http}/a', 'x')` },
  {
    name: 'beacon of a leaving frame',
    script: ({ http }) =>
      frame(
        `f.contentWindow.addEventListener('pagehide', () => navigator.sendBeacon('${http}/a')); setTimeout(() => f.remove(), 50)`,
      ),
  },
  { name: 'EventSource', script: ({ http }) => `new EventSource('${http}/a')` },
  { name: 'WebSocket', script: ({ ws }) => `new WebSocket('${ws}/a')` },
  { name: 'WebSocket over TLS', script: ({ host }) => `new WebSocket('wss://${host}/a')` },
  { name: 'WebTransport', script: ({ https }) => quiet(`new WebTransport('${https}/a').ready`) },
  { name: 'image of a script', script: ({ http }) => `new Image().src = '${http}/a'` },
  { name: 'dynamic import', script: ({ http }) => quiet(`import('${http}/a')`) },
  { name: 'import of JSON', script: ({ http }) => quiet(`import('${http}/a', { with: { type: 'json' } })`) },
  { name: 'FontFace', script: ({ http }) => quiet(`new FontFace('v', 'url(${http}/a)').load()`) },
  { name: 'paint worklet', script: ({ http }) => quiet(`CSS.paintWorklet.addModule('${http}/a')`) },
  { name: 'audio worklet', script: ({ http }) => quiet(`new AudioContext().audioWorklet.addModule('${http}/a')`) },
  { name: 'document.write', script: ({ http }) => frame(`f.contentDocument.write('<img src="${http}/a">')`) },
  { name: 'blob: frame', script: ({ http }) => frame(`f.src = ${blob(`<img src="${http}/a">`, 'text/html')}`) },
  { name: 'location of a frame', script: ({ http }) => frame(`f.contentWindow.location = '${http}/a'`) },
  { name: 'form, get', script: ({ http }) => submit('get').replace('AIM', `'${http}/a'`) },
  { name: 'form, post', script: ({ http }) => submit('post').replace('AIM', `'${http}/a'`) },
  { name: 'window.open', script: ({ http }) => `window.open('${http}/a')` },
  { name: 'link to a new tab', script: ({ http }) => click(`{ href: '${http}/a', target: '_blank' }`) },
  { name: 'download link', script: ({ http }) => click(`{ href: '${http}/a', download: 'a.bin', target: '_blank' }`) },
  { name: 'ping of a link', script: ({ http }) => click(`{ href: '#a', ping: '${http}/a' }`) },
  { name: 'WebRTC, STUN', script: ({ host }) => peer(`{ urls: 'stun:${host}' }`) },
  { name: 'WebRTC, TURN over UDP', script: ({ host }) => peer(turn(`turn:${host}?transport=udp`)) },
  { name: 'WebRTC, TURN over TCP', script: ({ host }) => peer(turn(`turn:${host}?transport=tcp`)) },
  { name: 'WebRTC, TURN over TLS', script: ({ host }) => peer(turn(`turns:${host}?transport=tcp`)) },
  {
    name: 'WebRTC, candidate over UDP',
    script: ({ host, port }) => candidate(`candidate:1 1 udp 2122260223 ${ip(host)} ${port} typ host`),
  },
  {
    name: 'WebRTC, candidate over TCP',
    script: ({ host, port }) => candidate(`candidate:1 1 tcp 1518280447 ${ip(host)} ${port} typ host tcptype passive`),
  },
  {
    name: 'worker, fetch',
    script: ({ http }) => `new Worker(${blob(`fetch('${http}/a', { mode: 'no-cors' }).catch(() => {})`)})`,
  },
  { name: 'worker, importScripts', script: ({ http }) => `new Worker(${blob(`importScripts('${http}/a')`)})` },
  { name: 'worker, WebSocket', script: ({ ws }) => `new Worker(${blob(`new WebSocket('${ws}/a')`)})` },
  {
    name: 'worker of a worker',
    script: ({ http }) => {
      const inner = `fetch('${http}/a', { mode: 'no-cors' }).catch(() => {})`;
      return `new Worker(${blob(`new Worker(${blob(inner)})`)})`;
    },
  },
  {
    name: 'module worker, import',
    script: ({ http }) => `new Worker(${blob(`import '${http}/a'`)}, { type: 'module' })`,
  },
  {
    name: 'shared worker, fetch',
    script: ({ http }) => `new SharedWorker(${blob(`fetch('${http}/a', { mode: 'no-cors' }).catch(() => {})`)})`,
  },
  {
    name: 'shared worker, importScripts',
    script: ({ http }) => `new SharedWorker(${blob(`importScripts('${http}/a')`)})`,
  },
  {
    name: 'FedCM',
    script: ({ http }) =>
      quiet(`navigator.credentials.get({ identity: { providers: [{ configURL: '${http}/a', clientId: '1' }] } })`),
  },
];

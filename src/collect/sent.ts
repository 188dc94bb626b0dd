/** What left the browser during a phase: addresses, headers, bodies and socket frames, kept only while it lasts. */
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import * as v from 'valibot';
import type { LeakRecord } from '../model/records.ts';
import { hearHooks } from './collectors/hooks.ts';
import { initiatorOf, RawInitiator } from './initiator.ts';
import { limits } from './limits.ts';
import type { WireEvent } from './overhear.ts';
import type { Scene } from './scene.ts';

export type Place = NonNullable<LeakRecord['place']>;
export type Sent = {
  url: string;
  /** The page visited when it left, and the act: see `Now`. */
  page: string;
  act: number;
  /** Scripts behind it, from the nearest. */
  chain: string[];
  place: Place;
  text: string;
};

const Bodied = v.object({
  initiator: RawInitiator,
  request: v.object({
    url: v.string(),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    postData: v.optional(v.string()),
    postDataEntries: v.optional(v.array(v.object({ bytes: v.optional(v.string(), '') })), []),
  }),
});
const Opened = v.object({ requestId: v.string(), url: v.string(), initiator: v.optional(RawInitiator) });
const Frame = v.object({
  requestId: v.string(),
  response: v.object({ opcode: v.number(), payloadData: v.string() }),
});

const logs = new WeakMap<Scene['context'], Promise<() => Sent[]>>();

/** Starts listening, once for each context; the function gives all that left so far. */
export const hearSent = (scene: Scene): Promise<() => Sent[]> => {
  const known = logs.get(scene.context) ?? listen(scene);
  logs.set(scene.context, known);
  return known;
};

const listen = async (scene: Scene): Promise<() => Sent[]> => {
  const hooks = await hearHooks(scene);
  const log: Sent[] = [];
  let left: number = limits.sentChars;
  const add = (sent: Omit<Sent, 'page' | 'act'>) => {
    if (sent.text === '') return;
    left -= sent.text.length;
    if (left >= 0) log.push({ page: scene.now.stop.url, act: scene.now.act, ...sent });
    else if (!scene.cuts.some(({ what }) => what === 'sent')) scene.cuts.push({ what: 'sent', at: limits.sentChars });
  };
  const sockets = new Map<string, { url: string; chain: string[] }>();
  scene.hear((event) => {
    for (const sent of read(event, sockets)) add(sent);
  });
  return () => [
    ...log,
    ...hooks.flatMap((each): Sent[] =>
      each.kind === 'blob'
        ? [{ url: each.url, page: each.page, act: each.act, chain: each.chain, place: 'body', text: each.text }]
        : [],
    ),
  ];
};

type Read = Omit<Sent, 'page' | 'act'>;

const read = (event: WireEvent, sockets: Map<string, { url: string; chain: string[] }>): Read[] => {
  if (event.method === 'Network.requestWillBeSent') return ofRequest(event);
  if (event.method === 'Network.webSocketCreated') {
    const { requestId, url, initiator } = v.parse(Opened, event.params);
    const chain = initiatorOf(initiator ?? { type: 'other' }, event.target.url).chain;
    sockets.set(`${event.target.id} ${requestId}`, { url, chain });
  }
  if (event.method !== 'Network.webSocketFrameSent') return [];
  const { requestId, response } = v.parse(Frame, event.params);
  const socket = sockets.get(`${event.target.id} ${requestId}`);
  // DevTools gives binary frames in base64.
  const text = response.opcode === 1 ? response.payloadData : textOf(Buffer.from(response.payloadData, 'base64'));
  return socket ? [{ ...socket, place: 'websocket', text }] : [];
};

const ofRequest = (event: WireEvent): Read[] => {
  const { request, initiator } = v.parse(Bodied, event.params);
  const { url, headers, postData, postDataEntries } = request;
  if (!/^https?:/.test(url)) return [];
  const { chain } = initiatorOf(initiator, event.target.url || null);
  const bytes = Buffer.concat(postDataEntries.map((entry) => Buffer.from(entry.bytes, 'base64')));
  const body = bytes.length > 0 ? textOf(bytes) : (postData ?? '');
  const address = url.replace(/^https?:\/\/[^/?#]*/, '');
  return [
    { url, chain, place: 'address', text: address },
    { url, chain, place: 'header', text: Object.values(headers).join('\n') },
    { url, chain, place: 'body', text: body },
  ];
};

/** Recorders pack what they send: opened when it is gzip or zlib, read as UTF-8 otherwise. */
export const textOf = (bytes: Buffer): string => {
  const open = { maxOutputLength: limits.sentChars };
  const [first = 0, second = 0] = bytes;
  try {
    if (first === 0x1f && second === 0x8b) return gunzipSync(bytes, open).toString('utf8');
    if (first === 0x78 && (first * 256 + second) % 31 === 0) return inflateSync(bytes, open).toString('utf8');
    if (bytes.length > 100 && !isText(bytes)) return inflateRawSync(bytes, open).toString('utf8');
  } catch {
    // Something else than it seemed.
  }
  return bytes.toString('utf8');
};

const isText = (bytes: Buffer): boolean => !bytes.subarray(0, 200).toString('utf8').includes('\uFFFD');

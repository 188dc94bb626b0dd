/** Listening is no fault and sending is none: recording is both, by one script, with the page or the keys in what left. */
import type { BehaviourRecord } from '../../model/records.ts';
import { holdsDocument, tellsKeys } from '../recording-signs.ts';
import type { Sent } from '../sent.ts';
import { typingAct } from '../typed.ts';
import type { Heard } from './hooks.ts';
import { receiverOf } from './leaks.ts';

type Ours = { hooks: readonly Heard[]; sent: readonly Sent[] };

/** Every change of the document heard, and at least two of these three over the whole page. */
const bodily = ['mouse', 'scroll', 'fields'];

/** Scripts that listen as a recorder does, with the document in what they, or the page around them, sent. */
export const recordings = (
  ours: Ours,
  shown: readonly string[],
  phase: BehaviourRecord['phase'],
): BehaviourRecord[] => {
  const listeners = listenersOf(ours.hooks);
  const recorders = [...listeners]
    .filter(([, what]) => what.has('changes') && bodily.filter((each) => what.has(each)).length >= 2)
    .map(([script]) => script);
  if (recorders.length === 0) return [];
  const carrying = ours.sent.filter(
    ({ place, text }) => (place === 'body' || place === 'websocket') && holdsDocument(text, shown),
  );
  return grouped(
    carrying.map(({ chain, url }) => {
      const own = recorders.find((script) => chain.includes(script));
      // A recorder often hands its events to the page's own script, which sends them.
      const script = own ?? (recorders.length === 1 ? recorders[0] : chain[0]) ?? null;
      return {
        phase,
        kind: 'session-recording',
        script,
        detail: 'la page, recopiée, est envoyée',
        to: receiverOf(url),
      };
    }),
  );
};

/** Scripts that listen to keys, and that sent what was typed while the visit typed. */
export const keyListeners = ({ hooks, sent }: Ours, phase: BehaviourRecord['phase']): BehaviourRecord[] => {
  const scripts = [...listenersOf(hooks)].filter(([, what]) => what.has('keys')).map(([script]) => script);
  const candidates = sent.filter(({ act, place }) => act === typingAct && place !== 'header');
  const found = scripts.flatMap((script) => {
    const own = candidates.filter(({ chain }) => chain.includes(script));
    const receivers = Map.groupBy(own, ({ url }) => receiverOf(url));
    return [...receivers]
      .filter(([, texts]) => tellsKeys(texts.map(({ text }) => text)))
      .map(([to]) => ({ script, to }));
  });
  return grouped(
    found.map(({ script, to }) => ({ phase, kind: 'key-listener', script, detail: 'les frappes sont envoyées', to })),
  );
};

const listenersOf = (hooks: readonly Heard[]): Map<string, Set<string>> => {
  const listeners = new Map<string, Set<string>>();
  for (const each of hooks) {
    if (each.kind !== 'listener' || each.script === null) continue;
    listeners.set(each.script, (listeners.get(each.script) ?? new Set()).add(each.what));
  }
  return listeners;
};

/** Each script and receiver once, sorted. How often it sent depends on the moment: the count stays 1. */
const grouped = (records: Omit<BehaviourRecord, 'count'>[]): BehaviourRecord[] => {
  const unique = new Map(records.map((record) => [JSON.stringify(record), { ...record, count: 1 }]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
};

/** What was typed for a synthetic pupil and left the browser. */
import type { LeakRecord } from '../../model/records.ts';
import { findValues } from '../find-values.ts';
import { countFields } from '../inside/typing.ts';
import { inEveryFrame } from '../isolated.ts';
import { cutAt, limits } from '../limits.ts';
import type { Scene } from '../scene.ts';
import { hearSent, type Sent } from '../sent.ts';
import { type Typed, typingAct } from '../typed.ts';
import type { Collector } from './collector.ts';

export const watchLeaks: Collector<LeakRecord> = async (scene) => {
  const sent = await hearSent(scene);
  return {
    leaving: async ({ document, trouble, stop }) => {
      if (scene.phase !== 'before-choice' || !document || trouble) return [];
      const counts = await inEveryFrame(scene.page, countFields, null);
      if (counts.some(({ value }) => value > 0)) scene.fillable.push(stop.url);
      return [];
    },
    last: async () => {
      const { typed, phase, cuts } = scene;
      if (typed.kind === 'failed') throw new Error(typed.reason);
      if (typed.kind === 'nothing') return [];
      return cutAt(leaksOf(typed, sent(), phase), 'leaks', limits.leaks, cuts);
    },
  };
};

type Done = Extract<Typed, { kind: 'done' }>;

/** One record for each field, receiver, encoding, place and script, sorted; one without receiver where none is. */
const leaksOf = ({ fields }: Done, sent: readonly Sent[], phase: Scene['phase']): LeakRecord[] => {
  const known = new Set(fields.map(({ field }) => field));
  const leaked = sent
    .filter(({ act }) => act === typingAct)
    .flatMap(({ page, chain, place, text, url }) =>
      findValues(text)
        .filter(({ field }) => known.has(field))
        .map((found): LeakRecord => ({ phase, page, ...found, to: receiverOf(url), place, script: chain[0] ?? null })),
    );
  const kept = fields
    .filter(({ page, field }) => !leaked.some((each) => each.page === page && each.field === field))
    .map((each): LeakRecord => ({ phase, ...each, encoding: null, to: null, place: null, script: null }));
  const unique = new Map([...leaked, ...kept].map((record) => [JSON.stringify(record), record]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
};

/** The address without its query, and without its path when the value stands there. */
export const receiverOf = (url: string): string => {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${findValues(pathname).length > 0 ? '/' : pathname}`;
};

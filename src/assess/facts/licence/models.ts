/** The texts of SPDX, cut into words once, and the few that look like a given text. */
import type { Licences } from '../../../model/lists.ts';
import { wordsOf } from './words.ts';

export type Model = { id: string; words: readonly string[]; runs: Uint32Array };
export type Near = Model & { likeness: number };

/** Below this share of common three-word runs two texts are not worth comparing word by word. */
const worthComparing = 0.6;
const mostCompared = 6;

const prepared = new WeakMap<Licences, Model[]>();

/** Cut once for all files: the 5 MB of SPDX. Of two equal texts the name best known comes first. */
export const modelsOf = (licences: Licences): readonly Model[] => {
  const known = prepared.get(licences);
  if (known) return known;
  const ids = [...licences.texts.keys()].filter(isCurrent).sort((a, b) => rank(a, licences) - rank(b, licences));
  const models = ids.flatMap((id) =>
    versionsOf(licences.texts.get(id) ?? '').map((text) => {
      const words = wordsOf(text);
      return { id, words, runs: runsOf(words) };
    }),
  );
  prepared.set(licences, models);
  return models;
};

/** The models nearest to these words by their three-word runs (Dice), nearest first. */
export const nearestOf = (words: readonly string[], licences: Licences): Near[] => {
  const runs = runsOf(words);
  const near: Near[] = [];
  for (const model of modelsOf(licences)) {
    const likeness = likenessOf(runs, model.runs);
    if (likeness >= worthComparing) near.push({ ...model, likeness });
  }
  return near.sort((one, other) => other.likeness - one.likeness).slice(0, mostCompared);
};

/** Deprecated names and -or-later have the text of another entry. */
const isCurrent = (id: string): boolean => !/^(A|L)?GPL-\d\.\d(\+|-with-.*)?$|^GFDL-\d\.\d$|-or-later$/.test(id);

/** Twins (same text, two names) go to the name that the lists know, then to the shortest, then by name. */
const rank = (id: string, { known }: Licences): number => (known.has(id) ? 0 : 1000) + id.length;

/**
 * Repositories often leave out what follows the terms: the appendix of Apache-2.0, the models of notice of the GPL,
 * or the GPL-3.0 that SPDX joins to LGPL-3.0 because it refers to it.
 */
const versionsOf = (text: string): string[] => {
  const ends = [/END OF TERMS AND CONDITIONS/, /\n\s*GNU GENERAL PUBLIC LICENSE\s*\n\s*Version 3/]
    .map((end) => text.search(end))
    .filter((end) => end > 2000);
  return [text, ...ends.map((end) => text.slice(0, end))];
};

/** Three-word runs as numbers (FNV-1a), sorted, each once: a million of them as strings weighs ten times more. */
const runsOf = (words: readonly string[]): Uint32Array => {
  const runs = Uint32Array.from(words.slice(2), (word, index) => hash(`${words[index]} ${words[index + 1]} ${word}`));
  return Uint32Array.from(new Set(runs.sort()));
};

const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
};

/** Dice: twice what is common, over both sizes; 0 at once when the sizes alone forbid the threshold. */
const likenessOf = (one: Uint32Array, other: Uint32Array): number => {
  const total = one.length + other.length;
  if (total === 0 || (2 * Math.min(one.length, other.length)) / total < worthComparing) return 0;
  let common = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [left = 0, right = 0] = [one[i], other[j]];
    if (left === right) common += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return (2 * common) / total;
};

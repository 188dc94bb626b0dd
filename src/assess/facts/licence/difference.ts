/** What one list of words adds to another and leaves out of it: the shortest edit (Myers, 1986). */

export type Change = {
  added: readonly string[];
  missing: readonly string[];
  /** Before the first common words, between common words, after the last ones. */
  at: 'start' | 'middle' | 'end';
};

/** Two changes that so few common words separate are one: « the », « of » are common to any two sentences. */
const bridge = 3;

/** Changes in the order of the text, or null when more than `most` words must be added or taken away. */
export const differenceOf = (text: readonly string[], model: readonly string[], most: number): Change[] | null => {
  const start = commonStart(text, model);
  const end = commonEnd(text, model, start);
  const one = text.slice(start, text.length - end);
  const other = model.slice(start, model.length - end);
  const edits = editsOf(one, other, most);
  return edits && changesOf(edits, { start, end, one, other });
};

const commonStart = (one: readonly string[], other: readonly string[]): number => {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
};

const commonEnd = (one: readonly string[], other: readonly string[], start: number): number => {
  const most = Math.min(one.length, other.length) - start;
  let count = 0;
  while (count < most && one[one.length - 1 - count] === other[other.length - 1 - count]) count += 1;
  return count;
};

/** A point of the grid: so many words of each list were read; both steps of one word are edits, a slide is not. */
type Edit = { x: number; y: number; adds: boolean };

/** The edits from the last to the first, or null above `most`. `x` counts words of `one`, `y` words of `other`. */
const editsOf = (one: readonly string[], other: readonly string[], most: number): Edit[] | null => {
  const reach: Int32Array[] = [];
  const offset = most + 1;
  let furthest = new Int32Array(2 * offset + 1);
  for (let depth = 0; depth <= most; depth += 1) {
    reach.push(furthest);
    furthest = furthest.slice();
    for (let k = -depth; k <= depth; k += 2) {
      const x = slide(one, other, stepFrom(furthest, offset, k, depth), k);
      furthest[offset + k] = x;
      if (x >= one.length && x - k >= other.length) return backtrack(reach, offset, { x: one.length, y: other.length });
    }
  }
  return null;
};

const at = (line: Int32Array, index: number): number => line[index] ?? 0;

const stepFrom = (line: Int32Array, offset: number, k: number, depth: number): number => {
  if (depth === 0) return 0;
  const down = k === -depth || (k !== depth && at(line, offset + k - 1) < at(line, offset + k + 1));
  return down ? at(line, offset + k + 1) : at(line, offset + k - 1) + 1;
};

const slide = (one: readonly string[], other: readonly string[], from: number, k: number): number => {
  let x = from;
  while (x < one.length && x - k < other.length && x - k >= 0 && one[x] === other[x - k]) x += 1;
  return x;
};

const backtrack = (reach: readonly Int32Array[], offset: number, to: { x: number; y: number }): Edit[] => {
  const edits: Edit[] = [];
  let { x, y } = to;
  for (let depth = reach.length - 1; depth > 0; depth -= 1) {
    const line = reach[depth] ?? new Int32Array(0);
    const k = x - y;
    const down = k === -depth || (k !== depth && at(line, offset + k - 1) < at(line, offset + k + 1));
    const before = down ? k + 1 : k - 1;
    x = at(line, offset + before);
    y = x - before;
    edits.push({ x, y, adds: !down });
  }
  return edits;
};

type Frame = { start: number; end: number; one: readonly string[]; other: readonly string[] };

const changesOf = (edits: readonly Edit[], { start, end, one, other }: Frame): Change[] => {
  const groups: { x: [number, number]; y: [number, number] }[] = [];
  for (const { x, y, adds } of edits.toReversed()) {
    const last = groups.at(-1);
    const to = { x: x + (adds ? 1 : 0), y: y + (adds ? 0 : 1) };
    if (last && x - last.x[1] < bridge) {
      last.x[1] = to.x;
      last.y[1] = to.y;
    } else groups.push({ x: [x, to.x], y: [y, to.y] });
  }
  return groups.map(({ x, y }) => ({
    added: one.slice(...x),
    missing: other.slice(...y),
    at: start + Math.min(x[0], y[0]) < bridge ? 'start' : end + one.length - x[1] < bridge ? 'end' : 'middle',
  }));
};

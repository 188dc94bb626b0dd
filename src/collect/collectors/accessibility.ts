/** What axe-core says of the entry page and of one content page, as each is left before any choice. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as v from 'valibot';
import { type AccessibilityRecord, AxeImpact, type PageRole } from '../../model/records.ts';
import { runAxe, type SeenAxe } from '../inside/axe.ts';
import { inMainFrameWith } from '../isolated.ts';
import { limits } from '../limits.ts';
import type { Scene } from '../scene.ts';
import { TooLong } from '../within.ts';
import type { Collector } from './collector.ts';

/** Pages of the tool itself: a legal page is text, and a page where one signs in is often somebody else's. */
const examined: readonly PageRole[] = ['entry', 'content'];

export const watchAccessibility: Collector<AccessibilityRecord> = (scene) => {
  let pages = 0;
  return {
    leaving: async ({ stop, document, trouble, roles }) => {
      const { phase, cuts } = scene;
      if (phase !== 'before-choice' || !document || trouble) return [];
      if (!roles.some((role) => examined.includes(role))) return [];
      pages += 1;
      if (pages > limits.axePages) {
        cuts.push({ what: `accessibility of ${stop.url}`, at: limits.axePages });
        return [];
      }
      const page = { phase, page: stop.url };
      const seen = await examine(scene);
      if (seen.kind === 'examined') return recordsOf(page, seen);
      if (seen.kind === 'too-many-nodes') cuts.push({ what: `accessibility of ${stop.url}`, at: limits.axeNodes });
      if (seen.kind === 'too-long') cuts.push({ what: `accessibility of ${stop.url}`, at: limits.axeMs });
      return [{ kind: 'unexamined', ...page, reason: seen.kind }];
    },
  };
};

/** What comes back from a page is checked like anything that comes from outside. */
const Seen = v.variant('kind', [
  v.object({ kind: v.literal('too-many-nodes') }),
  v.object({
    kind: v.literal('examined'),
    axe: v.string(),
    nodes: v.number(),
    passed: v.number(),
    incomplete: v.number(),
    violations: v.array(
      v.object({
        rule: v.string(),
        impact: AxeImpact,
        tags: v.array(v.string()),
        nodes: v.number(),
        targets: v.array(v.object({ selector: v.string(), html: v.string() })),
      }),
    ),
  }),
]);
type Seen = v.InferOutput<typeof Seen>;

/** A page that breaks axe, or that keeps it too long, was not examined: that is never a fault of the page. */
const examine = async ({ page }: Scene): Promise<Seen | { kind: 'too-long' | 'failed' }> => {
  const wish = { nodes: limits.axeNodes, targets: limits.axeTargets, chars: limits.targetChars };
  try {
    const seen: SeenAxe = await inMainFrameWith(page, { library: await axeText(), ms: limits.axeMs }, runAxe, wish);
    const read = v.safeParse(Seen, seen);
    return read.success ? read.output : { kind: 'failed' };
  } catch (error) {
    return { kind: error instanceof TooLong ? 'too-long' : 'failed' };
  }
};

const recordsOf = (
  page: Pick<AccessibilityRecord, 'phase' | 'page'>,
  { axe, nodes, passed, incomplete, violations }: Extract<Seen, { kind: 'examined' }>,
): AccessibilityRecord[] => [
  { kind: 'examined', ...page, axe, nodes, passed, incomplete },
  ...violations.map(
    ({ rule, impact, tags, nodes: count, targets }): AccessibilityRecord => ({
      ...{ kind: 'violation', ...page, rule, impact, nodes: count, targets },
      criteria: criteriaOf(tags),
    }),
  ),
];

/** « RGAA-1.1.2 » is the second test of criterion 1.1. */
const criteriaOf = (tags: readonly string[]): string[] => {
  const named = tags.flatMap((tag) => /^RGAA-(\d+\.\d+)\.\d+$/.exec(tag)?.[1] ?? []);
  return [...new Set(named)].sort();
};

let text: Promise<string> | null = null;
/** 650 kB, read once by the process that visits. */
const axeText = (): Promise<string> => {
  text ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return text;
};

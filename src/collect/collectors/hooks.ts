/** Puts the page hooks in a context and receives their reports: shared by cookies, behaviours and leaks. */
import type { BrowserContext } from 'playwright-core';
import * as v from 'valibot';
import { fingerprintCriteria } from '../fingerprint-criteria.ts';
import { hooksText } from '../inside/hooks.ts';
import type { HookReport } from '../inside/tools.ts';
import { typingSignal } from '../inside/typing.ts';
import { limits } from '../limits.ts';
import { workerBinding } from '../meet-target.ts';
import type { Scene } from '../scene.ts';

export type Heard = HookReport & {
  /** The script that did it: the nearest web address of its stack. */
  script: string | null;
  /** Every script of its stack, from the nearest. */
  chain: string[];
  /** The frame it ran in. */
  frame: string;
  /** The page visited. */
  page: string;
  at: Date;
  act: number;
};

const settings = {
  binding: '__preauTell',
  signal: typingSignal,
  blobChars: 200_000,
  criteria: fingerprintCriteria,
} as const;
/** A page that writes a cookie in a loop must not fill our memory. */
const mostReports = 2_000;

const text = v.string();
const Report = v.variant('kind', [
  v.object({ kind: v.literal('cookie'), line: text, stack: text, kept: v.boolean() }),
  v.object({ kind: v.picklist(['permission', 'listener']), what: text, stack: text }),
  v.object({ kind: v.literal('trait'), what: text, detail: text, stack: text }),
  v.object({ kind: v.literal('blob'), url: text, text, stack: text }),
  v.object({ kind: v.literal('opening'), url: text, stack: text }),
  v.object({
    kind: v.literal('parting'),
    origin: text,
    kept: v.array(v.tuple([v.picklist(['local', 'session']), text, text])),
    stack: text,
  }),
]);

const open = new WeakMap<BrowserContext, Promise<Heard[]>>();

/** The reports heard so far, a list that grows; the hooks are put once for each context. */
export const hearHooks = (scene: Scene): Promise<Heard[]> => {
  const known = open.get(scene.context) ?? putHooks(scene);
  open.set(scene.context, known);
  return known;
};

const putHooks = async (scene: Scene): Promise<Heard[]> => {
  const { context, clock, now, cuts, wire } = scene;
  const heard: Heard[] = [];
  let left: number = limits.sentChars;
  const take = (told: unknown, frame: string, maker: string) => {
    const report = v.safeParse(Report, told);
    if (!report.success) return;
    const { output } = report;
    left -= output.kind === 'blob' ? output.text.length : 0;
    if (heard.length >= mostReports || (output.kind === 'blob' && left < 0)) {
      if (!cuts.some(({ what }) => what === 'hooks')) cuts.push({ what: 'hooks', at: heard.length });
      return;
    }
    const own = scriptsOf(output.stack);
    // A script made of text has an address drawn at random: who made it did what it does.
    const chain = own.length > 0 ? own : (wire.callers.get(blobIn(output.stack) ?? maker)?.initiator.chain ?? []);
    heard.push({ ...output, script: chain[0] ?? null, chain, frame, page: now.stop.url, at: clock(), act: now.act });
  };
  await context.exposeBinding(settings.binding, ({ frame }, told: unknown) => take(told, frame.url(), ''));
  scene.hear(({ method, params, target }) => {
    if (method !== 'Runtime.bindingCalled' || params['name'] !== workerBinding) return;
    const told = v.safeParse(v.pipe(v.string(), v.parseJson()), params['payload']);
    if (told.success) take(told.output, target.url, target.url);
  });
  await context.addInitScript({ content: hooksText(settings) });
  return heard;
};

/** `at f (https://site.test/a.js:1:2)`: our own hooks have no address, so the first web address is the caller's. */
const scriptsOf = (stack: string): string[] => [
  ...new Set([...stack.matchAll(/(?<!blob:)(https?:\/\/[^\s()]+?)(?::\d+){1,2}\)?$/gm)].map((found) => found[1] ?? '')),
];

const blobIn = (stack: string): string | undefined => /(blob:https?:\/\/[^\s()]+?)(?::\d+){1,2}\)?$/m.exec(stack)?.[1];

/** The nearest script of a stack; null when none came from the web. */
export const scriptOf = (stack: string): string | null => scriptsOf(stack)[0] ?? null;

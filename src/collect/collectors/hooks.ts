/** Puts the page hooks in a context and receives their reports: shared by cookies and behaviours. */
import type { BrowserContext } from 'playwright-core';
import * as v from 'valibot';
import { type HookReport, installHooks } from '../inside/hooks.ts';
import { textOf } from '../inside/inside.ts';
import type { Scene } from '../scene.ts';

export type Heard = HookReport & {
  /** The script that did it: the nearest web address of its stack. */
  script: string | null;
  /** The frame it ran in. */
  frame: string;
  at: Date;
  act: number;
};

const bindingName = '__preauTell';
/** A page that writes a cookie in a loop must not fill our memory. */
const mostReports = 2_000;

const text = v.string();
const Report = v.variant('kind', [
  v.object({ kind: v.literal('cookie'), line: text, stack: text, kept: v.boolean() }),
  v.object({ kind: v.literal('permission'), what: text, stack: text }),
]);

const open = new WeakMap<BrowserContext, Promise<Heard[]>>();

/** The reports heard so far, a list that grows; the hooks are put once for each context. */
export const hearHooks = (scene: Scene): Promise<Heard[]> => {
  const known = open.get(scene.context) ?? putHooks(scene);
  open.set(scene.context, known);
  return known;
};

const putHooks = async ({ context, clock, now }: Scene): Promise<Heard[]> => {
  const heard: Heard[] = [];
  await context.exposeBinding(bindingName, ({ frame }, told: unknown) => {
    const report = v.safeParse(Report, told);
    if (!report.success || heard.length >= mostReports) return;
    const script = scriptOf(report.output.stack);
    heard.push({ ...report.output, script, frame: frame.url(), at: clock(), act: now.act });
  });
  await context.addInitScript({ content: textOf(installHooks, bindingName) });
  return heard;
};

/** `at f (https://site.test/a.js:1:2)`: our own hook has no address, so the first web address is the caller's. */
export const scriptOf = (stack: string): string | null =>
  /(https?:\/\/[^\s()]+?)(?::\d+){1,2}\)?$/m.exec(stack)?.[1] ?? null;

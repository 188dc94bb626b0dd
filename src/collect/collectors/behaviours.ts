/** What a page does to the person: permissions, dialogs, popups, downloads, fingerprints, recording; none obeyed. */
import type { Page } from 'playwright-core';
import { type BehaviourRecord, behaviourKinds } from '../../model/records.ts';
import { readDocument, seenThings } from '../inside/document.ts';
import { inEveryFrame } from '../isolated.ts';
import { limits } from '../limits.ts';
import type { Scene } from '../scene.ts';
import { hearSent } from '../sent.ts';
import { typingAct } from '../typed.ts';
import { within } from '../within.ts';
import type { Collector } from './collector.ts';
import { type Heard, hearHooks } from './hooks.ts';
import { keyListeners, recordings } from './listeners.ts';

const most = {
  dialog: limits.dialogs,
  popup: limits.popups,
  download: limits.downloads,
  'permission-request': limits.permissions,
} as const satisfies Partial<Record<BehaviourRecord['kind'], number>>;
type Told = keyof typeof most;

export const watchBehaviours: Collector<BehaviourRecord> = async (scene) => {
  const { context, page, phase } = scene;
  const hooks = await hearHooks(scene);
  const sent = await hearSent(scene);
  const shown: string[] = [];
  const seen: { act: number; record: BehaviourRecord }[] = [];
  const note = (kind: Told, detail: string, script: string | null = null, act = scene.now.act) => {
    const before = seen.filter((each) => each.act === act && each.record.kind === kind).length;
    if (before < most[kind]) seen.push({ act, record: { phase, kind, script, detail, to: null, count: 1 } });
    else tellCut(scene, kind);
  };
  page.on('dialog', (dialog) => {
    // The question « leave this page? » is answered yes, or the page could keep the visit for ever.
    const leaving = dialog.type() === 'beforeunload';
    if (!leaving) note('dialog', `${dialog.type()}: ${dialog.message().slice(0, 200)}`);
    (leaving ? dialog.accept() : dialog.dismiss()).catch(() => {});
  });
  page.on('download', (download) => note('download', download.url().slice(0, 2_048)));
  context.on('page', (popup) => {
    if (popup === page) return;
    void closePopup(popup).then((url) => note('popup', url));
  });
  return {
    leaving: async ({ document }) => {
      // Only where somebody listens to every change: nothing else is compared with what the page shows.
      if (!document || !hooks.some(isWatching)) return [];
      const wish = { text: limits.textChars, title: limits.titleChars, things: seenThings };
      shown.push(...(await inEveryFrame(page, readDocument, wish)).map(({ value }) => value.text));
      return [];
    },
    ending: async () => {
      for (const each of hooks) {
        if (each.kind === 'permission') note('permission-request', each.what, each.script, each.act);
      }
      const { act } = scene.now;
      return [...seen.filter((each) => each.act === act).map((each) => each.record), ...traits(hooks, phase, act)];
    },
    last: async () => {
      const acts = [scene.now.act, typingAct];
      const ours = {
        hooks: hooks.filter(({ act }) => acts.includes(act)),
        sent: sent().filter(({ act }) => acts.includes(act)),
      };
      const submits = traits(hooks, phase, typingAct)
        .filter(({ kind }) => kind === 'form-submit')
        // Once for each key or once for all, it is the same thing.
        .map((record) => ({ ...record, count: 1 }));
      return [...submits, ...recordings(ours, shown, phase), ...keyListeners(ours, phase)];
    },
  };
};

const isWatching = (each: Heard): boolean => each.kind === 'listener' && each.what === 'changes';

/** What the hooks recognised by themselves, each script once, sorted. */
const traits = (hooks: readonly Heard[], phase: BehaviourRecord['phase'], wanted: number): BehaviourRecord[] => {
  const known = new Map<string, BehaviourRecord>();
  for (const each of hooks) {
    const kind = each.kind === 'trait' ? behaviourKinds.find((name) => name === each.what) : undefined;
    if (each.kind !== 'trait' || !kind || each.act !== wanted) continue;
    const key = `${kind} ${each.script}`;
    const before = known.get(key)?.count ?? 0;
    known.set(key, {
      phase,
      kind,
      script: each.script,
      detail: each.detail.slice(0, 200),
      to: null,
      count: before + 1,
    });
  }
  return [...known.keys()].sort().flatMap((key) => known.get(key) ?? []);
};

const tellCut = ({ cuts }: Scene, kind: Told) => {
  if (!cuts.some((cut) => cut.what === kind)) cuts.push({ what: kind, at: most[kind] });
};

/** A popup opens empty and gets its address a moment later. */
const closePopup = async (popup: Page): Promise<string> => {
  await within(1_000, popup.waitForLoadState('domcontentloaded')).catch(() => {});
  const url = popup.url();
  await within(2_000, popup.close()).catch(() => {});
  return url;
};

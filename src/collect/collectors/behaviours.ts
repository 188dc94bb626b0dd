/** What a page does to the person at load: permissions asked, dialogs, popups, downloads; each counted, none obeyed. */
import type { Page } from 'playwright-core';
import type { BehaviourRecord } from '../../model/evidence.ts';
import { limits } from '../limits.ts';
import type { Scene } from '../scene.ts';
import { within } from '../within.ts';
import type { Collector } from './collector.ts';
import { hearHooks } from './hooks.ts';

const most = {
  dialog: limits.dialogs,
  popup: limits.popups,
  download: limits.downloads,
  'permission-request': limits.permissions,
} as const satisfies Record<BehaviourRecord['kind'], number>;

export const watchBehaviours: Collector<BehaviourRecord> = async (scene) => {
  const { context, page, phase } = scene;
  const hooks = await hearHooks(scene);
  const seen: { act: number; record: BehaviourRecord }[] = [];
  const note = (kind: BehaviourRecord['kind'], detail: string, script: string | null = null, act = scene.now.act) => {
    const before = seen.filter((each) => each.act === act && each.record.kind === kind).length;
    if (before < most[kind]) seen.push({ act, record: { phase, kind, script, detail } });
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
    ending: async () => {
      for (const each of hooks) {
        if (each.kind === 'permission') note('permission-request', each.what, each.script, each.act);
      }
      return seen.filter((each) => each.act === scene.now.act).map((each) => each.record);
    },
  };
};

const tellCut = ({ cuts }: Scene, kind: BehaviourRecord['kind']) => {
  if (!cuts.some((cut) => cut.what === kind)) cuts.push({ what: kind, at: most[kind] });
};

/** A popup opens empty and gets its address a moment later. */
const closePopup = async (popup: Page): Promise<string> => {
  await within(1_000, popup.waitForLoadState('domcontentloaded')).catch(() => {});
  const url = popup.url();
  await within(2_000, popup.close()).catch(() => {});
  return url;
};

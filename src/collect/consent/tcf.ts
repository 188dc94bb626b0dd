/** What the consent interface of the IAB (TCF) says of the page, when there is one: asked as advertisers ask it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TCString } from '@iabtcf/core';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import type { TcfState } from '../../model/records.ts';
import { within } from '../within.ts';

const number = v.fallback(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null);
const Said = v.object({
  gdprApplies: v.fallback(v.nullable(v.boolean()), null),
  cmpId: number,
  policy: number,
  eventStatus: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(40))), null),
  /** A string of some thousands of characters names every vendor there is. */
  tcString: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(20_000))), null),
  shown: v.fallback(v.boolean(), false),
});
type Said = v.InferOutput<typeof Said>;

/** `shown`: the interface says that its banner is on the screen. Null when no frame of the page has the interface. */
export const readTcf = async (page: Page): Promise<{ state: TcfState; shown: boolean } | null> => {
  for (const frame of page.frames().slice(0, 5)) {
    const answer = await within(2_000, frame.evaluate(askInterface)).catch(() => null);
    const said = answer === null ? null : v.safeParse(Said, answer);
    if (said?.success) return { state: stateOf(said.output), shown: said.output.shown };
  }
  return null;
};

/** The same once a choice was made: platforms write their string some moments after the click. */
export const readTcfAfterChoice = async (page: Page): Promise<TcfState | null> => {
  for (let tries = 0; ; tries += 1) {
    const read = await readTcf(page);
    const settled = read === null || read.state.eventStatus === 'useractioncomplete' || tries >= 5;
    if (settled) return read?.state ?? null;
    await sleep(200);
  }
};

const stateOf = (said: Said): TcfState => {
  const { gdprApplies, cmpId, policy, eventStatus, tcString } = said;
  const shown = { version: policy, gdprApplies, cmpId, eventStatus };
  const model = tcString === null || tcString === '' ? null : decode(tcString);
  if (!model) return { ...shown, purposes: [], legitimateInterests: [], vendors: 0, disclosedVendors: null };
  return {
    ...shown,
    version: policy ?? Number(model.policyVersion),
    cmpId: cmpId ?? Number(model.cmpId),
    purposes: ascending(model.purposeConsents),
    legitimateInterests: ascending(model.purposeLegitimateInterests),
    vendors: ascending(model.vendorConsents).length,
    disclosedVendors: (tcString ?? '').split('.').slice(1).some(disclosesVendors),
  };
};

/** A string that cannot be read says nothing, and its platform is at fault: the state then holds no purpose. */
const decode = (tcString: string): ReturnType<typeof TCString.decode> | null => {
  try {
    return TCString.decode(tcString);
  } catch {
    return null;
  }
};

const ascending = (vector: Iterable<[number, boolean]>): number[] =>
  [...vector].filter(([, given]) => given).map(([id]) => id);

/** The first three bits of a segment are its kind; 1 is « disclosed vendors » (TCF 2.3). */
const disclosesVendors = (segment: string): boolean =>
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(segment.charAt(0)) >> 3 === 1;

/** Runs in the page's own world, where the interface lives. */
const askInterface = (): Promise<unknown> | null => {
  const found: unknown = Reflect.get(globalThis, '__tcfapi');
  if (typeof found !== 'function') return null;
  return new Promise((resolve) => {
    const said: Record<string, unknown> = {};
    const call = (command: string, hear: (answer: Record<string, unknown>) => void) => {
      try {
        found(command, 2, (answer: unknown) => typeof answer === 'object' && answer !== null && hear({ ...answer }));
      } catch {
        // An interface that throws is there all the same.
      }
    };
    call('ping', (ping) => {
      Object.assign(said, { gdprApplies: ping['gdprApplies'], cmpId: ping['cmpId'], policy: ping['tcfPolicyVersion'] });
      if (ping['displayStatus'] === 'visible') said['shown'] = true;
    });
    call('addEventListener', (data) => {
      const { eventStatus, tcString, gdprApplies, cmpId, tcfPolicyVersion, listenerId } = data;
      Object.assign(said, { eventStatus, tcString, gdprApplies, cmpId, policy: tcfPolicyVersion });
      if (eventStatus === 'cmpuishown') said['shown'] = true;
      if (listenerId !== undefined) found('removeEventListener', 2, () => {}, listenerId);
      resolve(said);
    });
    setTimeout(() => resolve(said), 500);
  });
};

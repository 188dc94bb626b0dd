/** What is asked of each page, frame and worker before its first line of code runs. */
import { fingerprintCriteria } from './fingerprint-criteria.ts';
import { workerHooksText } from './inside/worker-hooks.ts';
import type { Meet } from './overhear.ts';

/** Asked on the line where Playwright holds the target; a shared worker is let go and its line kept (`overhear`). */
export const meetTarget: Meet = (target, ask) => {
  for (const { method, params } of wishes[target.type] ?? []) void ask(method, params);
};

/** Carries the reports of the hooks of workers, as text in `Runtime.bindingCalled`. */
export const workerBinding = '__preauTellFromWorker';

type Wish = { method: string; params: Record<string, unknown> };
const hooks = workerHooksText({ binding: workerBinding, signal: '', blobChars: 0, criteria: fingerprintCriteria });
const worker: Wish[] = [
  // Asynchronous callers (a timer, a promise) are part of « who asked »; refused while the runtime is not enabled.
  { method: 'Runtime.enable', params: {} },
  { method: 'Runtime.setAsyncCallStackDepth', params: { maxDepth: 8 } },
  { method: 'Runtime.addBinding', params: { name: workerBinding } },
  { method: 'Runtime.evaluate', params: { expression: hooks, silent: true } },
];
/** Playwright opens the network log of every other target by itself; the callers of a page are asked in `openScene`. */
const wishes: Record<string, Wish[]> = {
  page: [{ method: 'Network.enableReportingApi', params: { enable: true } }],
  worker,
  service_worker: worker,
  shared_worker: [...worker, { method: 'Network.enable', params: {} }],
};

/** Runs in every frame before its scripts: which script opens a worker or a stream, for Chromium names the page only. */
/// <reference lib="dom" />
import type { Tools } from './tools.ts';

export const hookOpenings = ({ tell, stack, built }: Tools): void => {
  for (const name of ['Worker', 'SharedWorker', 'EventSource']) {
    built(name, ([address]) => {
      const url = new URL(String(address), document.baseURI).href;
      tell({ kind: 'opening', url, stack: stack() });
    });
  }
};

/** A wait with an end: half of Playwright's reading calls have no timeout of their own on a page that is stuck. */
import { setTimeout as sleep } from 'node:timers/promises';

export class TooLong extends Error {}

/** The promise's value, or a `TooLong` error after `ms` milliseconds; the promise itself is left to its fate. */
export const within = async <T>(ms: number, promise: Promise<T>): Promise<T> => {
  const end = new AbortController();
  // A promise that loses the race may still be rejected later, when its page is closed.
  promise.catch(() => {});
  try {
    return await Promise.race([
      promise,
      sleep(ms, undefined, { signal: end.signal }).then(() => {
        throw new TooLong(`No answer within ${ms} ms.`);
      }),
    ]);
  } finally {
    end.abort();
  }
};

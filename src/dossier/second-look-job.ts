/** When the second, unannounced look of a check takes place: one to fourteen days later, nobody knows when. */
import type { DossierSheet } from '../store/archive.ts';
import { siteKey } from './one-at-a-time.ts';
import type { Tools } from './tools.ts';

export const secondLookJob = 'second-look';

const dayMs = 24 * 3_600_000;
/** From one to fourteen days after the check: the vendor cannot tell when (reliability of tampering, 1.4). */
const window = { fromMs: dayMs, toMs: 14 * dayMs };

/** Puts the second look of this evidence in the queue, at a moment drawn at random; one for each evidence. */
export const enqueueSecondLook = (
  { queue, now, random }: Tools,
  { number, tool }: Pick<DossierSheet, 'number' | 'tool'>,
  evidence: string,
): void => {
  const share = random(4).readUInt32BE() / 2 ** 32;
  const notBefore = now().getTime() + window.fromMs + Math.floor(share * (window.toMs - window.fromMs));
  const idempotencyKey = `${secondLookJob}:${evidence}`;
  queue.enqueue({ kind: secondLookJob, subject: number, idempotencyKey, notBefore, exclusive: siteKey(tool.url) });
};

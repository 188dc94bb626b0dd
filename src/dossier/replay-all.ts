/** Replays the whole archive in threads of its own, so that a service that answers people goes on answering. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { beside } from '../privileges.ts';
import type { ToolImpact } from './replay.ts';

export type ReplayOrder = {
  /** The base and the folder of the evidence. */
  base: string;
  data: string;
  /** Folders of the rulebook in force and of the one tried. */
  current: ReferenceFolders;
  candidate: ReferenceFolders;
  countryMmdb: string | null;
  asnMmdb: string | null;
};
export type ReferenceFolders = { rules: string; catalog: string };
export type ThreadOrder = ReplayOrder & { share: { index: number; of: number } };
export type ThreadWord = { kind: 'judged'; impacts: ToolImpact[] } | { kind: 'done' };

/**
 * Every dossier that holds evidence, in the order of their numbers. `tell` hears how many are judged. Rejects when a
 * thread fails, as for a rulebook that does not load: the caller loads it first and tells its problems.
 */
export const replayAll = async (
  order: ReplayOrder,
  { tell, threads = availableParallelism() }: { tell?: (judged: number) => void; threads?: number } = {},
): Promise<ToolImpact[]> => {
  const all: ToolImpact[] = [];
  const hear = (impacts: ToolImpact[]) => {
    all.push(...impacts);
    tell?.(all.length);
  };
  const shares = Array.from({ length: threads }, (_, index) => ({ index, of: threads }));
  await Promise.all(shares.map((share) => runThread({ ...order, share }, hear)));
  return all.sort((one, other) => (one.number < other.number ? -1 : 1));
};

const runThread = (order: ThreadOrder, hear: (impacts: ToolImpact[]) => void): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const thread = new Worker(beside(import.meta.url, 'replay-thread'), { workerData: order });
  thread.on('message', (word: ThreadWord) => {
    if (word.kind === 'judged') hear(word.impacts);
    else resolve();
  });
  thread.once('error', reject);
  thread.once('exit', () => reject(new Error('A thread of the replay ended before its work.')));
  return promise.finally(() => thread.terminate());
};

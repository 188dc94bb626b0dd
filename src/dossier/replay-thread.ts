/** One thread of a replay: loads both rulebooks, walks its share of the dossiers and tells what would change. */
import { parentPort, workerData } from 'node:worker_threads';
import { withAddresses } from '../reference/addresses.ts';
import { loadReference, type Reference } from '../reference/reference.ts';
import { readBase } from '../store/base.ts';
import { openEvidenceFolder } from '../store/evidence-folder.ts';
import { sealedAfter } from '../store/sealed-dossiers.ts';
import { replay } from './replay.ts';
import type { ReferenceFolders, ThreadOrder, ThreadWord } from './replay-all.ts';

/** Dossiers read at once: a report weighs about 100 kB. */
const handful = 20;

const load = (folders: ReferenceFolders, order: ThreadOrder): Reference => {
  const loaded = loadReference(folders);
  if (loaded.kind === 'refused') throw new Error(`The rulebook of ${folders.rules} does not load.`);
  const opened = withAddresses(loaded.reference.lists, order);
  if (opened.kind === 'refused') throw new Error(opened.message);
  return { ...loaded.reference, lists: opened.lists };
};

const say = (word: ThreadWord): void => parentPort?.postMessage(word);

const walk = (order: ThreadOrder): void => {
  const base = readBase(order.base);
  const evidence = openEvidenceFolder(order.data);
  const candidate = load(order.candidate, order);
  const current = order.current.rules === order.candidate.rules ? candidate : load(order.current, order);
  for (let last = 0; ; ) {
    const dossiers = sealedAfter(base, last, handful, order.share);
    if (dossiers.length === 0) break;
    say({ kind: 'judged', impacts: dossiers.map((each) => replay(each, { evidence, current, candidate })) });
    last = dossiers.at(-1)?.id ?? last;
  }
  base.sqlite.close();
};

// The order comes from our own parent, never from outside.
walk(workerData as ThreadOrder);
say({ kind: 'done' });

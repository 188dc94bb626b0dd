/** The process that reads a repository: gives up root, clones or unpacks in its own folder, says what it found, ends. */
import path from 'node:path';
import * as v from 'valibot';
import type { RepositoryRecord } from '../../model/records.ts';
import { dropPrivileges } from '../../privileges.ts';
import { bounds } from './bounds.ts';
import { readClone } from './clone.ts';
import { type Answer, type Ask, Order, type Said, Told } from './messages.ts';
import { surveyOf } from './survey.ts';
import { folderTree } from './tree.ts';
import { unpack } from './unpack.ts';

const started = performance.now();
const elapsed = (): number => performance.now() - started;
const say = (said: Said): void => {
  process.send?.(said);
};

const waiting = new Map<number, (answer: Answer) => void>();
let asked = 0;
const ask: Ask = (request) => {
  const number = asked;
  asked += 1;
  const { promise, resolve } = Promise.withResolvers<Answer>();
  waiting.set(number, resolve);
  say({ kind: 'ask', number, request });
  return promise;
};

const work = async ({ work: wanted, source, workDir }: Order): Promise<RepositoryRecord[]> => {
  if (wanted.kind === 'clone') return readClone({ url: wanted.url, source, workDir, ask, elapsed });
  const folder = path.join(workDir, 'archive');
  await unpack(wanted.bytes, folder);
  const late = () => elapsed() > bounds.headersMs;
  return surveyOf(await folderTree(folder), { source, by: 'archive', late });
};

const begin = async (order: Order): Promise<void> => {
  // Everything is loaded by now: the project may lie where the unprivileged account cannot read.
  dropPrivileges();
  try {
    say({ kind: 'done', records: await work(order) });
  } catch (error) {
    say({ kind: 'failed', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
};

// The service holds the other end: when it is gone there is nobody to read for.
process.once('disconnect', () => process.exit(1));
process.once('message', (order) => {
  process.on('message', (told) => {
    const { number, answer } = v.parse(Told, told);
    waiting.get(number)?.(answer);
    waiting.delete(number);
  });
  void begin(v.parse(Order, order));
});

/** One scan, or one printing, seen from the service: done by a process of its own, of which nothing is left behind. */
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import type { Circumstances } from '../model/circumstances.ts';
import { isRoot, unprivilegedId } from '../privileges.ts';
import { alone, usualBudget, type Watch } from './alone.ts';
import { type FoundBrowser, findBrowser } from './browser/find.ts';
import { lookAround, nowhere, type Place } from './circumstances.ts';
import { readLeft, readLeftFiles } from './left.ts';
import { journeyMs } from './limits.ts';
import { type Failure, HandedOver, printResult, printSource, visitFile } from './messages.ts';
import type { Job, RawVisit } from './raw-visit.ts';

export { type Budget, usualBudget } from './alone.ts';

export type Visited = {
  kind: 'visited';
  raw: RawVisit;
  circumstances: Circumstances;
  /** Files of the bundle by SHA-256, as listed in `raw.files`. */
  files: ReadonlyMap<string, Uint8Array>;
};
export type ScanResult = Visited | Failure;

export type ScanOptions = Watch & { place?: Place };

/**
 * Visits `job.target` and gives the raw visit with its files, or why there is none, in French.
 * When it resolves, no process and no file of the scan remains.
 */
export const scan = async (job: Job, options: ScanOptions = {}): Promise<ScanResult> =>
  inWorkFolder(job.browser, async (found, workDir) => {
    const began = performance.now();
    const looking = lookAround(found, options.place ?? nowhere);
    // Awaited below, once no process is left: its failure must not leave one behind.
    looking.catch(() => {});
    const outcome = await alone({ kind: 'visit', job, found, workDir }, withTimeFor(job, options));
    if (outcome.kind === 'failed') return outcome;
    const elapsedMs = Math.round(performance.now() - began);
    const handed = readHanded(await readLeft(path.join(workDir, visitFile)));
    const files = await readLeftFiles(workDir, handed.raw.files);
    const circumstances = { ...(await looking), profile: handed.profile, elapsedMs };
    return { kind: 'visited', raw: handed.raw, circumstances, files };
  });

/** A journey is played on top of the phases of consent, and has its own time. */
const withTimeFor = ({ journey }: Job, { budget = usualBudget, ...options }: ScanOptions): ScanOptions => ({
  ...options,
  budget: journey ? { ...budget, wallMs: budget.wallMs + journeyMs } : budget,
});

/** Throws in one line: the whole of a refused visit in a log would be the log of a hostile page. */
const readHanded = (bytes: Buffer): HandedOver => {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), HandedOver), bytes.toString());
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new Error(`The visit does not fit its schema at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`);
};

export type Printed = { kind: 'printed'; pdf: Uint8Array };

/** Prints a page of our own as PDF (tagged, with an outline), with no network and no script. */
export const print = async (html: string, browser: Job['browser'], watch: Watch = {}): Promise<Printed | Failure> =>
  inWorkFolder(browser, async (found, workDir) => {
    await writeFile(path.join(workDir, printSource), html);
    const outcome = await alone({ kind: 'print', found, workDir }, watch);
    if (outcome.kind === 'failed') return outcome;
    return { kind: 'printed', pdf: await readLeft(path.join(workDir, printResult)) };
  });

const inWorkFolder = async <Result>(
  browser: Job['browser'],
  act: (found: FoundBrowser, workDir: string) => Promise<Result>,
): Promise<Result | Failure> => {
  const found = await findBrowser(browser);
  if (found.kind === 'no-browser') return { kind: 'failed', reason: 'no-browser', detail: found.message };
  const workDir = await mkdtemp(path.join(tmpdir(), 'preau-scan-'));
  try {
    if (isRoot()) await chown(workDir, unprivilegedId, unprivilegedId);
    return await act(found, workDir);
  } finally {
    await rm(workDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
};

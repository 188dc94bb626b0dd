/** Opens the whole service: archive, queue, guard, browser, desk, pages and worker; and closes them in reverse. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Hono } from 'hono';
import type { Config } from '../config.ts';
import type { Desk } from '../dossier/desk.ts';
import { gather } from '../dossier/gather.ts';
import { openDesk } from '../dossier/open.ts';
import { openProgress } from '../dossier/progress.ts';
import type { Tools } from '../dossier/tools.ts';
import { usualPace, work } from '../dossier/work.ts';
import { type Guard, startGuard } from '../guard/guard.ts';
import { fileMail, smtpMail } from '../identity/mail.ts';
import type { Log } from '../log.ts';
import { openLeaseTable, usualLease } from '../queue/lease-table.ts';
import type { Reference } from '../reference/reference.ts';
import { openBase } from '../store/base.ts';
import { openEvidenceFolder } from '../store/evidence-folder.ts';
import { openArchive } from '../store/open.ts';
import { openSignIns } from '../store/sign-ins.ts';
import { openApp } from '../web/app.tsx';
import type { Corridor } from '../web/corridor.ts';
import { version } from './place.ts';

export type OpenHouse = { app: Hono<Corridor>; desk: Desk; tools: Tools; close(): Promise<void> };
export type HouseWish = { config: Config; reference: Reference; log: Log; demonstration: boolean };

const now = () => new Date();

/** Starts the guard and one worker. Throws a BaseProblem, with a French message, when the base may not be used. */
export const openHouse = async ({ config, reference, log, demonstration }: HouseWish): Promise<OpenHouse> => {
  mkdirSync(config.data, { recursive: true, mode: 0o750 });
  const base = openBase(path.join(config.data, 'preau.db'), now);
  const guard = await startGuard(config.staging);
  const tools = handTools(config, reference, base, guard, log);
  const desk = openDesk(tools);
  const evidence = tools.evidence;
  const { archive, publicUrl } = tools;
  const secureCookies = publicUrl.startsWith('https:');
  const app = openApp({ desk, archive, reference, evidence, now, publicUrl, secureCookies, demonstration, log });
  const stop = new AbortController();
  const worker = work(tools, usualPace, stop.signal);
  const close = async () => {
    stop.abort();
    await worker;
    await guard.stop();
    archive.close();
  };
  return { app, desk, tools, close };
};

const handTools = (
  config: Config,
  reference: Reference,
  base: ReturnType<typeof openBase>,
  guard: Guard,
  log: Log,
): Tools => ({
  archive: openArchive(base),
  evidence: openEvidenceFolder(config.data),
  signIns: openSignIns(base),
  queue: openLeaseTable(base.sqlite, { ...usualLease, now: Date.now, random: Math.random, token: randomUUID }),
  reference,
  progress: openProgress(),
  checkAddress: async (url) => {
    const passage = await guard.open();
    return passage.check(url).finally(() => passage.close());
  },
  collect: gather(guard, config, version()),
  mail: config.smtp
    ? smtpMail(config.smtp, config.mailFrom)
    : fileMail(path.join(config.data, 'mail'), config.mailFrom, now),
  commission: config.commission,
  publicUrl: config.url.replace(/\/$/, ''),
  preau: version(),
  now,
  random: randomBytes,
  log,
});

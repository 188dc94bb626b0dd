/** Opens the whole service: archive, queue, guard, browser, desk, pages and worker; and closes them in reverse. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Hono } from 'hono';
import type { Config } from '../config.ts';
import type { Desk } from '../dossier/desk.ts';
import { gather } from '../dossier/gather.ts';
import { guardedAsk } from '../dossier/guarded-ask.ts';
import { openDesk } from '../dossier/open.ts';
import { openProgress } from '../dossier/progress.ts';
import { openRoles } from '../dossier/roles.ts';
import { openRulebooks, type Rulebooks } from '../dossier/rulebooks.ts';
import { openSimulation } from '../dossier/simulation.ts';
import type { Tools } from '../dossier/tools.ts';
import { usualPace, work } from '../dossier/work.ts';
import { type Guard, startGuard } from '../guard/guard.ts';
import { steadyClock } from '../identity/clock.ts';
import { fileMail, smtpMail } from '../identity/mail.ts';
import { openProConnect, type ProConnect } from '../identity/proconnect.ts';
import type { Log } from '../log.ts';
import { openLeaseTable, usualLease } from '../queue/lease-table.ts';
import type { Reference } from '../reference/reference.ts';
import type { Archive } from '../store/archive.ts';
import { openBase } from '../store/base.ts';
import { openEvidenceFolder } from '../store/evidence-folder.ts';
import { openArchive } from '../store/open.ts';
import { BaseProblem } from '../store/problem.ts';
import { openSignIns } from '../store/sign-ins.ts';
import { openVault } from '../vault/vault.ts';
import { openApp } from '../web/app.tsx';
import type { Corridor } from '../web/corridor.ts';
import { commit, version } from './place.ts';
import { ownFolders } from './reference.ts';

export type OpenHouse = { app: Hono<Corridor>; desk: Desk; tools: Tools; close(): Promise<void> };
export type HouseWish = { config: Config; reference: Reference; log: Log; demonstration: boolean };

const now = () => new Date();
const basePath = ({ data }: Config): string => path.join(data, 'preau.db');

/** Starts the guard and one worker. Throws a BaseProblem, with a French message, when the base may not be used. */
export const openHouse = async ({ config, reference, log, demonstration }: HouseWish): Promise<OpenHouse> => {
  mkdirSync(config.data, { recursive: true, mode: 0o750 });
  const base = openBase(basePath(config), now);
  const archive = openArchive(base);
  const rulebooks = bindRulebooks(config, reference, archive);
  const guard = await startGuard(config.staging, {}, (code) => log('guard.lost', { code }));
  const tools = handTools({ config, archive, base, guard, log, rulebooks });
  const desk = openDesk(tools);
  const evidence = tools.evidence;
  const { publicUrl } = tools;
  const secureCookies = publicUrl.startsWith('https:');
  const app = openApp({
    ...{ desk, archive, evidence, now, publicUrl, secureCookies, demonstration, log },
    get reference() {
      return rulebooks.current();
    },
  });
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

const bindRulebooks = (config: Config, reference: Reference, archive: Archive): Rulebooks => {
  const shipped = { reference, folders: ownFolders };
  const opened = openRulebooks({ archive, data: config.data, shipped, addresses: config, now });
  if (!('kind' in opened)) return opened;
  archive.close();
  throw new BaseProblem('rulebook', opened.message);
};

type Rooms = {
  config: Config;
  archive: Archive;
  base: ReturnType<typeof openBase>;
  guard: Guard;
  log: Log;
  rulebooks: Rulebooks;
};

const handTools = ({ config, archive, base, guard, log, rulebooks }: Rooms): Tools => ({
  archive,
  evidence: openEvidenceFolder(config.data),
  signIns: openSignIns(base),
  vault: openVault({ given: config.secretsKeys, file: path.join(config.data, 'secrets.key'), random: randomBytes }),
  queue: openLeaseTable(base.sqlite, { ...usualLease, now: Date.now, random: Math.random, token: randomUUID }),
  get reference() {
    return rulebooks.current();
  },
  rulebooks,
  simulation: openSimulation({ now, log }),
  replayPlaces: {
    base: basePath(config),
    data: config.data,
    countryMmdb: config.countryMmdb,
    asnMmdb: config.asnMmdb,
  },
  progress: openProgress(),
  checkAddress: async (url) => {
    const passage = await guard.open();
    return passage.check(url).finally(() => passage.close());
  },
  collect: gather(guard, { ...config, commit: commit() }, version()),
  mail: config.smtp
    ? smtpMail(config.smtp, config.mailFrom)
    : fileMail(path.join(config.data, 'mail'), config.mailFrom, now),
  ...openRoles({ archive, named: config, now }),
  proConnect: proConnectOf(config, guard),
  publicUrl: publicUrlOf(config),
  preau: version(),
  now,
  ageNow: steadyClock(now, () => performance.now()),
  random: randomBytes,
  log,
});

const publicUrlOf = ({ url }: Config): string => url.replace(/\/$/, '');

const proConnectOf = (config: Config, guard: Guard): ProConnect | null => {
  const staging = config.staging.allowNets.length > 0;
  return config.proConnect === null
    ? null
    : openProConnect(
        { ...config.proConnect, publicUrl: publicUrlOf(config), staging },
        { ask: guardedAsk(guard), random: randomBytes, now },
      );
};

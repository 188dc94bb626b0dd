/** The whole house behind the doors, real but for the visit: archive, desk, reference, evidence folder. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Hono } from 'hono';
import { openDesk } from '../../src/dossier/open.ts';
import { openProgress, type Progress } from '../../src/dossier/progress.ts';
import { openRoles } from '../../src/dossier/roles.ts';
import type { Tools } from '../../src/dossier/tools.ts';
import type { Mail } from '../../src/identity/mail.ts';
import { silentLog } from '../../src/log.ts';
import { openLeaseTable, usualLease } from '../../src/queue/lease-table.ts';
import { openBase } from '../../src/store/base.ts';
import { openEvidenceFolder } from '../../src/store/evidence-folder.ts';
import { openArchive } from '../../src/store/open.ts';
import { openSignIns } from '../../src/store/sign-ins.ts';
import { openVault } from '../../src/vault/vault.ts';
import { openApp } from '../../src/web/app.tsx';
import type { Corridor, House } from '../../src/web/corridor.ts';
import { realReference, rulebookTools } from '../kit/reference.ts';
import { noon } from './samples.ts';

export const member = 'membre@commission.example';
export const administrator = 'administrateur@preau.example';
export const otherAdministrator = 'autre@preau.example';
export const origin = 'http://preau.test';

export const reference = realReference();

export type TestHouse = House & { app: Hono<Corridor>; tools: Tools; mails: Mail[]; progress: Progress };

/** `refused` is what the guard would refuse; every other address is accepted. */
export const openTestHouse = (differs: Partial<House> = {}, refused: readonly string[] = []): TestHouse => {
  const now = () => new Date(noon);
  const base = openBase(':memory:', now);
  const archive = openArchive(base);
  const data = mkdtempSync(path.join(tmpdir(), 'preau-web-'));
  const evidence = openEvidenceFolder(data);
  const progress = openProgress();
  const mails: Mail[] = [];
  const token = () => randomBytes(16).toString('hex');
  const tools: Tools = {
    ...{ archive, evidence, reference, progress, now, log: silentLog },
    ...rulebookTools(archive, data, reference, now),
    signIns: openSignIns(base),
    vault: openVault({ given: [], file: path.join(data, 'secrets.key'), random: randomBytes }),
    queue: openLeaseTable(base.sqlite, { ...usualLease, now: () => now().getTime(), random: Math.random, token }),
    checkAddress: async (url) =>
      refused.includes(url) ? { kind: 'refused', reason: 'private-address', address: url } : { kind: 'accepted', url },
    collect: async () => ({ kind: 'failed', detail: 'Nothing is visited in these tests.' }),
    mail: async (mail) => void mails.push(mail),
    ...{
      ...openRoles({
        archive,
        named: { commission: [member], administrators: [administrator, otherAdministrator] },
        now,
      }),
      proConnect: null,
      ageNow: now,
      publicUrl: origin,
      preau: '0.1.0',
      random: randomBytes,
    },
  };
  const house: House = {
    ...{ desk: openDesk(tools), archive, reference, evidence, now, publicUrl: origin, log: silentLog },
    ...{ secureCookies: false, demonstration: false },
    ...differs,
  };
  return { ...house, app: openApp(house), tools, mails, progress };
};

/** A whole house on a base in memory: real archive, queue, rules and catalogue; only the visit, the clock and the mail are given. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import canonicalize from 'canonicalize';
import { openDesk } from '../../src/dossier/open.ts';
import { openProgress } from '../../src/dossier/progress.ts';
import { openRoles } from '../../src/dossier/roles.ts';
import type { Bundle, Collected, CollectOrder, Tools } from '../../src/dossier/tools.ts';
import type { Mail } from '../../src/identity/mail.ts';
import { silentLog } from '../../src/log.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Person } from '../../src/model/person.ts';
import type { PhaseState } from '../../src/model/phase.ts';
import { openLeaseTable } from '../../src/queue/lease-table.ts';
import { openBase } from '../../src/store/base.ts';
import { openEvidenceFolder } from '../../src/store/evidence-folder.ts';
import { openArchive } from '../../src/store/open.ts';
import { openSignIns } from '../../src/store/sign-ins.ts';
import { openVault } from '../../src/vault/vault.ts';
import { collected, someEvidence } from '../kit/evidence.ts';
import { realReference, rulebookTools } from '../kit/reference.ts';

const reference = realReference();

export const leaseMs = 1000;
export const start = Date.parse('2026-12-01T09:00:00Z');
export const member = { email: 'membre@exemple.fr', roles: ['member', 'president', 'secretariat'] } satisfies Person;

export const administrator = { email: 'administrateur@exemple.fr', roles: ['administrator'] } satisfies Person;

export const otherAdministrator = { email: 'autre@exemple.fr', roles: ['administrator'] } satisfies Person;

export type TestHouse = ReturnType<typeof openHouse>;

export const openHouse = () => {
  const clock = { now: start };
  const folder = mkdtempSync(path.join(tmpdir(), 'preau-dossier-'));
  const base = openBase(':memory:', () => new Date(clock.now));
  const archive = openArchive(base);
  const mails: Mail[] = [];
  const visits: { answer: (order: CollectOrder) => Promise<Collected> } = { answer: async () => aBundle() };
  let secrets = 0;
  const nextSecret = () => {
    secrets += 1;
    return secrets;
  };
  const tools: Tools = {
    archive,
    evidence: openEvidenceFolder(folder),
    signIns: openSignIns(base),
    vault: openVault({ given: [], file: path.join(folder, 'secrets.key'), random: randomBytes }),
    queue: openLeaseTable(base.sqlite, {
      now: () => clock.now,
      random: () => 0,
      token: () => `lease-${nextSecret()}`,
      leaseMs,
      attempts: 3,
      backoffMs: 10,
    }),
    reference,
    ...rulebookTools(archive, folder, reference, () => new Date(clock.now)),
    progress: openProgress(),
    checkAddress: async (url) => ({ kind: 'accepted', url }),
    collect: (order) => visits.answer(order),
    mail: async (mail) => {
      mails.push(mail);
    },
    ...openRoles({
      archive,
      named: { commission: [member.email], administrators: [administrator.email, otherAdministrator.email] },
      now: () => new Date(clock.now),
    }),
    proConnect: null,
    ageNow: () => new Date(clock.now),
    publicUrl: 'https://preau.exemple.fr',
    preau: '0.1.0',
    now: () => new Date(clock.now),
    random: (bytes) => Buffer.from(createHash('sha512').update(String(nextSecret())).digest().subarray(0, bytes)),
    log: silentLog,
  };
  const close = () => {
    tools.archive.close();
    rmSync(folder, { recursive: true });
  };
  return { base, folder, tools, desk: openDesk(tools), clock, mails, visits, close };
};

/** A visit of a page that does nothing; `differs` says what it did. */
export const anEvidence = (differs: Partial<Evidence> = {}): Evidence =>
  someEvidence({
    target: 'https://grapheur.exemple.fr/',
    startedAt: '2026-12-01T09:00:00.000Z',
    endedAt: '2026-12-01T09:01:00.000Z',
    pages: collected([]),
    ...differs,
  });

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

export const screenshot = Buffer.from('an image');

/** Sealed as the scanner seals it, with one file. */
export const aBundle = (differs: Partial<Evidence> = {}): Bundle => {
  const file = { sha256: sha256(screenshot), bytes: screenshot.length, mediaType: 'image/png', what: 'screenshot' };
  const evidence = anEvidence({ files: [file], ...differs });
  const json = canonicalize(evidence) ?? '';
  return { kind: 'sealed', evidence, json, digest: sha256(json), fileOf: () => screenshot };
};

const unreached = (reason: 'unreachable' | 'not-visited' | 'not-asked'): PhaseState => ({
  kind: 'inconclusive',
  reason,
  detail: '',
});

export const unreachable = (): Bundle =>
  aBundle({
    phases: {
      'before-choice': unreached('unreachable'),
      'after-refusal': unreached('not-visited'),
      'after-acceptance': unreached('not-visited'),
      'after-withdrawal': unreached('not-visited'),
      journey: unreached('not-asked'),
    },
  });

export const aForm = (differs: Record<string, unknown> = {}) => ({
  name: 'Grapheur',
  vendor: 'Les Éditions du Préau',
  email: 'Editeur@Exemple.fr',
  url: 'https://grapheur.exemple.fr/',
  summary: 'Tracer des courbes.',
  levels: ['6e'],
  subjects: ['mathematiques'],
  ...differs,
});

/** Submits a form that must be accepted. */
export const submitted = async ({ desk }: TestHouse, differs: Record<string, unknown> = {}) => {
  const answer = await desk.submit(aForm(differs));
  if (answer.kind !== 'submitted') throw new Error(JSON.stringify(answer));
  return answer;
};

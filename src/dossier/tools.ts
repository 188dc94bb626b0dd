/** What the verbs are given: the rooms they combine, and everything that comes from outside as functions. */

import type { MailPost } from '../identity/mail.ts';
import type { ProConnect } from '../identity/proconnect.ts';
import type { RolesOf } from '../identity/roles.ts';
import type { Random } from '../identity/secrets.ts';
import type { Log } from '../log.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Evidence } from '../model/evidence.ts';
import type { JourneyLock, JourneyOrder } from '../model/journey.ts';
import type { InconclusiveReason } from '../model/phase.ts';
import type { Refusal } from '../model/refusal.ts';
import type { Queue } from '../queue/queue.ts';
import type { Reference } from '../reference/reference.ts';
import type { Archive } from '../store/archive.ts';
import type { EvidenceFolder } from '../store/evidence-folder.ts';
import type { SignIns } from '../store/sign-ins.ts';
import type { Vault } from '../vault/vault.ts';
import type { Progress } from './progress.ts';
import type { ReplayOrder } from './replay-all.ts';
import type { Rulebooks } from './rulebooks.ts';
import type { Simulation } from './simulation.ts';

/** The guard's opinion of an address, asked when a form arrives; the visit asks again. */
export type CheckAddress = (url: string) => Promise<{ kind: 'accepted'; url: string } | Refusal>;

export type CollectOrder = {
  url: string;
  declaration: Declaration;
  /** One French sentence a step, for the person who waits. */
  tell: (step: string) => void;
  /** Aborted when the job was taken from us or the service stops: the visit must end with its processes. */
  signal: AbortSignal;
  /** Under our own name, or as an ordinary visitor for the second look; announced when absent. */
  identity?: 'announced' | 'ordinary';
  /** Steps inside the tool, with their secrets; they stay in memory. */
  journey?: JourneyOrder;
  /** Why the journey of the dossier cannot be played; the visit says so and sees the rest. */
  locked?: JourneyLock;
};

/** A sealed bundle: `json` is the canonical JSON of `evidence`, `digest` its SHA-256, `fileOf` gives `evidence.files`. */
export type Bundle = {
  kind: 'sealed';
  evidence: Evidence;
  json: string;
  digest: string;
  fileOf: (sha256: string) => Uint8Array;
};

/** The page left nothing to seal: it ate its time or its memory. Another attempt would end the same. */
export type Unseen = { kind: 'unseen'; reason: InconclusiveReason; detail: string };
/** `failed` is our own failure, worth another attempt; `detail` is for the operator. */
export type Collected = Bundle | Refusal | Unseen | { kind: 'failed'; detail: string };
export type Collect = (order: CollectOrder) => Promise<Collected>;

export type Tools = {
  archive: Archive;
  evidence: EvidenceFolder;
  signIns: SignIns;
  /** Seals the secrets of journeys and opens them for a check; no door is given it. */
  vault: Vault;
  queue: Queue;
  /** The rulebook in force: it changes when the commission adopts another, so it is read at each use. */
  readonly reference: Reference;
  rulebooks: Rulebooks;
  simulation: Simulation;
  /** What a replay reads: the base, the evidence, the operator's address databases. */
  replayPlaces: Omit<ReplayOrder, 'current' | 'candidate'>;
  progress: Progress;
  checkAddress: CheckAddress;
  collect: Collect;
  mail: MailPost;
  /** What the operator names at start, and all that is held under an address: `openRoles` gives both. */
  namedRoles: RolesOf;
  rolesOf: RolesOf;
  namedByOperator: { commission: number; administrators: number };
  /** Null when the operator configured none. */
  proConnect: ProConnect | null;
  /** Address that people type, without a slash at its end. */
  publicUrl: string;
  /** Version of Préau, kept in each report. */
  preau: string;
  now: () => Date;
  /** Measures the age of sessions: never behind the time that went by, whatever happens to the clock. */
  ageNow: () => Date;
  random: Random;
  log: Log;
};

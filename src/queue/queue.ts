/** The port of the work list: what a worker and a verb may ask of any queue engine. */

/** `leaseToken` proves that the claim is still ours: every answer about the job must show it. */
export type Claim = { id: number; kind: string; subject: string; attempts: number; leaseToken: string };
export type DeadJob = {
  id: number;
  kind: string;
  subject: string;
  attempts: number;
  lastError: string;
  endedAt: number;
};

export type NewJob = {
  kind: string;
  subject: string;
  /** Two jobs with the same key are one job. */
  idempotencyKey: string;
  /** Milliseconds since 1970 before which nobody may take it; at once when absent. */
  notBefore?: number;
  /** Two jobs with the same word never run together, whoever the workers are; a job without one runs with any other. */
  exclusive?: string;
};

export type Queue = {
  /** Inside an open transaction of the same base it is part of it: dossier and job arrive together. Answers the job's id. */
  enqueue(job: NewJob): number;
  /** The next job whose turn has come, with its attempt already counted; null when there is none. */
  claim(): Claim | null;
  /** Extends the lease; false when the job is no longer ours. */
  heartbeat(claim: Claim): boolean;
  /** Ends the job; false when the job is no longer ours: its result must then be thrown away. */
  complete(claim: Claim): boolean;
  /** Gives the job back with its error, for later or, after the last attempt, never. */
  fail(claim: Claim, error: string): 'retried' | 'dead' | 'late';
  /** Gives the job back as if it had not been claimed, when the worker is asked to stop. */
  release(claim: Claim): boolean;
  /** Buries jobs whose last worker vanished, and answers them so that their dossiers learn of it. */
  sweep(): DeadJob[];
  dead(limit: number): DeadJob[];
  /** Gives a dead job its attempts back; false when no such dead job exists. */
  replay(id: number): boolean;
  counts(): { waiting: number; running: number; dead: number };
};

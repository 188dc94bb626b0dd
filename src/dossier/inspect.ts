/** One job of the queue: visit the tool, keep the evidence, judge it, and move the dossier; or say why not. */
import { type DossierState, transition } from '../model/dossier.ts';
import type { Report } from '../model/report.ts';
import type { Claim } from '../queue/queue.ts';
import type { DossierSheet, NewVisit } from '../store/archive.ts';
import { journeyForCheck } from './journey.ts';
import { judge, reportOfNothing } from './judge.ts';
import { checkedLetter, post } from './letters.ts';
import { checkJob } from './recheck.ts';
import { enqueueSecondLook } from './second-look-job.ts';
import type { Bundle, Tools } from './tools.ts';

/**
 * `late`: the job was given to another worker meanwhile, and nothing of this visit was kept.
 * `stopped`: the visit was cut because the service stops, and its attempt is not counted.
 */
export type Inspected = 'checked' | 'inconclusive' | 'retried' | 'pointless' | 'late' | 'stopped';

export const inspect = async (tools: Tools, claim: Claim, signal: AbortSignal): Promise<Inspected> => {
  const dossier = begin(tools, claim);
  if (dossier === null) return tools.queue.complete(claim) ? 'pointless' : 'late';
  const collected = await tools.collect({
    url: dossier.tool.url,
    declaration: dossier.declaration,
    ...journeyForCheck(tools, dossier),
    tell: (text) => tools.progress.tell(dossier.number, { kind: 'step', text, at: tools.now().toISOString() }),
    signal,
  });
  // A visit that was cut saw only a part: its result is nobody's.
  if (signal.aborted) return handBack(tools, claim);
  switch (collected.kind) {
    case 'failed':
      return failAttempt(tools, claim, collected.detail);
    case 'refused':
    case 'unseen':
      return conclude(tools, claim, dossier, seenNothing(reportOfNothing(tools, dossier.tool.url, collected)));
    case 'sealed':
      storeBundle(tools, collected);
      return conclude(tools, claim, dossier, seenIn(judge(tools, collected, dossier.declaration), collected));
  }
};

/** Gives the job back as if it had not been taken. */
export const handBack = ({ queue }: Tools, claim: Claim): 'stopped' | 'late' =>
  queue.release(claim) ? 'stopped' : 'late';

/** Gives the attempt back; after the last one the dossier says so and waits for a new request. */
export const failAttempt = (tools: Tools, claim: Claim, detail: string): 'retried' | 'inconclusive' | 'late' => {
  const [answer, settled] = tools.archive.write(() => {
    const failed = tools.queue.fail(claim, detail);
    return [failed, failed === 'dead' ? giveUp(tools, claim.subject) : null] as const;
  });
  announce(tools, settled);
  return answer === 'dead' ? 'inconclusive' : answer;
};

/** Buries the jobs that killed each of their workers: their dossiers must not stay « en cours » for ever. */
export const bury = (tools: Tools): void => {
  const settled = tools.archive.write(() =>
    tools.queue.sweep().map((dead) => {
      tools.log('job.dead', { job: dead.id, subject: dead.subject, attempts: dead.attempts });
      // A second look that dies moves no dossier: its check stands.
      return dead.kind === checkJob ? giveUp(tools, dead.subject) : null;
    }),
  );
  for (const each of settled) announce(tools, each);
};

const giveUp = (tools: Tools, number: string): Settled | null => {
  const dossier = tools.archive.dossiers.byNumber(number);
  if (!dossier || transition(dossier.state, 'fail-check').kind === 'forbidden') return null;
  const message =
    'Le contrôle a échoué plusieurs fois pour une raison technique. Demandez un nouveau contrôle plus tard.';
  return settle(
    tools,
    dossier,
    seenNothing(reportOfNothing(tools, dossier.tool.url, { kind: 'unseen', reason: 'technical', detail: message })),
  );
};

/** The dossier, moved to `checking`; null when it is not waiting for a check any more. */
const begin = (tools: Tools, claim: Claim): DossierSheet | null =>
  tools.archive.write((pen) => {
    const dossier = tools.archive.dossiers.byNumber(claim.subject);
    if (!dossier || transition(dossier.state, 'start-check').kind === 'forbidden') return null;
    const at = tools.now().toISOString();
    const reason = claim.attempts > 1 ? `tentative ${claim.attempts}` : '';
    const state = pen.move(dossier.number, { event: 'start-check', actor: 'robot', reason, at });
    tools.progress.tell(dossier.number, { kind: 'state', state, at });
    return dossier;
  });

/** Blobs before the row that names them: a power cut in between leaves an unused blob, never a row without its proof. */
export const storeBundle = ({ evidence: folder }: Tools, bundle: Bundle): void => {
  for (const file of bundle.evidence.files) {
    const kept = folder.put(bundle.fileOf(file.sha256));
    if (kept !== file.sha256) throw new Error(`The bundle names ${file.sha256} but holds ${kept}.`);
  }
  const kept = folder.put(Buffer.from(bundle.json));
  if (kept !== bundle.digest) throw new Error(`The bundle is sealed as ${bundle.digest} but is ${kept}.`);
};

type Seen = Omit<NewVisit, 'number' | 'at'>;

const seenIn = (report: Report, { evidence, digest }: Bundle): Seen => ({
  outcome: report.outcome,
  report,
  evidence: digest,
  evidenceDate: evidence.endedAt,
  browser: evidence.browser.version,
  rulebook: report.rulebook,
});

const seenNothing = (report: Report): Seen => ({
  outcome: report.outcome,
  report,
  evidence: null,
  evidenceDate: null,
  browser: null,
  rulebook: report.rulebook,
});

/** The lease token is asked first, in the same transaction: a worker that came back too late keeps nothing. */
const conclude = (tools: Tools, claim: Claim, dossier: DossierSheet, seen: Seen): Inspected => {
  const settled = tools.archive.write(() => {
    if (!tools.queue.complete(claim)) return null;
    if (seen.outcome === 'complete' && seen.evidence !== null) enqueueSecondLook(tools, dossier, seen.evidence);
    return settle(tools, dossier, seen);
  });
  if (settled === null) return 'late';
  announce(tools, settled);
  return seen.outcome === 'complete' ? 'checked' : 'inconclusive';
};

type Settled = { dossier: DossierSheet; state: DossierState; conclusive: boolean; at: string };

const settle = (tools: Tools, dossier: DossierSheet, seen: Seen): Settled => {
  const at = tools.now().toISOString();
  const conclusive = seen.outcome === 'complete';
  const reason = conclusive ? '' : (seen.report.reasons[0]?.message ?? '');
  const state = tools.archive.write((pen) => {
    pen.addVisit({ number: dossier.number, at, ...seen });
    return pen.move(dossier.number, { event: conclusive ? 'finish-check' : 'fail-check', actor: 'robot', reason, at });
  });
  return { dossier, state, conclusive, at };
};

/** After the commit only: nobody is told what a rollback would undo. */
const announce = (tools: Tools, settled: Settled | null): void => {
  if (settled === null) return;
  const { dossier, state, conclusive, at } = settled;
  tools.progress.tell(dossier.number, { kind: 'state', state, at });
  post(tools, checkedLetter(dossier, conclusive, tools.publicUrl));
};

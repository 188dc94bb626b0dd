/** A new check of the same tool: asked by its vendor after a correction, or by the commission. */
import { transition } from '../model/dossier.ts';
import type { Forbidden, Rechecked, TooMany } from './desk.ts';
import { siteKey } from './one-at-a-time.ts';
import type { Tools } from './tools.ts';

/** Three in a row help someone who corrects; more would let one tool hold the browser. The commission is not counted. */
export const rechecksPerDay = 3;
const dayMs = 24 * 3_600_000;

export const checkJob = 'check';

/** Puts a check of the dossier in the queue; inside a transaction it is part of it. */
export const enqueueCheck = ({ archive, queue }: Pick<Tools, 'archive' | 'queue'>, number: string): void => {
  // The length of the history names this check: asking twice for the same one gives one job.
  const dossier = archive.dossiers.byNumber(number);
  const lines = dossier?.lines.length ?? 0;
  const alone = dossier ? { exclusive: siteKey(dossier.tool.url) } : {};
  queue.enqueue({ kind: checkJob, subject: number, idempotencyKey: `${checkJob}:${number}:${lines}`, ...alone });
};

/** `key` is the vendor's; `by` decides whether the daily limit holds. */
export const recheck = (tools: Tools, key: string, by: 'vendor' | 'commission'): Rechecked | Forbidden | TooMany => {
  const { archive, progress, now } = tools;
  return archive.write((pen) => {
    const dossier = archive.dossiers.byKey(key);
    if (!dossier)
      return { kind: 'forbidden', message: 'Ce dossier n’existe pas. Vérifiez l’adresse reçue par courriel.' };
    // The table of moves lets a check be asked again while one runs, for an operator; two at once help nobody here.
    const moved = transition(dossier.state, 'recheck');
    if (moved.kind === 'forbidden' || dossier.state === 'checking')
      return {
        kind: 'forbidden',
        message: 'Un contrôle est déjà demandé. Attendez sa fin, puis demandez-en un autre.',
      };
    const at = now();
    const since = new Date(at.getTime() - dayMs).toISOString();
    if (by === 'vendor' && archive.dossiers.eventsSince(dossier.number, 'recheck', since) >= rechecksPerDay)
      return {
        kind: 'too-many',
        message: `Vous avez demandé ${rechecksPerDay} contrôles en 24 heures. Recommencez demain.`,
        retryAt: new Date(at.getTime() + dayMs).toISOString(),
      };
    const state = pen.move(dossier.number, { event: 'recheck', actor: by, reason: '', at: at.toISOString() });
    enqueueCheck(tools, dossier.number);
    progress.tell(dossier.number, { kind: 'state', state, at: at.toISOString() });
    return { kind: 'rechecked', state };
  });
};

/** The evidence that a HAR file makes: what it shows is shown, and all that it cannot show is unavailable. */
import { type Evidence, evidenceFormat } from '../../model/evidence.ts';
import type { PhaseState } from '../../model/phase.ts';
import type { RawVisit } from '../raw-visit.ts';
import type { HarRecords } from './read-har.ts';

const unseen: PhaseState = {
  kind: 'inconclusive',
  reason: 'not-visited',
  detail: 'Un fichier HAR importé ne dit rien de cette étape.',
};
const missing = { kind: 'unavailable' as const, reason: 'importé d’un fichier HAR, qui ne le contient pas' };

/** A raw visit like any other, under the identity `imported`: rules then never answer « respecté ». */
export const importedVisit = (
  { target, startedAt, endedAt, recorder, requests, cookies, cuts }: HarRecords,
  { preau, settings }: Pick<Evidence, 'preau' | 'settings'>,
): RawVisit => ({
  format: evidenceFormat,
  preau,
  target,
  startedAt,
  endedAt,
  browser: { path: '', origin: 'imported', version: recorder, sandbox: 'on', commandLine: [] },
  selfTest: { thirdPartyCookie: false, serviceWorker: false, webSocket: false },
  settings,
  userAgent: recorder,
  visitor: { identity: 'imported', webdriver: null, language: '', timezone: '' },
  phases: {
    'before-choice': unseen,
    'after-refusal': unseen,
    'after-acceptance': unseen,
    'after-withdrawal': unseen,
    journey: { kind: 'observed' },
  },
  plan: [],
  robots: [],
  hold: 'off',
  pages: missing,
  links: missing,
  requests: { kind: 'collected', records: requests },
  cookies: { kind: 'collected', records: cookies },
  storage: missing,
  behaviours: missing,
  consent: missing,
  leaks: missing,
  forms: missing,
  connections: missing,
  steps: missing,
  accessibility: missing,
  truncated: cuts,
  files: [],
});

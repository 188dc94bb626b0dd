/** What `preau check` answers: the facts and findings of a visit in one document, or why there was no visit. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { type InconclusiveReason, type Phase, type PhaseState, phases } from '../model/phase.ts';
import type { FactSet, Facts } from '../model/record-sets.ts';
import { isDocumentRole } from '../model/records.ts';
import { type Refusal, refusalWords } from '../model/refusal.ts';
import { type Reason, Report } from '../model/report.ts';
import type { Rulebook } from '../model/rule.ts';

type Stamp = { preau: string; rulebook: Pick<Rulebook, 'version' | 'digest'> };

/**
 * The report of a visit. `digest` is the SHA-256 of the sealed evidence, null when it was not kept. A set that is
 * unavailable is an empty list here; the findings over it say cannot-tell.
 */
export const reportOf = (
  visit: Stamp & { evidence: Evidence; digest: string | null; facts: Facts; findings: Finding[] },
): Report => {
  const { evidence, facts } = visit;
  return {
    ...stamp(visit),
    target: evidence.target,
    outcome: outcomeOf(firstPhase(facts)),
    reasons: reasonsOf(facts.phases),
    pages: recordsOf(evidence.pages).map(({ phase, url, status, title, loaded }) => ({
      phase,
      url,
      status,
      title,
      loaded,
    })),
    requests: requestsOf(facts),
    cookies: cookiesOf(facts),
    storage: recordsOf(evidence.storage),
    behaviours: recordsOf(facts.behaviours),
    leaks: recordsOf(facts.leaks),
    accessibility: recordsOf(facts.accessibility),
    weights: recordsOf(facts.weights),
    consent: consentOf(facts),
    links: linksOf(facts),
    findings: visit.findings,
    evidence: visit.digest === null ? null : { digest: visit.digest },
    loads: [{ outcome: outcomeOf(firstPhase(facts)), digest: visit.digest }],
  };
};

/** Why there is nothing to judge: the guard refused the address, or the visit left nothing to seal. */
export type Nothing = Refusal | { kind: 'unseen'; reason: InconclusiveReason; detail: string };

/** The report of a visit that left nothing: nothing was seen and nothing is judged. */
export const emptyReport = (empty: Stamp & { target: string; why: Nothing }): Report => ({
  ...stamp(empty),
  target: empty.target,
  outcome: empty.why.kind === 'refused' ? 'refused' : 'inconclusive',
  reasons: [
    empty.why.kind === 'refused'
      ? { phase: null, code: empty.why.reason, message: refusalWords[empty.why.reason] }
      : { phase: null, code: empty.why.reason, message: empty.why.detail },
  ],
  pages: [],
  requests: [],
  cookies: [],
  storage: [],
  behaviours: [],
  leaks: [],
  accessibility: [],
  weights: [],
  consent: { banner: false, cmp: null, controls: [] },
  links: [],
  findings: [],
  evidence: null,
  loads: [{ outcome: empty.why.kind === 'refused' ? 'refused' : 'inconclusive', digest: null }],
});

/** JSON Schema (draft-07) of the report, for `preau check --schema`. */
export const reportJsonSchema = (): unknown => toJsonSchema(Report, { target: 'draft-07', errorMode: 'ignore' });

/** One line for each phase that was not observed, in the order of the visit. */
export const reasonsOf = (states: Facts['phases']): Reason[] =>
  phases.flatMap((phase) => {
    const state = states[phase];
    // Nobody is told that what was not asked for was not done.
    return state.kind === 'observed' || state.reason === 'not-asked'
      ? []
      : [{ phase, code: state.reason, message: inconclusiveMessage(phase, state.reason) }];
  });

/** Why a phase says nothing, and what to do about it, in French. */
export const inconclusiveMessage = (phase: Phase, reason: InconclusiveReason): string =>
  `${phaseStarts[phase]} : ${inconclusiveWords[reason]}`;

const phaseStarts: Record<Phase, string> = {
  'before-choice': 'Avant tout choix',
  'after-refusal': 'Après refus',
  'after-acceptance': 'Après acceptation',
  'after-withdrawal': 'Après retrait du consentement',
  journey: 'Dans le parcours fourni',
};

const inconclusiveWords: Record<InconclusiveReason, string> = {
  refused: 'cette page mène à une adresse interdite. Donnez l’adresse publique finale de l’outil.',
  unreachable: 'la page ne répond pas. Vérifiez l’adresse, puis relancez le contrôle.',
  'http-error': 'le serveur a répondu par une erreur. Vérifiez l’adresse, puis relancez le contrôle.',
  'browser-error-page': 'le navigateur n’a pas pu afficher la page. Relancez le contrôle.',
  'bot-wall': 'un contrôle anti-robot cache la page. Demandez à l’éditeur de laisser passer le contrôle.',
  'blank-page': 'la page est vide. Vérifiez l’adresse, puis relancez le contrôle.',
  timeout: 'la page n’a pas fini de se charger à temps. Relancez le contrôle plus tard.',
  crashed: 'la page a fait planter le navigateur. Relancez le contrôle.',
  'no-control-found': 'aucun bouton visible ne permet ce choix. Rien ne peut être conclu de cette étape.',
  'control-without-effect': 'le bouton a été cliqué mais le bandeau est resté. Vérifiez ce bouton à la main.',
  'not-visited': 'cette étape n’a pas été visitée, car la première n’a pas abouti.',
  'not-asked': 'cette étape n’a pas été demandée.',
  'step-failed': 'une étape du parcours n’a pas pu être jouée. Corrigez le parcours, puis relancez le contrôle.',
  'secrets-locked':
    'le parcours n’a pas été joué, car la clé qui ouvre ses secrets manque ou a changé. Prévenez l’exploitant, ou donnez les secrets de nouveau, puis relancez le contrôle.',
  'seal-broken':
    'le parcours n’a pas été joué, car un de ses secrets gardés a été modifié ou déplacé. Donnez les secrets de nouveau, puis relancez le contrôle.',
  'secret-shown':
    'rien du parcours n’est jugé, car un de ses secrets se lit dans l’outil sans y avoir été tapé. Choisissez un autre secret, ou écrivez-le en clair dans l’étape, puis relancez le contrôle.',
  technical: 'le contrôle a échoué de notre côté. Relancez-le.',
};

/** The phase without which nothing was seen: for an imported file, the only one that it may show. */
const firstPhase = ({ phases: states, imported }: Facts): PhaseState => states[imported ? 'journey' : 'before-choice'];

/** A redirection to a forbidden address is a refusal, whenever it is found out. */
const outcomeOf = (first: PhaseState): Report['outcome'] => {
  if (first.kind === 'observed') return 'complete';
  return first.reason === 'refused' ? 'refused' : 'inconclusive';
};

const stamp = ({ preau, rulebook }: Stamp): Stamp => ({
  preau,
  rulebook: { version: rulebook.version, digest: rulebook.digest },
});

const recordsOf = <T>(set: FactSet<T>): T[] => (set.kind === 'collected' ? set.records : []);

const requestsOf = ({ requests }: Facts): Report['requests'] =>
  recordsOf(requests).map(({ phase, url, host, method, type, initiator, party, tracker, address }) => ({
    phase,
    url,
    host,
    method,
    type,
    initiator,
    party,
    tracker: tracker && { name: tracker.name, category: tracker.category, owner: tracker.owner },
    address: address ? { ip: address.ip, asn: address.asn ?? null, country: address.country ?? null } : null,
  }));

const cookiesOf = ({ cookies }: Facts): Report['cookies'] =>
  recordsOf(cookies).map((cookie) => ({
    phase: cookie.phase,
    name: cookie.name,
    domain: cookie.domain,
    path: cookie.path,
    session: cookie.session,
    lifetimeDays: cookie.lifetimeDays,
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    sameSite: cookie.sameSite,
    party: cookie.party,
    setBy: cookie.setBy,
    purpose: cookie.purpose ?? null,
  }));

/** The banner as a visitor meets it: before any choice. */
const consentOf = ({ consent }: Facts): Report['consent'] => {
  const met = recordsOf(consent).find(({ phase }) => phase === 'before-choice');
  return { banner: met?.banner ?? false, cmp: met?.cmp ?? null, controls: met?.controls ?? [] };
};

/** Each link once, though every phase sees it again. */
const linksOf = ({ links }: Facts): Report['links'] => {
  const seen = new Map<string, Report['links'][number]>();
  for (const { role, text, url } of recordsOf(links)) {
    if (isDocumentRole(role)) seen.set(`${role} ${url} ${text}`, { role, text, url });
  }
  return [...seen.values()];
};

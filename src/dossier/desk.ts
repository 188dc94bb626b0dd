/** Every act that the doors may do: the web asks the desk for each change of state, and nothing else changes any. */
import type { Adoption } from '../model/adoption.ts';
import type { DossierState } from '../model/dossier.ts';
import type { Person } from '../model/person.ts';
import type { Reference } from '../reference/reference.ts';
import type { Listen } from './progress.ts';
import type { SimulationState } from './simulation.ts';

/** A problem of a form; `field` is the dotted path of the schema (`url`, `declaration.hosting.country`), '' for the whole. */
export type FieldProblem = { field: string; message: string };
export type Invalid = { kind: 'invalid'; problems: FieldProblem[] };
/** An act that may not happen now; `message` is French and says what to do. */
export type Forbidden = { kind: 'forbidden'; message: string };
export type TooMany = { kind: 'too-many'; message: string; retryAt: string };

export type Session = Person & { expires: string };

export type Submitted = { kind: 'submitted'; key: string; number: string };
export type Rechecked = { kind: 'rechecked'; state: DossierState };
/** `slug` is null when the decision (adjourned) publishes nothing. */
export type Decided = { kind: 'decided'; slug: string | null };
export type Adopted = { kind: 'adopted'; adoption: Adoption };
/** What is known of the rulebooks: all adoptions, newest first, the one proposed, and its simulation. */
export type RulebookState = { adoptions: Adoption[]; candidate: Reference | null; simulation: SimulationState };
export type SignedIn = { kind: 'signed-in'; sessionId: string; session: Session };

export type DecisionRequest = {
  /** Public number of the dossier. */
  number: string;
  /** Input of model/decision.ts without decidedBy, decidedAt, demonstration. Problems name its paths. */
  draft: unknown;
  by: Person;
  demonstration: boolean;
};

export type TaskToClose = { number: string; id: number; form: unknown; by: Person };

/** The journey as typed: YAML, and rows of which some may be empty. Problems name `journey.steps` or `journey.secrets.0.name`. */
export type JourneyForm = { steps: string; secrets: { name: string; value: string }[] };

export type Desk = {
  /** `form` is the input of model/tool.ts Submission, as typed. A refused address is a problem of the field `url`. */
  submit(form: unknown, journey?: JourneyForm): Promise<Submitted | Invalid | TooMany>;
  /** The vendor, who holds the key, gives another journey with all its secrets; it is played at the next check. */
  replaceJourney(key: string, form: JourneyForm): { kind: 'kept' } | Invalid | Forbidden;
  /** Deletes the journey and its secrets. */
  withdrawJourney(key: string): { kind: 'withdrawn' } | Forbidden;
  /** Asked by the vendor (who holds the key) or the commission. */
  recheck(key: string, by: 'vendor' | 'commission'): Rechecked | Forbidden | TooMany;
  decide(request: DecisionRequest): Decided | Invalid | Forbidden;
  rulebook(): RulebookState;
  /** Starts the simulation of the proposed rulebook, unless it runs. */
  simulate(): void;
  /** `draft` holds the reason and the digest that its author saw. */
  adopt(draft: unknown, by: Person): Adopted | Invalid | Forbidden;
  /** Settles a question that the robot left to people. */
  closeTask(closing: TaskToClose): { kind: 'closed' } | Invalid | Forbidden;
  /**
   * Sends a one-time link when the address is known; the answer never says whether it is.
   * `nonce` is the value to put in the cookie of the browser that asks (HttpOnly, SameSite=Lax, 10 minutes).
   */
  requestLink(email: string): Promise<{ kind: 'asked'; nonce: string } | Invalid>;
  /** For the POST of the link's page only: a GET must not burn the link. */
  consumeLink(link: { token: string; nonce: string }): SignedIn | Forbidden;
  /** Who is there; null when the session is unknown, idle too long, too old, or its role was withdrawn. */
  session(sessionId: string): Session | null;
  signOut(sessionId: string): void;
  /** Live steps of a dossier by its public number; call the answer to stop listening. */
  listen: Listen;
};
